import type { Snapshot, SnapshotIndex } from '../../core/snapshot';
import { LedgerComparison, type LedgerLine, parseLedger, parseLedgerPath } from '../layout/ledger';
import type { DesiredClaim } from './desired-claim';

/** A ledger line together with where it stands. */
export interface OwnedLine extends LedgerLine {
  readonly category: string;
}

const NO_LINES: readonly OwnedLine[] = [];
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

/**
 * Who owns which file of the target, by the ledgers of all projects. What another project owns is foreign: never changed, never
 * pruned.
 *
 * A ledger that says exactly what the declared claims would write anyway, as nearly all do, is taken apart only when one of
 * its lines is asked for.
 */
export class Ownership {
  /** Number of our lines by category, for every category of this project that has a ledger file. */
  readonly ownCategories: ReadonlyMap<string, number>;
  /** For files and constructs of other projects: which project, and where that is written. */
  readonly foreign: ReadonlyMap<string, { readonly project: string; readonly ledger: string }>;

  private readonly byConstruct = new Map<string, OwnedLine[]>();
  private byPath: Map<string, OwnedLine> | undefined;
  /** Ledgers, by category, of which every line is as planned. */
  private readonly asPlanned = new Map<string, { readonly ledger: string; readonly text: string }>();

  /**
   * @param claims - the declared claims; without them every ledger is taken apart at once
   * @throws ToolkitError `ledger-unreadable`
   */
  constructor(
    snapshot: Snapshot,
    private readonly root: string,
    project: string,
    claims: readonly DesiredClaim[] = [],
  ) {
    const ownCategories = new Map<string, number>();
    const foreign = new Map<string, { project: string; ledger: string }>();
    const planned = byCategory(claims);
    for (const ledger of ledgerPaths(snapshot, root)) {
      const place = parseLedgerPath(root, ledger);
      if (place === undefined) continue;
      const text = snapshot.contents.get(ledger) ?? '';
      if (place.project !== project) {
        const owner = { project: place.project, ledger };
        for (const line of parseLedger(text, ledger))
          foreign.set(line.path, owner).set(line.construct, owner);
        continue;
      }
      const { category } = place;
      const count = plannedLines(text, planned.get(category) ?? []);
      if (count > 0) this.asPlanned.set(category, { ledger, text });
      ownCategories.set(category, count > 0 ? count : this.add(category, ledger, text));
    }
    this.ownCategories = ownCategories;
    this.foreign = foreign;
  }

  /** Whether the ledger of a category says about the declared claims exactly what is planned, and nothing else. */
  isAsPlanned(category: string): boolean {
    return this.asPlanned.has(category);
  }

  /** Our lines by construct path; those of ledgers that are as planned may be missing. */
  get constructs(): ReadonlyMap<string, readonly OwnedLine[]> {
    return this.byConstruct;
  }

  /** Our lines of one construct. */
  linesOf(construct: string): readonly OwnedLine[] {
    this.takeApart(construct.slice(0, construct.indexOf('/')));
    return this.byConstruct.get(construct) ?? NO_LINES;
  }

  /** Our line about one file. */
  lineOf(path: string): OwnedLine | undefined {
    const start = this.root.length + 1;
    this.takeApart(path.slice(start, path.indexOf('/', start)));
    this.byPath ??= new Map([...this.byConstruct.values()].flat().map((line) => [line.path, line]));
    return this.byPath.get(path);
  }

  /** All our lines. */
  lines(): readonly OwnedLine[] {
    for (const category of [...this.asPlanned.keys()]) this.takeApart(category);
    return [...this.byConstruct.values()].flat();
  }

  private takeApart(category: string): void {
    const found = this.asPlanned.get(category);
    if (found === undefined) return;
    this.asPlanned.delete(category);
    this.add(category, found.ledger, found.text);
    this.byPath = undefined;
  }

  /** Lines are sorted by path, so those of one claim mostly follow each other. Returns how many there are. */
  private add(category: string, ledger: string, text: string): number {
    const lines = parseLedger(text, ledger);
    let last: string | undefined;
    let siblings: OwnedLine[] = [];
    for (const { objectId, path, construct } of lines) {
      if (construct !== last) {
        last = construct;
        const known = this.byConstruct.get(construct);
        siblings = known ?? [];
        if (known === undefined) this.byConstruct.set(construct, siblings);
      }
      siblings.push({ objectId, path, construct, category });
    }
    return lines.length;
  }
}

function byCategory(claims: readonly DesiredClaim[]): Map<string, DesiredClaim[]> {
  const categories = new Map<string, DesiredClaim[]>();
  for (const claim of claims) {
    const siblings = categories.get(claim.model.category);
    if (siblings === undefined) categories.set(claim.model.category, [claim]);
    else siblings.push(claim);
  }
  return categories;
}

/** Number of lines of a ledger that says exactly what these claims would have it say; 0 for any other ledger. */
function plannedLines(text: string, claims: DesiredClaim[]): number {
  const comparison = new LedgerComparison(text);
  let count = 0;
  for (const { model, filesByPath } of claims.sort(byFirstPath)) {
    for (const { objectId, path } of filesByPath) {
      if (!comparison.takes({ objectId, path, construct: model.constructPath })) return 0;
      count++;
    }
  }
  return comparison.isComplete ? count : 0;
}

function byFirstPath(a: DesiredClaim, b: DesiredClaim): number {
  return (a.files[0]?.path ?? '') < (b.files[0]?.path ?? '') ? -1 : 1;
}
