import { blobObjectIdOfBytes } from '../../core/git/object-id';
import type { Issue } from '../../core/issue';
import type { ObjectFormat, Snapshot, SnapshotIndex } from '../../core/snapshot';
import {
  LedgerBytes,
  type LedgerLine,
  ledgerPath,
  ledgerUnreadable,
  parseLedgerPath,
  readLedger,
} from '../../harvester/ledger';
import { claimLines, lineCount } from './claim-lines';
import type { DesiredClaim, DesiredFile } from './desired-claim';
import { ForeignFiles, type ForeignOwner } from './foreign-files';
import { divideLines, leastOf, type OwnedLine, type UncountedLine } from './own-lines';
import { compareText } from '../../core/text/compare-text';

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
 * pruned. A ledger is a claim and no proof: lines of ours that cannot be right do not count and are told by {@link uncounted}.
 *
 * A ledger that says exactly what the declared claims would write anyway, as nearly all do, is told by its object id: it is
 * neither read nor taken apart.
 */
export class Ownership {
  private readonly counts = new Map<string, number>();
  private readonly others = new ForeignFiles();
  private readonly ignored: UncountedLine[] = [];
  private readonly byConstruct = new Map<string, readonly OwnedLine[]>();
  private byPath: Map<string, OwnedLine> | undefined;
  /** Claims of categories of which the ledger is as planned and was not asked about yet. */
  private readonly asPlanned = new Map<string, readonly DesiredClaim[]>();
  /** Ledgers that are still to be read. */
  private readonly pending = new Map<string, LedgerPlace>();
  /** Our lines as they were read, until all ledgers are. */
  private unjudged: OwnedLine[] = [];
  private flatClaims: ReadonlyMap<string, string> | undefined;
  private readonly index: SnapshotIndex;

  /**
   * @param claims - the declared claims; without them every ledger is read
   * @param findFlatClaims - declared claims that are a file directly in their category, by that file
   */
  constructor(
    { index }: Pick<Snapshot, 'index'>,
    private readonly root: string,
    private readonly project: string,
    claims: readonly DesiredClaim[] = [],
    private readonly findFlatClaims: () => ReadonlyMap<string, string> = () => new Map<string, string>(),
  ) {
    this.index = index;
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
   * @throws ToolkitError `ledger-unreadable` for a ledger of ours
   */
  read(contents: ReadonlyMap<string, string>): string[] {
    for (const [ledger, { project, category }] of this.pending) {
      const text = contents.get(ledger);
      if (text === undefined) continue;
      this.pending.delete(ledger);
      if (project !== this.project) {
        this.others.add(text, this.root, category, { project, ledger });
        continue;
      }
      const { lines, damage } = readLedger(text);
      if (damage !== undefined) throw ledgerUnreadable(ledger, damage);
      this.counts.set(category, lines.length);
      for (const { objectId, path, construct, number } of lines) {
        this.unjudged.push({ objectId, path, construct, number, category });
      }
    }
    if (this.pending.size === 0 && this.unjudged.length > 0) this.count();
    return [...this.pending.keys()];
  }

  /** Number of our lines by category, uncounted ones among them, for every category of this project that has a ledger file. */
  get ownCategories(): ReadonlyMap<string, number> {
    return this.counts;
  }

  /** For files and constructs of other projects: which project, and where that is written. */
  get foreign(): ReadonlyMap<string, ForeignOwner> {
    return this.others.owners;
  }

  /** The other project of which a ledger names a file, whether that line counts or not. */
  foreignNaming(path: string): ForeignOwner | undefined {
    return this.others.naming(path);
  }

  /** Lines of our ledgers that nothing follows from. */
  get uncounted(): readonly UncountedLine[] {
    return this.ignored;
  }

  /** Damage in ledgers of other projects. */
  get warnings(): readonly Issue[] {
    return this.others.warnings;
  }

  /** Path of our ledger of a category. */
  ledgerOf(category: string): string {
    return ledgerPath(this.root, this.project, category);
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

  /** The declared claim of which a file directly in a category is the one. */
  flatClaim(path: string): string | undefined {
    this.flatClaims ??= this.findFlatClaims();
    return this.flatClaims.get(path);
  }

  private count(): void {
    const { root, index, others: foreign } = this;
    const { counted, uncounted } = divideLines(this.unjudged, {
      root,
      index,
      foreign,
      flatClaim: (path) => this.flatClaim(path),
    });
    this.unjudged = [];
    this.ignored.push(...uncounted);
    this.add(counted);
  }

  private spellOut(category: string): void {
    const claims = this.asPlanned.get(category);
    if (claims === undefined) return;
    this.asPlanned.delete(category);
    this.add(claims.flatMap(claimLines).map((line: LedgerLine) => ({ ...line, category, number: 0 })));
  }

  private add(lines: Iterable<OwnedLine>): void {
    const found = new Map<string, OwnedLine[]>();
    for (const line of lines) {
      const siblings = found.get(line.construct);
      if (siblings === undefined) {
        found.set(line.construct, [line]);
        continue;
      }
      const twin = siblings.findIndex(({ path }) => path === line.path);
      if (twin < 0) siblings.push(line);
      else siblings[twin] = leastOf(siblings[twin] as OwnedLine, line, this.index);
    }
    for (const [construct, own] of found) {
      this.byConstruct.set(construct, [...(this.byConstruct.get(construct) ?? NO_LINES), ...own]);
    }
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
  return compareText(a.filesByPath[0]?.path ?? '', b.filesByPath[0]?.path ?? '');
}
