import type { SnapshotIndex } from '../../core/snapshot';
import type { DesiredClaim, DesiredFile } from './desired-claim';
import type { Ownership } from './ownership';

/** Declared claims by what stands of them. */
export interface DividedClaims {
  /** Every file stands exactly as planned and is in our ledger: the common case, kept cheap. */
  readonly untouched: readonly DesiredClaim[];
  /** All others. */
  readonly touched: readonly DesiredClaim[];
}

/** Finds the claims about which there is nothing to decide; needs no content of any of their files. */
export function divideClaims(
  claims: readonly DesiredClaim[],
  index: SnapshotIndex,
  ownership: Ownership,
): DividedClaims {
  const untouched: DesiredClaim[] = [];
  const touched: DesiredClaim[] = [];
  for (const claim of claims) (isUntouched(claim, index, ownership) ? untouched : touched).push(claim);
  return { untouched, touched };
}

function isUntouched(
  { filesByPath: files, model }: DesiredClaim,
  { entries }: SnapshotIndex,
  ownership: Ownership,
): boolean {
  // By index, here and in other loops over every file: iterators are garbage until the code is hot.
  for (let at = 0; at < files.length; at++) {
    const { path, objectId } = files[at] as DesiredFile;
    const entry = entries.get(path);
    if (entry?.objectId !== objectId || !entry.mode.startsWith('100')) return false;
  }
  if (ownership.isAsPlanned(model.category)) return true;
  const lines = ownership.linesOf(model.constructPath);
  return (
    lines.length === files.length &&
    files.every(({ path, objectId }) =>
      lines.some((line) => line.path === path && line.objectId === objectId),
    )
  );
}
