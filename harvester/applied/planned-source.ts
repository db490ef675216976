import type { IndexEntry } from '../../core/snapshot';
import type { Answer } from './answer';
import type { AppliedSource, TreeEntries } from './applied-source';
import type { KustomizationFacts } from './kustomization-facts';
import type { ObjectFacts } from './object-facts';
import { readKustomization } from './read-kustomization';
import { readDocuments, readObjects } from './read-objects';
import { foldersOf } from './tree-paths';

/** A file as a plan leaves it. What is known of it without its text is given, so that the text need not be made. */
export interface PlannedFile {
  readonly objectId: string;
  readonly text: () => string;
  readonly kustomization?: KustomizationFacts;
  readonly objects?: readonly ObjectFacts[];
  readonly documents?: readonly unknown[];
}

/** A tree with the files of a plan on top: what it writes, and null for what it takes away. */
export class PlannedSource implements AppliedSource {
  readonly entries: TreeEntries;
  private changedIn: ReadonlySet<string> | undefined;

  constructor(
    readonly base: AppliedSource,
    private readonly files: ReadonlyMap<string, PlannedFile | null>,
  ) {
    this.entries = { get: (path) => this.entry(path), keys: () => this.keys() };
  }

  get changedFolders(): ReadonlySet<string> {
    return (this.changedIn ??= foldersOf(this.files.keys()));
  }

  kustomization(path: string): Answer<KustomizationFacts> {
    const file = this.files.get(path);
    return file ? (file.kustomization ?? readKustomization(file.text())) : this.base.kustomization(path);
  }

  objects(path: string): Answer<readonly ObjectFacts[]> {
    const file = this.files.get(path);
    return file ? (file.objects ?? readObjects(file.text(), path)) : this.base.objects(path);
  }

  data(path: string): Answer<readonly unknown[]> {
    const file = this.files.get(path);
    if (!file) return this.base.data(path);
    if (file.documents !== undefined) return file.documents;
    const documents = readDocuments(file.text(), path);
    return 'problem' in documents ? documents : documents.map(({ value }) => value);
  }

  link(path: string): string | undefined {
    return this.base.link(path);
  }

  private entry(path: string): IndexEntry | undefined {
    const file = this.files.get(path);
    if (file === undefined) return this.base.entries.get(path);
    return file === null ? undefined : { mode: '100644', objectId: file.objectId };
  }

  private *keys(): Generator<string> {
    for (const path of this.base.entries.keys()) if (this.files.get(path) !== null) yield path;
    for (const [path, file] of this.files) {
      if (file !== null && this.base.entries.get(path) === undefined) yield path;
    }
  }
}
