import type { Answer, Unreadable } from './answer';
import type { AppliedSource, TreeEntries } from './applied-source';
import type { KustomizationFacts } from './kustomization-facts';
import type { ObjectFacts } from './object-facts';
import { readKustomization } from './read-kustomization';
import { readDocuments, readObjects } from './read-objects';

/** The text of a file; undefined while it is not there, and why it cannot be read where that is so. */
export type TextOf = (path: string) => string | undefined | Unreadable;

/** What was read already, by content: whoever looks at one tree several times, with more of it read each time, keeps it. */
export class KnownFacts {
  readonly kustomizations = new Map<string, KustomizationFacts | Unreadable>();
  readonly resources = new Map<string, readonly ObjectFacts[] | Unreadable>();
}

/** Reads the facts of a tree from its texts. Of files of one content one is asked for. */
export class TextSource implements AppliedSource {
  /** By content: the path of which the text is still to come. */
  private readonly asked = new Map<string, string>();

  constructor(
    readonly entries: TreeEntries,
    private readonly textOf: TextOf,
    private readonly known = new KnownFacts(),
  ) {}

  kustomization(path: string): Answer<KustomizationFacts> {
    return this.read(path, this.known.kustomizations, readKustomization);
  }

  objects(path: string): Answer<readonly ObjectFacts[]> {
    return this.read(path, this.known.resources, (text) => readObjects(text, path));
  }

  data(path: string): Answer<readonly unknown[]> {
    return this.read<readonly unknown[]>(path, new Map(), (text) => {
      const documents = readDocuments(text, path);
      return 'problem' in documents ? documents : documents.map(({ value }) => value);
    });
  }

  link(path: string): string | undefined {
    const text = this.textOf(path);
    return typeof text === 'string' ? text : undefined;
  }

  private read<Facts extends object>(
    path: string,
    known: Map<string, Facts | Unreadable>,
    reader: (text: string) => Facts | Unreadable,
  ): Answer<Facts> {
    const id = this.entries.get(path)?.objectId ?? path;
    let facts = known.get(id);
    if (facts !== undefined) return facts;
    const text = this.textOf(this.asked.get(id) ?? path);
    if (text === undefined) {
      if (!this.asked.has(id)) this.asked.set(id, path);
      return 'unread';
    }
    facts = typeof text === 'string' ? reader(text) : text;
    known.set(id, facts);
    return facts;
  }
}
