import type { LedgerLine } from '../../../harvester/ledger';

/** A claim whose ledger lines differ between two commits. */
export interface LedgerChange {
  /** `<category>/<name>`. */
  readonly construct: string;
  /** Its files before, and after; none where it had or has no line. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * The claims whose lines differ, in the order of their names. Which project's ledger a line stands in is no difference: a claim that went from one to another is the same.
 *
 * @param before - lines of all ledgers that differ, at the first commit
 * @param after - the same at the second
 */
export function ledgerChanges(before: Iterable<LedgerLine>, after: Iterable<LedgerLine>): LedgerChange[] {
  const [old, now] = [byConstruct(before), byConstruct(after)];
  const changes: LedgerChange[] = [];
  for (const construct of [...new Set([...old.keys(), ...now.keys()])].sort()) {
    const lines = old.get(construct) ?? new Map<string, string>();
    const next = now.get(construct) ?? new Map<string, string>();
    const isSame = lines.size === next.size && [...lines].every(([path, what]) => next.get(path) === what);
    if (!isSame) changes.push({ construct, before: [...lines.keys()], after: [...next.keys()] });
  }
  return changes;
}

/** By construct: what stands in a line, by its path. */
function byConstruct(lines: Iterable<LedgerLine>): Map<string, Map<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const { construct, path, objectId, part } of lines) {
    const of = found.get(construct) ?? new Map<string, string>();
    found.set(construct, of.set(path, `${objectId} ${part ?? false}`));
  }
  return found;
}
