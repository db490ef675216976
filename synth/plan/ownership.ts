import type { Snapshot } from '../../core/snapshot';
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

/** Paths of every ledger in the snapshot, of whichever project. */
export function ledgerPaths(snapshot: Snapshot, root: string): string[] {
  const prefix = `${root}/.claims/`;
  const paths: string[] = [];
  for (const path of snapshot.index.entries.keys()) {
    if (path.startsWith(prefix) && parseLedgerPath(root, path) !== undefined) paths.push(path);
  }
  return paths;
}

/** Reads all ledgers. What another project owns is foreign: never changed, never pruned. */
export function readOwnership(snapshot: Snapshot, root: string, project: string): Ownership {
  const own = new Map<string, OwnedLine>();
  const ownByConstruct = new Map<string, OwnedLine[]>();
  const ownCategories = new Map<string, number>();
  const foreign = new Map<string, { project: string; ledger: string }>();
  for (const ledger of ledgerPaths(snapshot, root)) {
    const place = parseLedgerPath(root, ledger);
    if (place === undefined) continue;
    const lines = parseLedger(snapshot.contents.get(ledger) ?? '', ledger);
    if (place.project !== project) {
      for (const line of lines) {
        const owner = { project: place.project, ledger };
        foreign.set(line.path, owner);
        foreign.set(line.construct, owner);
      }
      continue;
    }
    ownCategories.set(place.category, lines.length);
    for (const line of lines) {
      const owned = {
        objectId: line.objectId,
        path: line.path,
        construct: line.construct,
        category: place.category,
      };
      own.set(line.path, owned);
      const siblings = ownByConstruct.get(line.construct);
      if (siblings === undefined) ownByConstruct.set(line.construct, [owned]);
      else siblings.push(owned);
    }
  }
  return { own, ownByConstruct, ownCategories, foreign };
}
