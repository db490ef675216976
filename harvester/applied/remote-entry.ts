const SCHEME = /^(?:ssh|https?|file):\/\//i;
const USER = /^[a-zA-Z][a-zA-Z0-9-]*@/;
const GITHUB = /^github\.com[/:]/i;

/**
 * Whether kustomize takes an entry for something on the network: a file by `http(s)`, or a repository that it would clone.
 * Source of the rules: `IsRemoteFile` and `NewRepoSpecFromURL` of kustomize.
 */
export function isRemoteEntry(entry: string): boolean {
  if (/^https?:/i.test(entry)) return true;
  if (entry.startsWith('/')) return false;
  let rest = entry.split('?', 1)[0] ?? '';
  if (/^git::/i.test(rest)) rest = rest.slice('git::'.length);
  const scheme = SCHEME.exec(rest)?.[0].toLowerCase() ?? '';
  rest = rest.slice(scheme.length);
  const user = USER.exec(rest)?.[0] ?? '';
  rest = rest.slice(user.length);
  const isGithub = GITHUB.test(rest);
  const isScp = scheme === '' && (user !== '' || isGithub);
  if (scheme === '' && !isScp) return false;
  if (scheme === 'file://') return rest !== '';
  const end = hostEnd(rest, isScp);
  return end >= 0 && namesRepository(rest.slice(end + 1));
}

/** Where the host ends: at a slash, or at the colon of `user@host:path`. */
function hostEnd(rest: string, isScp: boolean): number {
  const slash = rest.indexOf('/');
  if (!isScp) return slash;
  const colon = rest.indexOf(':');
  return slash < 0 || (colon > 0 && colon < slash) ? colon : slash;
}

/** `org/repository` at least, or something that says where the repository ends. */
function namesRepository(path: string): boolean {
  const marked = /_git\/|\/\/|\.git/.exec(path);
  if (marked !== null) return marked.index > 0 || marked[0] !== '//';
  return path.split('/').length >= 2 && path.split('/').slice(0, 2).join('/') !== '';
}
