import type { Issue } from '../../core/issue';
import type { Snapshot, SnapshotIndex } from '../../core/snapshot';
import { isClaimFile } from '../../harvester/claim-files/role-of-file';
import {
  type LedgerLine,
  ledgerPath,
  ledgerUnreadable,
  parseLedgerPath,
  readLedger,
} from '../../harvester/ledger';
import { belowRoot, categoryOf, inRoot } from '../../harvester/paths';
import { claimLines, lineCount } from './claim-lines';
import type { DocumentView } from './document-view';
import type { DesiredClaim, FileClaim } from './desired-claim';
import { ForeignFiles, type ForeignOwner } from './foreign-files';
import { ledgerPaths } from './ledger-paths';
import { isLedgerOf, plannedLedgers } from './planned-ledger';
import { divideLines, leastOf, type OwnedLine, type UncountedLine } from './own-lines';

type LedgerPlace = NonNullable<ReturnType<typeof parseLedgerPath>>;

const NO_LINES: readonly OwnedLine[] = [];

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
  private byFile: Map<string, OwnedLine[]> | undefined;
  private documents: DocumentView | undefined;
  private translated: ReadonlyMap<string, readonly OwnedLine[]> | undefined;
  /** Claims of categories of which the ledger is as planned and was not asked about yet. */
  private readonly asPlanned = new Map<string, readonly DesiredClaim[]>();
  /** Ledgers that are still to be read. */
  private readonly pending = new Map<string, LedgerPlace>();
  /** Our lines as they were read, until all ledgers are. */
  private unjudged: OwnedLine[] = [];
  private readonly index: SnapshotIndex;

  /**
   * @param claims - the declared claims; without them every ledger is read
   * @param findClaims - the declared claims of which a path is the file
   */
  constructor(
    { index }: Pick<Snapshot, 'index'>,
    private readonly root: string,
    private readonly project: string,
    claims: readonly DesiredClaim[] = [],
    private readonly findClaims: (path: string) => readonly FileClaim[] = () => [],
  ) {
    this.index = index;
    const planned = plannedLedgers(claims);
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
      for (const line of lines) this.unjudged.push({ ...line, category });
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

  /** From now on lines about joint files are lines about documents. */
  divide(documents: DocumentView): void {
    this.documents = documents;
    this.byPath = undefined;
    this.translated = undefined;
  }

  /** Our lines by construct path; those of ledgers that are as planned may be missing. */
  get constructs(): ReadonlyMap<string, readonly OwnedLine[]> {
    if (this.documents?.isEmpty !== false) return this.byConstruct;
    return (this.translated ??= new Map(
      [...this.byConstruct].map(([construct, lines]) => [
        construct,
        lines.map((line) => this.document(line)),
      ]),
    ));
  }

  /** Claim files that several of our constructs have lines about, that are said to be of others too, or that may be. */
  jointFiles(): string[] {
    const joint: string[] = [];
    for (const [path, lines] of this.claimFiles()) {
      if (lines.length > 1 || lines.some((line) => line.part === true || this.isChangedOutside(line))) {
        joint.push(path);
      }
    }
    return joint;
  }

  /** Our lines about a claim file, as they stand in the ledger. */
  fileLines(path: string): readonly OwnedLine[] {
    this.spellOutAround(path);
    return this.claimFiles().get(path) ?? NO_LINES;
  }

  /** Our lines of one construct. */
  linesOf(construct: string): readonly OwnedLine[] {
    this.spellOut(categoryOf(construct));
    const lines = this.byConstruct.get(construct) ?? NO_LINES;
    return this.documents?.isEmpty === false ? lines.map((line) => this.document(line)) : lines;
  }

  /** Our line about one file. */
  lineOf(path: string): OwnedLine | undefined {
    this.spellOutAround(path);
    this.byPath ??= new Map([...this.constructs.values()].flat().map((line) => [line.path, line]));
    return this.byPath.get(path);
  }

  /** All our lines. */
  lines(): readonly OwnedLine[] {
    for (const category of [...this.asPlanned.keys()]) this.spellOut(category);
    return [...this.constructs.values()].flat();
  }

  /** The declared claim of which a path is the file, where it is that of one alone. */
  claimOf(path: string): string | undefined {
    const [first, ...others] = this.findClaims(path);
    return others.length > 0 ? undefined : first?.model.constructPath;
  }

  private count(): void {
    const { root, index, others: foreign } = this;
    const { counted, uncounted } = divideLines(this.unjudged, {
      root,
      index,
      foreign,
      folderClaim: (path) => this.findClaims(path).find(({ flat }) => !flat)?.model.constructPath,
    });
    this.unjudged = [];
    this.ignored.push(...uncounted);
    this.add(counted);
  }

  /** Whether a claim's file outside of its own folder is not as it was written: others may have put documents into it. */
  private isChangedOutside({ path, construct, objectId }: OwnedLine): boolean {
    const standing = this.index.entries.get(path);
    if (standing === undefined || standing.objectId === objectId) return false;
    return !path.startsWith(`${inRoot(this.root, construct)}/`);
  }

  private document(line: OwnedLine): OwnedLine {
    return this.documents?.line(line) ?? line;
  }

  private claimFiles(): ReadonlyMap<string, OwnedLine[]> {
    if (this.byFile !== undefined) return this.byFile;
    this.byFile = new Map();
    for (const lines of this.byConstruct.values()) {
      for (const line of lines) {
        if (!isClaimFile(line.path)) continue;
        const its = this.byFile.get(line.path);
        if (its === undefined) this.byFile.set(line.path, [line]);
        else its.push(line);
      }
    }
    return this.byFile;
  }

  /** Spells out the ledgers of every category that a path may be in. */
  private spellOutAround(path: string): void {
    const below = belowRoot(this.root, path) ?? '';
    for (let end = below.indexOf('/'); end >= 0; end = below.indexOf('/', end + 1)) {
      this.spellOut(below.slice(0, end));
    }
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
    this.byFile = undefined;
    this.translated = undefined;
  }
}
