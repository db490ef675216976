/** How far a forge's list may be behind, in milliseconds. */
const BEHIND = 60_000;

/** Forges leave out the parts of a second: what came in its course was before the merge, in doubt. */
const SECOND = 999;

/**
 * When a request was merged, by the collector's clock, as near as that can be told: the forge's clock may be minutes off, but what was not in the list at the last look was merged
 * after it, and never after it was seen.
 *
 * @param said - what the forge says
 * @param lookedAt - the last look without it; undefined where there was none
 * @param seenAt - when it was found
 */
export function mergeTime(said: number, lookedAt: number | undefined, seenAt: number): number {
  const earliest = lookedAt === undefined ? -Infinity : lookedAt - BEHIND;
  return Math.min(Math.max(said + SECOND, earliest), seenAt);
}
