import { ToolkitError } from '../../core/errors/toolkit-error';
import { holdSecretsForEver } from '../../core/secrets/secrets-in-use';
import type { ConfigPair } from './git-environment';
import { SecretValue } from './secret-value';
import type { Credentials, TargetLocation } from './target-location';

/**
 * The token travels as a header in the environment of the child alone: not in its arguments, not in a file. It is bound to the whole
 * address of the repository, so that no setting of the user for the same server takes its place.
 *
 * @throws ToolkitError `target-url-unsupported` where it would cross a network in the clear
 */
export function credentialConfig(
  location: Extract<TargetLocation, { kind: 'remote' }>,
  credentials: Credentials | undefined,
): readonly ConfigPair[] {
  if (credentials === undefined) {
    return [];
  }
  const { hostname } = new URL(location.url);
  if (location.protocol === 'http' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)) {
    throw new ToolkitError(
      'target-url-unsupported',
      `${location.display} is plain http: credentials are sent over https alone`,
    );
  }
  const pair = `${credentials.username ?? 'x-access-token'}:${credentials.password}`;
  const encoded = Buffer.from(pair).toString('base64');
  // A server may repeat the header that it was sent.
  holdSecretsForEver(credentials.password, encoded);
  const header = new SecretValue(`Authorization: Basic ${encoded}`);
  return [
    [`http.${location.url}.extraHeader`, header],
    // With credentials given nobody else is asked.
    ['credential.helper', ''],
  ];
}
