import type { Snapshot, SnapshotIndex } from '../../core/snapshot';
import { ledgerFolder, parseLedgerPath } from '../../harvester/ledger';

const ledgersOfIndex = new WeakMap<SnapshotIndex, Map<string, readonly string[]>>();

/** Paths of every ledger in the snapshot, of whichever project. */
export function ledgerPaths({ index }: Pick<Snapshot, 'index'>, root: string): readonly string[] {
  let known = ledgersOfIndex.get(index);
  if (known === undefined) ledgersOfIndex.set(index, (known = new Map<string, readonly string[]>()));
  let paths = known.get(root);
  if (paths === undefined) {
    const prefix = `${ledgerFolder(root)}/`;
    const found: string[] = [];
    for (const path of index.entries.keys()) {
      if (path.startsWith(prefix) && parseLedgerPath(root, path) !== undefined) found.push(path);
    }
    known.set(root, (paths = found));
  }
  return paths;
}
