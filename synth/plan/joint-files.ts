import type { PlannedFile } from '../../core/plan';
import type { IndexEntry, Snapshot } from '../../core/snapshot';
import type { LedgerLine } from '../../harvester/ledger';
import { nameOf } from '../../harvester/paths';
import { JointFile, type JointOwner } from './joint-file';
import { deleteJointFile } from './deletion-gate';
import type { DesiredClaim } from './desired-claim';
import { documentPath, fileOfDocument, isDocumentPath } from './document-path';
import type { DocumentView } from './document-view';
import type { OwnedLine } from './own-lines';
import type { Ownership } from './ownership';
import { plannedText } from './planned-text';
import type { PlanReader } from './plan-reader';
import type { TargetFacts } from './target-facts';

/** What is asked for while files are divided. */
export interface JointFacts {
  readonly snapshot: Snapshot;
  readonly ownership: Ownership;
  /** Declared claims by their file, whatever the plan is about. */
  readonly claimFiles: TargetFacts['claimFiles'];
  /** Declared claims without a folder that this plan is about; touched: they do not stand as planned. */
  readonly claims: () => Iterable<{ readonly claim: DesiredClaim; readonly isTouched: boolean }>;
  /** Claims that a person named for deletion and that share a file with others, by that file; all claims of it. */
  readonly named: ReadonlyMap<string, readonly string[]>;
}

/** What became of the documents of a plan. */
export interface FoldedFiles {
  readonly files: readonly PlannedFile[];
  /** A ledger line about a document as the ledger has it: about the whole file. */
  readonly line: (line: LedgerLine) => LedgerLine;
}

/**
 * Files that several claims stand in, or claims and documents of others. For the plan each claim's part of such a file is a file of
 * its own under a {@link documentPath}, with what stands, what the ledger vouches for and what the program wants; so everything that holds for files holds for
 * documents. In the end the parts are put back.
 */
export class JointFiles implements DocumentView {
  private readonly files = new Map<string, JointFile>();
  /** Files that are joint and cannot be divided, or links: whatever is asked for there, they stay as they are. */
  private readonly opaque = new Set<string>();
  private readonly unread = new Set<string>();
  private readonly parts = new Map<string, { readonly file: JointFile; readonly construct: string }>();
  private readonly earlierTexts = new Map<string, string>();

  constructor(
    private readonly facts: JointFacts,
    private readonly reader: PlanReader,
  ) {
    for (const candidate of this.candidates()) this.divide(candidate);
  }

  /** Whether no file is divided. */
  get isEmpty(): boolean {
    return this.files.size === 0 && this.opaque.size === 0 && this.unread.size === 0;
  }

  /** Whether a file may have to be divided and was not read yet. */
  isUnread(path: string): boolean {
    return this.unread.has(path);
  }

  /** Whether a file is divided. */
  has(path: string): boolean {
    return this.files.has(path) || this.opaque.has(path);
  }

  /** Index entry of a document. */
  entry(path: string): IndexEntry | undefined {
    const file = fileOfDocument(path);
    const entry = this.facts.snapshot.index.entries.get(file);
    if (entry === undefined || this.opaque.has(file)) return entry;
    const standing = this.partAt(path)?.standing;
    return standing && { ...entry, objectId: standing.objectId };
  }

  /** Text of a document; of a file that cannot be divided, all of it. */
  text(path: string): string | undefined {
    const file = fileOfDocument(path);
    return this.opaque.has(file) ? this.reader.fileText(file) : this.partAt(path)?.standing?.text;
  }

  /** Text of an earlier version of a document. */
  earlier(objectId: string): string | undefined {
    return this.earlierTexts.get(objectId);
  }

  /** Our ledger's line about a document. */
  line(line: OwnedLine): OwnedLine {
    if (!this.has(line.path)) return line;
    const path = documentPath(line.path, nameOf(line.construct));
    if (this.opaque.has(line.path)) return { ...line, path };
    return { ...line, path, objectId: this.partAt(path)?.ledgerId ?? line.objectId };
  }

