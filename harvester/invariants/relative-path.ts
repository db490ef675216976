const URL_LIKE = /^[a-z][a-z0-9+.-]*:\/\/|^[\w.-]+@[\w.-]+:|^(?:github|gitlab|bitbucket)\.[a-z]+[:/]|[?*]/i;

/** Whether an entry names something on the network, or many files at once: nothing that the tree can answer for. */
export function isRemote(entry: string): boolean {
  return URL_LIKE.test(entry);
}

/**
 * Path from the top of the repository that `entry` names, seen from `folder`.
 *
 * @returns undefined where it leads out of the repository
 */
export function resolvePath(folder: string, entry: string): string | undefined {
  if (entry.startsWith('/')) return undefined;
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of entry.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
