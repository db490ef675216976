import type { LedgerLine } from '../../harvester/ledger';
import type { DesiredClaim } from './desired-claim';

/** Ledger lines of a declared claim, in the order of their paths. */
export function claimLines({ model, filesByPath }: DesiredClaim): LedgerLine[] {
  return filesByPath.map(({ objectId, path }) => ({ objectId, path, construct: model.constructPath }));
}

/** Number of ledger lines of declared claims. */
export function lineCount(claims: readonly DesiredClaim[]): number {
  let count = 0;
  for (const claim of claims) count += claim.filesByPath.length;
  return count;
}
