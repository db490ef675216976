import { isClaimBranch } from '../request-key';
import type { MergedRequest } from './merged-request';
import { type FoundRequest, isSameRepository } from './own-requests';

/** Pages of closed requests that are searched: strangers may have made any number. */
const MOST_PAGES = 20;

/**
 * The merged ones of a base that came from a branch of this tool in the repository itself: what stands in title and body, anybody may have written.
 *
 * @param pages - closed requests, the one that was changed last first
 * @param since - of the merge, in milliseconds since 1970
 */
export async function mergedRequests(
  pages: AsyncIterable<readonly FoundRequest[]>,
  base: string,
  since: number,
): Promise<MergedRequest[]> {
  const merged: MergedRequest[] = [];
  let seen = 0;
  for await (const page of pages) {
    for (const { number, url, merge, headEnd, baseEnd } of page) {
      const isOurs =
        isClaimBranch(headEnd.branch) && isSameRepository(headEnd.repository, baseEnd.repository);
      if (merge === undefined || merge.at < since || baseEnd.branch !== base || !isOurs) continue;
      merged.push({ number, url, mergedAt: merge.at, commit: merge.commit });
    }
    seen += 1;
    const last = page.at(-1);
    // A request is changed when it is merged, or later.
    if (seen >= MOST_PAGES || (last?.updatedAt !== undefined && last.updatedAt < since)) break;
  }
  return merged;
}