  /** A claim with its document in place of the file. */
  claim(claim: DesiredClaim): DesiredClaim {
    if (!claim.paths.flat || !this.has(claim.paths.claim)) return claim;
    const files = claim.files.map((file) => file.at(documentPath(file.path, claim.model.name)));
    return { model: claim.model, paths: claim.paths, files, filesByPath: files };
  }

  /** Puts the documents of a plan back into their files. */
  fold(planned: readonly PlannedFile[]): FoldedFiles {
    if (this.isEmpty) return { files: planned, line: (line) => line };
    const outcomes = new Map<string, Map<string, PlannedFile>>();
    const files: PlannedFile[] = [];
    for (const file of planned) {
      if (!isDocumentPath(file.path)) files.push(file);
      else {
        const path = fileOfDocument(file.path);
        let its = outcomes.get(path);
        if (its === undefined) outcomes.set(path, (its = new Map<string, PlannedFile>()));
        its.set(file.path, file);
      }
    }
    const folded = new Map<string, PlannedFile>();
    for (const [path, its] of outcomes) {
      const whole = this.whole(path, its);
      folded.set(path, whole);
      files.push(whole);
    }
    return { files, line: (line) => this.ledgerLine(line, outcomes, folded) };
  }

  private whole(path: string, outcomes: ReadonlyMap<string, PlannedFile>): PlannedFile {
    const { index } = this.facts.snapshot;
    const entry = index.entries.get(path);
    const file = this.files.get(path);
    const changed = [...outcomes].filter(([, { action }]) => action !== 'unchanged');
    if (entry !== undefined && (file === undefined || changed.length === 0)) {
      return { path, action: 'unchanged', objectId: entry.objectId };
    }
    const parts = new Map(
      changed.map(([document, { content }]) => [this.parts.get(document)?.construct ?? '', content]),
    );
    const text = file?.withParts(parts);
    if (text === undefined) return deleteJointFile(path);
    return plannedText(path, entry === undefined ? 'create' : 'update', text, index.objectFormat);
  }

  private ledgerLine(
    line: LedgerLine,
    outcomes: ReadonlyMap<string, ReadonlyMap<string, PlannedFile>>,
    folded: ReadonlyMap<string, PlannedFile>,
  ): LedgerLine {
    if (!isDocumentPath(line.path)) return line;
    const path = fileOfDocument(line.path);
    const { construct } = line;
    const file = this.files.get(path);
    const known = file?.lineOf(construct);
    const planned = outcomes.get(path)?.get(line.path);
    const part = this.partAt(line.path);
    const whole = folded.get(path);
    const standingId = this.facts.snapshot.index.entries.get(path)?.objectId;
    const isAsPlanned = line.objectId === (planned?.objectId ?? part?.standing?.objectId);
    const marked = file?.hasOthers === true ? ({ part: true } as const) : {};
    if (whole === undefined || whole.action === 'unchanged') {
      if (isAsPlanned && known === undefined) {
        return { objectId: standingId ?? line.objectId, path, construct, ...marked };
      }
      const { objectId, part: wasPart } = known ?? line;
      return { objectId, path, construct, ...(wasPart && { part: true }) };
    }
    const isOurs = line.objectId === part?.ledgerId && known !== undefined;
    const objectId = isAsPlanned ? whole.objectId : isOurs ? known.objectId : line.objectId;
    return { objectId: objectId ?? line.objectId, path, construct, ...marked };
  }

  private partAt(path: string): ReturnType<JointFile['parts']['get']> {
    const found = this.parts.get(path);
    return found?.file.parts.get(found.construct);
  }

