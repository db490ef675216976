import type { Snapshot, SnapshotIndex } from '../../core/snapshot';
import { type LedgerLine, parseLedger, parseLedgerPath } from '../layout/ledger';

/** A ledger line together with where it stands. */
export interface OwnedLine extends LedgerLine {
  readonly category: string;
}

/** Who owns which file of the target, read from the ledgers of all projects. */
export interface Ownership {
  /** Lines of this project by file path. */
  readonly own: ReadonlyMap<string, OwnedLine>;
  /** Lines of this project by construct path. */
  readonly ownByConstruct: ReadonlyMap<string, readonly OwnedLine[]>;
  /** Number of our lines by category, for every category of this project that has a ledger file. */
  readonly ownCategories: ReadonlyMap<string, number>;
  /** For files and constructs of other projects: which project, and where that is written. */
  readonly foreign: ReadonlyMap<string, { readonly project: string; readonly ledger: string }>;
}

const ledgersOfIndex = new WeakMap<SnapshotIndex, Map<string, readonly string[]>>();

/** Paths of every ledger in the snapshot, of whichever project. */
export function ledgerPaths(snapshot: Snapshot, root: string): readonly string[] {
  let known = ledgersOfIndex.get(snapshot.index);
  if (known === undefined) ledgersOfIndex.set(snapshot.index, (known = new Map<string, readonly string[]>()));
  let paths = known.get(root);
  if (paths === undefined) {
    const prefix = `${root}/.claims/`;
    const found: string[] = [];
    for (const path of snapshot.index.entries.keys()) {
      if (path.startsWith(prefix) && parseLedgerPath(root, path) !== undefined) found.push(path);
    }
    known.set(root, (paths = found));
  }
  return paths;
}

/** Reads all ledgers. What another project owns is foreign: never changed, never pruned. */
export function readOwnership(snapshot: Snapshot, root: string, project: string): Ownership {
  const ownByConstruct = new Map<string, OwnedLine[]>();
  const ownCategories = new Map<string, number>();
  const foreign = new Map<string, { project: string; ledger: string }>();
  for (const ledger of ledgerPaths(snapshot, root)) {
    const place = parseLedgerPath(root, ledger);
    if (place === undefined) continue;
    const lines = parseLedger(snapshot.contents.get(ledger) ?? '', ledger);
    if (place.project !== project) {
      const owner = { project: place.project, ledger };
      for (const line of lines) foreign.set(line.path, owner).set(line.construct, owner);
      continue;
    }
    ownCategories.set(place.category, lines.length);
    addByConstruct(ownByConstruct, lines, place.category);
  }
  let own: Map<string, OwnedLine> | undefined;
  return {
    // Only needed where something differs.
    get own() {
      own ??= new Map([...ownByConstruct.values()].flat().map((line) => [line.path, line]));
      return own;
    },
    ownByConstruct,
    ownCategories,
    foreign,
  };
}

/** Lines are sorted by path, so those of one claim mostly follow each other. */
function addByConstruct(
  byConstruct: Map<string, OwnedLine[]>,
  lines: readonly LedgerLine[],
  category: string,
): void {
  let last: string | undefined;
  let siblings: OwnedLine[] = [];
  for (const { objectId, path, construct } of lines) {
    if (construct !== last) {
      last = construct;
      const known = byConstruct.get(construct);
      siblings = known ?? [];
      if (known === undefined) byConstruct.set(construct, siblings);
    }
    siblings.push({ objectId, path, construct, category });
  }
}
