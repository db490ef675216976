import { blobObjectIdOfBytes } from '../../core/git/object-id';
import type { ObjectFormat, Snapshot, SnapshotIndex } from '../../core/snapshot';
import { LedgerBytes, type LedgerLine, parseLedger, parseLedgerPath } from '../layout/ledger';
import { claimLines, lineCount } from './claim-lines';
import type { DesiredClaim, DesiredFile } from './desired-claim';

/** A ledger line together with where it stands. */
export interface OwnedLine extends LedgerLine {
  readonly category: string;
}

/** Another project that owns something, and the ledger that says so. */
export interface ForeignOwner {
  readonly project: string;
  readonly ledger: string;
}

type LedgerPlace = NonNullable<ReturnType<typeof parseLedgerPath>>;

const LEDGER = new LedgerBytes();
const NO_LINES: readonly OwnedLine[] = [];
const ledgersOfIndex = new WeakMap<SnapshotIndex, Map<string, readonly string[]>>();

/** Paths of every ledger in the snapshot, of whichever project. */
export function ledgerPaths({ index }: Pick<Snapshot, 'index'>, root: string): readonly string[] {
  let known = ledgersOfIndex.get(index);
  if (known === undefined) ledgersOfIndex.set(index, (known = new Map<string, readonly string[]>()));
  let paths = known.get(root);
  if (paths === undefined) {
    const prefix = `${root}/.claims/`;
    const found: string[] = [];
    for (const path of index.entries.keys()) {
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
 * A ledger that says exactly what the declared claims would write anyway, as nearly all do, is told by its object id: it is
 * neither read nor taken apart.
 */
export class Ownership {
  private readonly counts = new Map<string, number>();
  private readonly foreignOwners = new Map<string, ForeignOwner>();
  private readonly byConstruct = new Map<string, readonly OwnedLine[]>();
  private byPath: Map<string, OwnedLine> | undefined;
  /** Claims of categories of which the ledger is as planned and was not asked about yet. */
  private readonly asPlanned = new Map<string, readonly DesiredClaim[]>();
  /** Ledgers that are still to be read. */
  private readonly pending = new Map<string, LedgerPlace>();

  /**
   * @param claims - the declared claims; without them every ledger is read
   */
  constructor(
    { index }: Pick<Snapshot, 'index'>,
    private readonly root: string,
    private readonly project: string,
    claims: readonly DesiredClaim[] = [],
  ) {
    const planned = byCategory(claims);
    for (const ledger of ledgerPaths({ index }, root)) {
      const place = parseLedgerPath(root, ledger);
      if (place === undefined) continue;
      const own = place.project === project ? planned.get(place.category) : undefined;
      if (own !== undefined && isLedgerOf(own, index.entries.get(ledger)?.objectId, index.objectFormat)) {
        this.asPlanned.set(place.category, own);
        this.counts.set(place.category, lineCount(own));
      } else this.pending.set(ledger, place);
    }
  }

  /**
   * Takes apart the ledgers whose contents are there.
   *
   * @returns paths of those that are still to be read; until there are none, nothing else may be asked
   * @throws ToolkitError `ledger-unreadable`
   */
  read(contents: ReadonlyMap<string, string>): string[] {
    for (const [ledger, { project, category }] of this.pending) {
      const text = contents.get(ledger);
      if (text === undefined) continue;
      const lines = parseLedger(text, ledger);
      this.pending.delete(ledger);
      if (project === this.project) {
        this.counts.set(category, lines.length);
        this.add(category, lines);
        continue;
      }
      const owner = { project, ledger };
      for (const line of lines) this.foreignOwners.set(line.path, owner).set(line.construct, owner);
    }
    return [...this.pending.keys()];
  }

  /** Number of our lines by category, for every category of this project that has a ledger file. */
  get ownCategories(): ReadonlyMap<string, number> {
    return this.counts;
  }

  /** For files and constructs of other projects: which project, and where that is written. */
  get foreign(): ReadonlyMap<string, ForeignOwner> {
    return this.foreignOwners;
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
    this.spellOut(construct.slice(0, construct.indexOf('/')));
    return this.byConstruct.get(construct) ?? NO_LINES;
  }

  /** Our line about one file. */
  lineOf(path: string): OwnedLine | undefined {
    const start = this.root.length + 1;
    this.spellOut(path.slice(start, path.indexOf('/', start)));
    this.byPath ??= new Map([...this.byConstruct.values()].flat().map((line) => [line.path, line]));
    return this.byPath.get(path);
  }

  /** All our lines. */
  lines(): readonly OwnedLine[] {
    for (const category of [...this.asPlanned.keys()]) this.spellOut(category);
    return [...this.byConstruct.values()].flat();
  }

  private spellOut(category: string): void {
    const claims = this.asPlanned.get(category);
    if (claims === undefined) return;
    this.asPlanned.delete(category);
    this.add(category, claims.flatMap(claimLines));
  }

  private add(category: string, lines: Iterable<LedgerLine>): void {
    const found = new Map<string, OwnedLine[]>();
    for (const { objectId, path, construct } of lines) {
      const line = { objectId, path, construct, category };
      const siblings = found.get(construct);
      if (siblings === undefined) found.set(construct, [line]);
      else siblings.push(line);
    }
    for (const [construct, own] of found)
      this.byConstruct.set(construct, [...(this.byConstruct.get(construct) ?? NO_LINES), ...own]);
    this.byPath = undefined;
  }
}

function byCategory(claims: readonly DesiredClaim[]): Map<string, DesiredClaim[]> {
  const categories = new Map<string, DesiredClaim[]>();
  for (const claim of claims) {
    const siblings = categories.get(claim.model.category);
    if (siblings === undefined) categories.set(claim.model.category, [claim]);
    else siblings.push(claim);
  }
  for (const siblings of categories.values()) siblings.sort(byFirstPath);
  return categories;
}

function isLedgerOf(
  claims: readonly DesiredClaim[],
  objectId: string | undefined,
  format: ObjectFormat,
): boolean {
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
  return (a.filesByPath[0]?.path ?? '') < (b.filesByPath[0]?.path ?? '') ? -1 : 1;
}
