import { withoutEnds } from '../trim-ends';

const WITH_SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/]*)(\/.*)?$/;
// scp-like syntax of git-clone(1): [user@]host:path, where no slash stands before the colon.
const SCP_LIKE = /^(?:[^@/:]+@)?(\[[^\]]+\]|[^/:]{2,}):(?!\/\/)(.+)$/;

/**
 * A target as it may be shown: a password, and for https also a user, is taken out. The user of an ssh address (`git@…`) is no
 * secret and stays.
 */
export function withoutCredentials(target: string): string {
  const match = WITH_SCHEME.exec(target);
  if (match === null) return target;
  const [, scheme = '', authority = '', path = ''] = match;
  const at = authority.lastIndexOf('@');
  if (at < 0) return target;
  const user = authority.slice(0, at);
  const host = authority.slice(at + 1);
  const web = /^https?$/i.test(scheme);
  const shownUser = web ? '' : (user.split(':')[0] ?? '');
  return `${scheme}://${shownUser === '' ? '' : `${shownUser}@`}${host}${path}`;
}

/**
 * The slug `owner/name` in the address of a repository on a forge: the path without `.git`. Undefined for local paths and for
 * addresses with fewer than two parts.
 */
export function repositorySlug(target: string): string | undefined {
  const match = WITH_SCHEME.exec(target);
  let path: string | undefined;
  if (match !== null) path = match[1]?.toLowerCase() === 'file' ? undefined : match[3];
  else path = SCP_LIKE.exec(target)?.[2];
  if (path === undefined) return undefined;
  const slug = withoutEnds(path, '/').replace(/\.git$/, '');
  return /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)+$/.test(slug) ? slug : undefined;
}

/** The host in the address of a repository, lower case, with its port; undefined for local paths. */
export function targetHost(target: string): string | undefined {
  const match = WITH_SCHEME.exec(target);
  if (match === null) return SCP_LIKE.exec(target)?.[1]?.toLowerCase();
  if (match[1]?.toLowerCase() === 'file') return undefined;
  return match[2]?.slice(match[2].lastIndexOf('@') + 1).toLowerCase();
}
