import { targetCredentials } from '../config/target-credentials';
import { keyStrength } from './secret-key';

/** Variables of forges and CI systems that hold what may write to repositories. */
const TOKEN_VARIABLE =
  /^(?:CLAIMS|COLLECTOR|GITHUB|GH|GITEA|FORGEJO|CODEBERG|GITLAB|GL|CI|ACTIONS|BITBUCKET|GIT|SYSTEM|AZURE_DEVOPS_EXT)_?(?:\w*(?:TOKEN|PASSWORD|PASSWD|_JWT\w*)|(?:\w+_)?PAT)$/i;
/** `CLAIMS_GITHUB_TOKEN_PROD`, but no file, path or address of one. */
const OWN_TOKEN_VARIABLE = /^CLAIMS_\w*TOKEN(?!\w*(?:FILE|PATH|URL|NAME|TTL)$)\w*$/i;
/** Configuration of Git in the environment (git-config(1)): headers with credentials stand here in CI. */
const GIT_CONFIG = /^GIT_CONFIG_(?:VALUE_\d+|PARAMETERS)$/;
const AUTHORIZATION = /\bauthorization:\s*(?:\w+\s+)?([^\s'"]+)/gi;

/** Whether a variable holds a token for a forge or for Git by its name. */
export function isTokenVariable(name: string): boolean {
  return TOKEN_VARIABLE.test(name) || OWN_TOKEN_VARIABLE.test(name);
}

/**
 * The secrets in an environment: tokens for forges and Git, whatever the name of its variable calls a password or token, and
 * credentials in addresses and in Git's own configuration.
 *
 * @param named - variables that the configuration says hold a token
 */
export function environmentSecrets(
  env: Readonly<Record<string, string | undefined>>,
  named: readonly string[] = [],
): readonly string[] {
  const secrets = new Set<string>();
  for (const [name, value = ''] of Object.entries(env)) {
    for (const secret of secretsOfVariable(name, value, named)) secrets.add(secret);
  }
  return [...secrets];
}

function secretsOfVariable(name: string, value: string, named: readonly string[]): readonly string[] {
  const text = value.trim();
  if (text === '') return [];
  if (named.includes(name) || isTokenVariable(name)) return [text, ...headerSecrets(text)];
  if (GIT_CONFIG.test(name)) return [...headerSecrets(text), ...addressSecrets(text)];
  if (name === 'CLAIMS_TARGET' || text.includes('://')) return addressSecrets(text);
  // What the name alone speaks for is masked where nobody would write it by chance.
  const isTelling = text.length >= 8 && !/^[.~]?[/\\]/.test(text) && !/^[A-Za-z]{1,16}$/.test(text);
  return keyStrength(name) !== 'none' && isTelling ? [text] : [];
}

/** Credentials of an `Authorization` header, and what is in them where they are base64 of `user:password`. */
function headerSecrets(text: string): string[] {
  const secrets: string[] = [];
  for (const [, credentials = ''] of text.matchAll(AUTHORIZATION)) {
    secrets.push(credentials);
    const pair = Buffer.from(credentials, 'base64').toString('utf8');
    const colon = pair.indexOf(':');
    if (colon >= 0 && !pair.includes('\ufffd')) secrets.push(pair.slice(colon + 1));
  }
  return secrets;
}

/** Every word is looked at: a variable may hold several addresses. */
function addressSecrets(text: string): readonly string[] {
  if (text.length > 65_536) return [];
  const words = text.split(/[\s'"]+/).filter((word) => /[@?#]/.test(word));
  return [text, ...words].flatMap((word) => (/[@?#]/.test(word) ? targetCredentials(word).secrets : []));
}
