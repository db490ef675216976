const URL_LIKE = /^[a-z][a-z0-9+.-]*:\/\/|^[\w.-]+@[\w.-]+:|^(?:github|gitlab|bitbucket)\.[a-z]+[:/]|[?*]/i;

/** Whether an entry names something on the network, or many files at once: nothing that the tree can answer for. */
export function isRemote(entry: string): boolean {
  return URL_LIKE.test(entry);
}