  /** Files that may have to be divided, with the claims that stand in them. */
  private *candidates(): Iterable<Candidate> {
    const { ownership, claims, named } = this.facts;
    const planned = new Map<string, string>();
    const paths = new Set([...ownership.jointFiles(), ...named.keys()]);
    for (const { claim, isTouched } of claims()) {
      planned.set(claim.paths.claim, claim.filesByPath[0]?.objectId ?? '');
      if (isTouched) paths.add(claim.paths.claim);
    }
    if (paths.size === 0) return;
    const declared = this.facts.claimFiles();
    for (const path of paths) {
      const owners = new Map<string, JointOwner>();
      const its = declared.get(path) ?? [];
      // What a claim has in its own folder it shares with nobody, whatever a ledger says.
      if (its.some(({ flat }) => !flat)) continue;
      for (const { model } of its) {
        const { constructPath: construct, name } = model;
        owners.set(construct, { construct, name, model });
      }
      for (const construct of named.get(path) ?? []) {
        owners.set(construct, {
          ...owners.get(construct),
          construct,
          name: nameOf(construct),
          isNamed: true,
        });
      }
      for (const line of ownership.fileLines(path)) {
        const { construct } = line;
        owners.set(construct, { ...owners.get(construct), construct, name: nameOf(construct), line });
      }
      yield { path, owners: [...owners.values()], plannedId: planned.get(path) };
    }
  }

  private divide({ path, owners, plannedId }: Candidate): void {
    const { entries, objectFormat } = this.facts.snapshot.index;
    const entry = entries.get(path);
    const isShared = isSharedBy(owners);
    if (isShared ? isSettled(owners, entry, plannedId) : isOneClaims(owners, entry, plannedId)) return;
    if (entry?.mode.startsWith('100') === false) {
      if (isShared) this.opaque.add(path);
      return;
    }
    const text = entry && this.reader.fileText(path);
    if (entry !== undefined && text === undefined) {
      this.unread.add(path);
      return;
    }
    const standing = entry && { text: text ?? '', objectId: entry.objectId };
    const file = JointFile.of(path, standing, owners, (id) => this.reader.earlier(id), objectFormat);
    if (file === undefined) {
      if (isShared) this.opaque.add(path);
      return;
    }
    const declared = owners.filter(({ model }) => model !== undefined);
    const holders = declared.length > 0 ? declared : owners;
    if (!isShared && !(file.hasMoreThan(holders) && file.holdsObjects)) return;
    this.files.set(path, file);
    for (const { construct, name } of owners) {
      this.parts.set(documentPath(path, name), { file, construct });
      const { earlier, ledgerId } = file.parts.get(construct) ?? {};
      if (earlier !== undefined && ledgerId !== undefined) this.earlierTexts.set(ledgerId, earlier);
    }
  }
}

interface Candidate {
  readonly path: string;
  readonly owners: readonly JointOwner[];
  /** Id of the file where it holds what the program says of its claims, and nothing else. */
  readonly plannedId: string | undefined;
}

/** Whether more than one claim stands in a file, or our ledger says that others have documents in it. */
function isSharedBy(owners: readonly JointOwner[]): boolean {
  const count = (has: (owner: JointOwner) => unknown): number => owners.filter(has).length;
  return (
    count(({ model }) => model) > 1 ||
    count(({ line }) => line) > 1 ||
    count(({ isNamed }) => isNamed) > 0 ||
    owners.some(({ line }) => line?.part === true)
  );
}

/** Whether a shared file stands as the program wants it, and our ledger says so of each claim: then nobody has to look into it. */
function isSettled(
  owners: readonly JointOwner[],
  entry: IndexEntry | undefined,
  plannedId: string | undefined,
): boolean {
  return (
    entry !== undefined &&
    entry.objectId === plannedId &&
    entry.mode.startsWith('100') &&
    owners.every(
      ({ model, line }) => model !== undefined && line?.objectId === plannedId && line.part !== true,
    )
  );
}

/** Whether a file is surely one claim's alone: it is not there, or stands as it was written or is planned. */
function isOneClaims(
  owners: readonly JointOwner[],
  entry: IndexEntry | undefined,
  plannedId: string | undefined,
): boolean {
  const [only, ...others] = owners;
  return (
    entry === undefined ||
    entry.objectId === plannedId ||
    (others.length === 0 && only?.line?.objectId === entry.objectId)
  );
}
