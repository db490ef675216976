import type { IndexEntry, Snapshot } from '../../core/snapshot';
import { readYaml } from '../../core/yaml/read-yaml';
import { readClaimFileValue } from '../layout/claim-file';
import { isClaimFile } from './claim-files';
import type { Ownership } from './ownership';
import type { StandingFile } from './settle-file';

/** Looks at the target through the snapshot; remembers which contents would be needed and are not there yet. */
export class PlanReader {
  /** Paths whose contents were asked for and are missing. */
  readonly missing = new Set<string>();
  /** Object ids of earlier versions that were asked for and are not there. */
  readonly missingObjects = new Set<string>();

  constructor(
    private readonly snapshot: Snapshot,
    private readonly ownership: Ownership,
  ) {}

  entry(path: string): IndexEntry | undefined {
    return this.snapshot.index.entries.get(path);
  }

  /** Whether a file of bytes stands there, rather than a link, a submodule or nothing. */
  isPlainFile(path: string): boolean {
    return this.entry(path)?.mode.startsWith('100') === true;
  }

  /** Text of a file of the target; undefined when there is none, or when it still has to be read. */
  text(path: string): string | undefined {
    if (this.entry(path) === undefined) return undefined;
    const text = this.snapshot.contents.get(path);
    if (text === undefined) this.missing.add(path);
    return text;
  }

  /** Text of an earlier version of a file; undefined when it is gone, or still has to be read. */
  earlier(objectId: string): string | undefined {
    const text = this.snapshot.objects?.get(objectId);
    if (text === undefined) this.missingObjects.add(objectId);
    return text;
  }

  /** Parsed value of a file; undefined as in {@link text}, for files that are no YAML, and for links. */
  value(path: string): unknown {
    const text = this.isPlainFile(path) ? this.text(path) : undefined;
    if (text === undefined) return undefined;
    try {
      return isClaimFile(path) ? readClaimFileValue(text, path) : readYaml(text, path);
    } catch {
      // Whatever stands there is a person's: it is compared as "something else" and kept.
      return undefined;
    }
  }

  /** @param plannedId - contents are read only when the file's own id is another one */
  standing(path: string, plannedId: string): StandingFile | undefined {
    const entry = this.entry(path);
    if (entry === undefined) return undefined;
    const ledgerId = this.ownership.lineOf(path)?.objectId;
    const file = { path, objectId: entry.objectId, ledgerId };
    // What is no plain file stops the run by itself; it is not read.
    if (entry.objectId === plannedId || !this.isPlainFile(path)) return file;
    return { ...file, text: this.text(path), value: this.value(path) };
  }
}
