import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment, ValuesOf } from '../../../core/config/setting-row';
import { configInvalid } from '../../../core/config/resolve-config';
import { holdSecretsForEver } from '../../../core/secrets/secrets-in-use';
import { parseTargetLocation, type TargetLocation } from '../../../gitops/git/target-location';
import type { REGISTRY_SETTINGS } from '../registry-settings';
import { fileSource } from './file-source';
import { gitSource } from './git-source';
import { rawSource } from './raw-source';
import type { RegistrySource } from './registry-source';

/** What says where the registry is. */
export type SourceSettings = Pick<
  ValuesOf<typeof REGISTRY_SETTINGS>,
  'source' | 'repo' | 'branch' | 'path' | 'baseUrl' | 'token' | 'sourceToken'
>;

/** What a source works with beside its settings. */
export interface SourceContext {
  readonly env: Environment;
  /** Where relative paths start. */
  readonly folder: string;
  /** Where objects of remote repositories are kept between looks. */
  readonly cacheFolder?: string;
}

/**
 * The source that the settings name: a raw file of REGISTRY_REPO as the original reads it, or what CLAIMS_REGISTRY_SOURCE says. Nothing is read yet.
 *
 * @throws ToolkitError `config-invalid` where nothing is named, `target-url-unsupported`
 */
export async function openSource(settings: SourceSettings, context: SourceContext): Promise<RegistrySource> {
  const { source, repo, branch, path, baseUrl, token, sourceToken } = settings;
  holdSecretsForEver(token, sourceToken);
  if (source === undefined) {
    if (repo === undefined) throw configInvalid([NOTHING_NAMED]);
    const url = new URL(`${baseUrl.replace(/\/$/, '')}/${repo}/${branch}/${path}`);
    return rawSource({ url, authorization: authorization(url, token, 'token') });
  }
  const location = parseTargetLocation(source, context.folder);
  if (location.kind === 'local') return localSource(location.path, settings, context);
  return remoteSource(location, settings, context);
}

const NOTHING_NAMED = {
  code: 'config-value-invalid',
  message: 'no registry is configured',
  field: 'CLAIMS_REGISTRY_SOURCE',
  hint: 'name a file, a folder, a Git repository or the address of a raw file in CLAIMS_REGISTRY_SOURCE or `--source`, or <owner>/<name> in REGISTRY_REPO',
} as const;

/** A folder that holds the file is read as it stands, whether it is a work tree or not; another one has to be a repository. */
async function localSource(
  place: string,
  { branch, path }: SourceSettings,
  { env, folder }: SourceContext,
): Promise<RegistrySource> {
  const found = await stat(place).catch(() => undefined);
  if (found?.isDirectory() !== true) return fileSource(place);
  const inside = join(place, path);
  if ((await stat(inside).catch(() => undefined))?.isFile() === true) return fileSource(inside);
  return gitSource({ target: place, folder, branch, path, environment: env });
}

type RemoteLocation = Extract<TargetLocation, { kind: 'remote' }>;

function remoteSource(
  location: RemoteLocation,
  { source = '', branch, path, token, sourceToken }: SourceSettings,
  { env, folder, cacheFolder }: SourceContext,
): RegistrySource {
  const ownToken = sourceToken ?? (isGitHub(location) ? token : undefined);
  if (location.protocol !== 'ssh' && RAW_FILE.test(location.path)) {
    const { credentials } = location;
    holdSecretsForEver(credentials?.password);
    const url = new URL(location.url);
    const said = credentials && `${credentials.username ?? ''}:${credentials.password}`;
    const basic = said && `Basic ${Buffer.from(said).toString('base64')}`;
    return rawSource({ url, authorization: authorization(url, basic ?? ownToken, basic ? '' : 'Bearer') });
  }
  const credentials = ownToken === undefined ? undefined : { password: ownToken };
  return gitSource({ target: source, folder, branch, path, environment: env, credentials, cacheFolder });
}

const RAW_FILE = /\.ya?ml$/i;
const GITHUB_HOST = /^(?:github\.com|[\w-]+\.githubusercontent\.com)$/i;
const LOOPBACK = /^(?:localhost|\[::1\]|127(?:\.\d{1,3}){3})$/;

function isGitHub({ host, protocol }: RemoteLocation): boolean {
  return protocol === 'https' && GITHUB_HOST.test(host);
}

/** @throws ToolkitError `config-invalid` where a token would go over the network in the clear */
function authorization(url: URL, secret: string | undefined, scheme: string): string | undefined {
  if (secret === undefined) return undefined;
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    throw configInvalid([
      {
        code: 'config-value-invalid',
        message: `a token would be sent to ${url.host} without encryption`,
        hint: 'use an https: address, or no token',
      },
    ]);
  }
  return `${scheme} ${secret}`.trimStart();
}
