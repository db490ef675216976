import { targetCredentials } from '../config/target-credentials';
import { keyStrength } from './secret-key';

/** Whose variables hold what may write to repositories: forges and CI systems. */
const OWNERS =
  'CLAIMS COLLECTOR GITHUB GH GITEA FORGEJO CODEBERG GITLAB GL CI ACTIONS BITBUCKET GIT SYSTEM AZURE_DEVOPS_EXT'.split(
    ' ',
  );
/** How the name of a token ends; `PAT` only as a word of its own. */
const ENDS = ['TOKEN', 'PASSWORD', 'PASSWD'];
/** How the name of something ends that only leads to a token. */
const LEADS_TO_ONE = ['FILE', 'PATH', 'URL', 'NAME', 'TTL'];
/** Configuration of Git in the environment (git-config(1)): headers with credentials stand here in CI. */
const GIT_CONFIG = /^GIT_CONFIG_(?:VALUE_\d+|PARAMETERS)$/;
const AUTHORIZATION = /\bauthorization:\s*(?:\w+\s+)?([^\s'"]+)/gi;

/** Whether a variable holds a token for a forge or for Git by its name. */
export function isTokenVariable(name: string): boolean {
  if (!/^\w+$/.test(name)) return false;
  const upper = name.toUpperCase();
  const owners = OWNERS.filter((owner) => upper.startsWith(owner));
  if (owners.length === 0) return false;
  const isEnd = ENDS.some((end) => upper.endsWith(end)) || upper.includes('_JWT') || upper.endsWith('_PAT');
  return isEnd || owners.some((owner) => upper === `${owner}PAT`) || isOwnToken(upper);
}

/** `CLAIMS_GITHUB_TOKEN_PROD`, but no file, path or address of one. */
function isOwnToken(upper: string): boolean {
  if (!upper.startsWith('CLAIMS_')) return false;
  const at = upper.lastIndexOf('TOKEN');
  const rest = upper.slice(at + 'TOKEN'.length);
  return at >= 'CLAIMS_'.length && !LEADS_TO_ONE.some((end) => rest.endsWith(end));
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
