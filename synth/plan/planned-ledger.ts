import { blobObjectId, blobObjectIdOfBytes } from '../../core/git/object-id';
import type { ObjectFormat } from '../../core/snapshot';
import { compareText } from '../../core/text/compare-text';
import { formatLedger, LedgerBytes } from '../../harvester/ledger';
import { claimLines } from './claim-lines';
import type { DesiredClaim, DesiredFile } from './desired-claim';

const LEDGER = new LedgerBytes();

/** Claims by category, each in the order in which its ledger lists them. */
export function plannedLedgers(claims: readonly DesiredClaim[]): Map<string, DesiredClaim[]> {
  const categories = new Map<string, DesiredClaim[]>();
  for (const claim of claims) {
    const siblings = categories.get(claim.model.category);
    if (siblings === undefined) categories.set(claim.model.category, [claim]);
    else siblings.push(claim);
  }
  for (const siblings of categories.values()) siblings.sort(byFirstPath);
  return categories;
}

/** Whether a ledger of this object id says about a category's claims exactly what is planned. */
export function isLedgerOf(
  claims: readonly DesiredClaim[],
  objectId: string | undefined,
  format: ObjectFormat,
): boolean {
  if (claims.some(({ paths }) => paths.flat)) {
    // Files outside of the claims' folders may stand between those of one claim.
    return blobObjectId(formatLedger(claims.flatMap(claimLines)), format) === objectId;
  }
  LEDGER.clear();
  for (const { model, filesByPath } of claims) {
    for (let at = 0; at < filesByPath.length; at++) {
      const { objectId: id, path } = filesByPath[at] as DesiredFile;
      LEDGER.add(id, path, model.constructPath);
    }
  }
  return blobObjectIdOfBytes(LEDGER.bytes, format) === objectId;
}

function byFirstPath(a: DesiredClaim, b: DesiredClaim): number {
  const byPath = compareText(a.filesByPath[0]?.path ?? '', b.filesByPath[0]?.path ?? '');
  return byPath || compareText(a.model.constructPath, b.model.constructPath);
}
