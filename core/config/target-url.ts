import { withoutEnds } from '../trim-ends';
import { isWindowsPath, targetCredentials } from './target-credentials';

const WITH_SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/]*)(\/.*)?$/;
// git's own rule (connect.c, url_is_local_not_ssh): a colon before the first slash makes an address scp-like.
const SCP_LIKE = /^(?:([^@/:\s]+)@)?(\[[0-9a-fA-F:.]+\]|[^/:\s@[\]]+):(?!\/\/)(.+)$/;

/**
 * A target as it may be shown: a password, query and fragment, and for https also a user, are taken out. The user of an ssh address
 * (`git@…`) is no secret and stays.
 */
export function withoutCredentials(target: string): string {
  return targetCredentials(target).shown;
}

/** The parts of an address in the scp-like form of git-clone(1), `[user@]host:path`; undefined for every other one. */
export function scpLikeParts(
  address: string,
): { readonly user: string | undefined; readonly host: string; readonly path: string } | undefined {
  const match = isWindowsPath(address) ? null : SCP_LIKE.exec(address);
  if (match === null) return undefined;
  const [, user, host = '', path = ''] = match;
  return { user, host, path };
}

/** The path of a repository on its host, without slashes at its ends and without `.git`. */
export function repositoryPath(path: string): string {
  return withoutEnds(path, '/').replace(/\.git$/, '');
}

/**
 * The slug `owner/name` in the address of a repository on a forge: the path without `.git`. Undefined for local paths and for
 * addresses with fewer than two parts.
 */
export function repositorySlug(address: string): string | undefined {
  const target = withoutCredentials(address);
  const match = WITH_SCHEME.exec(target);
  let path: string | undefined;
  if (match !== null) path = match[1]?.toLowerCase() === 'file' ? undefined : match[3];
  else path = scpLikeParts(target)?.path;
  if (path === undefined) return undefined;
  const slug = repositoryPath(path);
  return /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)+$/.test(slug) ? slug : undefined;
}

/** The host in the address of a repository, lower case, with its port; undefined for local paths. */
export function targetHost(address: string): string | undefined {
  const target = withoutCredentials(address);
  const match = WITH_SCHEME.exec(target);
  if (match === null) return scpLikeParts(target)?.host.toLowerCase();
  if (match[1]?.toLowerCase() === 'file') return undefined;
  return match[2]?.slice(match[2].lastIndexOf('@') + 1).toLowerCase();
}
