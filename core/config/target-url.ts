import { withoutEnds } from '../trim-ends';
import { targetCredentials } from './target-credentials';

const WITH_SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/]*)(\/.*)?$/;
// scp-like syntax of git-clone(1): [user@]host:path, where no slash stands before the colon.
const SCP_LIKE = /^(?:[^@/:]+@)?(\[[^\]]+\]|[^/:]{2,}):(?!\/\/)(.+)$/;

/**
 * A target as it may be shown: a password, query and fragment, and for https also a user, are taken out. The user of an ssh address
 * (`git@…`) is no secret and stays.
 */
export function withoutCredentials(target: string): string {
  return targetCredentials(target).shown;
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
  else path = SCP_LIKE.exec(target)?.[2];
  if (path === undefined) return undefined;
  const slug = withoutEnds(path, '/').replace(/\.git$/, '');
  return /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)+$/.test(slug) ? slug : undefined;
}

/** The host in the address of a repository, lower case, with its port; undefined for local paths. */
export function targetHost(address: string): string | undefined {
  const target = withoutCredentials(address);
  const match = WITH_SCHEME.exec(target);
  if (match === null) return SCP_LIKE.exec(target)?.[1]?.toLowerCase();
  if (match[1]?.toLowerCase() === 'file') return undefined;
  return match[2]?.slice(match[2].lastIndexOf('@') + 1).toLowerCase();
}
