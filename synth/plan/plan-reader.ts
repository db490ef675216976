import type { Issue } from '../../core/issue';
import { hasForeignCharacter } from '../../core/yaml/foreign-character';
import type { IndexEntry, Snapshot } from '../../core/snapshot';
import type { Unreadable } from '../../harvester/applied/answer';
import { pathIn } from '../../harvester/applied/tree-paths';
import { KUSTOMIZATION_FILES } from '../../harvester/tree/standing-tree';
import type { DocumentView } from './document-view';
import { fileOfDocument, isDocumentPath } from './document-path';
import type { Ownership } from './ownership';
import { readFileValue } from './read-file-value';
import type { StandingFile } from './standing-file';

/** Looks at the target through the snapshot; remembers which contents would be needed and are not there yet. */
export class PlanReader {
  /** Paths whose contents were asked for and are missing. */
  readonly missing = new Set<string>();
  /** Those of them that are only looked at: one that cannot be read is taken for what it is. */
  readonly looked = new Set<string>();
  /** Why files of claims cannot be read, by path: they are kept, but somebody has to know. */
  readonly unreadable = new Map<string, Issue>();
  /** Object ids of earlier versions that were asked for and were not looked for yet. */
  readonly missingObjects = new Set<string>();
  private documents: DocumentView | undefined;

  /** @param writtenTexts - folder of the texts that ledgers name and no other file holds; default: there are none */
  constructor(
    private readonly snapshot: Snapshot,
    private readonly ownership: Ownership,
    private readonly writtenTexts?: string,
  ) {}

  /** Whether anything was asked for that is still to be read: what was decided without it counts for nothing. */
  get lacksContents(): boolean {
    return this.missing.size > 0 || this.missingObjects.size > 0;
  }

  /** From now on claims' parts of joint files can be looked at like files. */
  divide(documents: DocumentView): void {
    this.documents = documents;
  }

  entry(path: string): IndexEntry | undefined {
    if (isDocumentPath(path)) return this.documents?.entry(path);
    return this.snapshot.index.entries.get(path);
  }

  /** Whether a file of bytes stands there, rather than a link, a submodule or nothing. */
  isPlainFile(path: string): boolean {
    return this.entry(path)?.mode.startsWith('100') === true;
  }

  /** The kustomization of a folder, by whichever of its names; empty: the top of the target. */
  kustomizationIn(folder: string): string | undefined {
    return KUSTOMIZATION_FILES.map((name) => pathIn(folder, name)).find((path) => this.isPlainFile(path));
  }

  /** Text of a file of the target; undefined when there is none, or when it still has to be read. */
  text(path: string): string | undefined {
    return isDocumentPath(path) ? this.documents?.text(path) : this.fileText(path);
  }

  /** As {@link text}, for a file as a whole. */
  fileText(path: string): string | undefined {
    if (this.entry(path) === undefined) return undefined;
    const text = this.snapshot.unread?.has(path) === true ? undefined : this.snapshot.contents.get(path);
    if (text === undefined) {
      this.missing.add(path);
      this.looked.delete(path);
    }
    return text;
  }

  /**
   * Text of a file that anybody may have put there, or where a link leads, for finding out what is built: it changes nothing in the file. Why it
   * is no text, where it is none; undefined when there is none, or when it still has to be read.
   */
  look(path: string): string | Unreadable | undefined {
    if (this.entry(path) === undefined) return undefined;
    const problem = this.snapshot.unread?.get(path);
    if (problem !== undefined) return { problem, line: 1 };
    const text = this.snapshot.contents.get(path);
    if (text === undefined && !this.missing.has(path)) {
      this.missing.add(path);
      this.looked.add(path);
    }
    return text;
  }

  /** Text of an earlier version of a file; undefined when it is gone, or still has to be read. */
  earlier(objectId: string): string | undefined {
    const part = this.documents?.earlier(objectId);
    if (part !== undefined) return part;
    const path = `${this.writtenTexts ?? ''}${objectId}`;
    const file = this.entry(path);
    // The id of the file is that of its contents, and the ledger names it: nobody can have put something else there.
    if (file?.objectId === objectId && file.mode.startsWith('100')) return this.text(path);
    const { objects } = this.snapshot;
    if (objects?.has(objectId) !== true) this.missingObjects.add(objectId);
    return objects?.get(objectId);
  }

  /** Parsed value of a file; undefined as in {@link text}, for files that are no YAML, and for links. */
  value(path: string): unknown {
    const text = this.isPlainFile(path) ? this.text(path) : undefined;
    if (text === undefined) return undefined;
    const file = fileOfDocument(path);
    return readFileValue(text, file, ({ code, message }) =>
      this.unreadable.set(file, { code, severity: 'warning', message }),
    );
  }

  /** @param plannedId - contents are read only when the file's own id is another one */
  standing(path: string, plannedId: string): StandingFile | undefined {
    const entry = this.entry(path);
    if (entry === undefined) return undefined;
    const ledgerId = this.ownership.lineOf(path)?.objectId;
    const file = { path, objectId: entry.objectId, ledgerId };
    // What is no plain file stops the run by itself; it is not read.
    if (entry.objectId === plannedId || !this.isPlainFile(path)) return file;
    const read = { ...file, text: this.text(path), value: this.value(path) };
    // What is no YAML at all stops kustomize too; behind a line break of its own a live line may hide.
    const isHiding = this.unreadable.has(fileOfDocument(path)) && hasForeignCharacter(read.text ?? '');
    return isHiding ? { ...read, unreadable: true } : read;
  }
}
