import type { IndexEntry } from '../../core/snapshot';

/**
 * Reads `git ls-tree -r -z`: `<mode> <type> <id>\t<path>\0`. Paths that are not UTF-8 get replacement characters;
 * no path of ours ever looks like that.
 */
export function parseTreeListing(listing: Buffer): Map<string, IndexEntry> {
  const entries = new Map<string, IndexEntry>();
  const text = listing.toString('utf8');
  let start = 0;
  for (let end = text.indexOf('\0'); end !== -1; end = text.indexOf('\0', start)) {
    const tab = text.indexOf('\t', start);
    const mode = text.slice(start, start + 6);
    const objectId = text.slice(text.lastIndexOf(' ', tab) + 1, tab);
    entries.set(text.slice(tab + 1, end), { mode, objectId });
    start = end + 1;
  }
  return entries;
}
