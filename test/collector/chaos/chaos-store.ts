import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { STORE_RULES } from '../../../collector/store/decide/store-rules';
import type { OwnTerms } from '../../../collector/store/own-terms';
import { QueuedStore } from '../../../collector/store/queued-store';
import { SqliteEngine } from '../../../collector/store/sqlite/sqlite-engine';
import type { LeadRequest, StatusStore } from '../../../collector/store/status-store';
import { copyFolder, type FolderCopy, pasteFolder } from '../../fixtures/git/git';

/** Who says who leads, and by which clock. */
export interface TermSource {
  readonly terms: OwnTerms;
  readonly now: () => number;
}

/** The database of a hub in a folder; all of its collectors use it, each with its own clock. */
export class ChaosStore {
  private engine: SqliteEngine;
  private folders = 0;
  private path: string;

  constructor(private readonly folder: string) {
    this.path = this.nextFolder();
    this.engine = this.open();
  }

  /**
   * The store as one collector sees it.
   *
   * @param now - its clock, in milliseconds
   * @param source - who says who leads; undefined: the database
   */
  seenBy(now: () => number, source?: TermSource): StatusStore {
    const backend = {
      groups: 1,
      run: (calls: Parameters<SqliteEngine['run']>[0]) => Promise.resolve(this.engine.run(calls, now())),
      close: () => Promise.resolve(),
    };
    return source === undefined ? new QueuedStore(backend) : new TermStore(backend, source);
  }

  /** The files as they are on the disk. */
  copy(): FolderCopy {
    return copyFolder(this.path);
  }

  /** Power is lost: what is on the disk then, or was at an earlier time, is all there is. */
  lose(copy: FolderCopy = this.copy()): void {
    this.engine.close();
    rmSync(this.path, { recursive: true });
    this.path = this.nextFolder();
    pasteFolder(copy, this.path);
    this.engine = this.open();
  }

  close(): void {
    this.engine.close();
  }

  private open(): SqliteEngine {
    return new SqliteEngine({ folder: this.path, rules: STORE_RULES });
  }

  private nextFolder(): string {
    this.folders += 1;
    const path = join(this.folder, `state-${this.folders}`);
    mkdirSync(path, { recursive: true });
    return path;
  }
}

class TermStore extends QueuedStore {
  constructor(
    backend: ConstructorParameters<typeof QueuedStore>[0],
    private readonly source: TermSource,
  ) {
    super(backend);
  }

  override lead(request: LeadRequest): Promise<number | undefined> {
    return Promise.resolve(this.source.terms.lead(request, this.source.now()));
  }
}
