import { readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { type SnapshotIndex, SPECIAL_FILE } from '../../core/snapshot';
import { assertText } from '../decode-text';
import type { FoundTexts } from '../snapshot-reader';
import { notAPlainFile } from '../symlink-error';
import { whyNoText } from '../why-no-text';
import { SUBMODULE } from './folder-listing';
import { readPlainFile } from './read-plain-file';
import type { SkippedFiles } from './skipped-files';
import { whyUnreadable } from './why-unreadable';

const NO_PLAIN_FILE = new Set(['120000', SUBMODULE, SPECIAL_FILE]);

/** Contents of the files in a folder, and of those that its work tree leaves out. */
export class FolderContents {
  constructor(
    private readonly root: string,
    private readonly index: SnapshotIndex,
    private readonly skipped: SkippedFiles,
  ) {}

  /** See `SnapshotReader.read`. */
  async read(paths: Iterable<string>): Promise<ReadonlyMap<string, string>> {
    return new Map([...(await this.readBytes(paths))].map(([path, bytes]) => [path, bytes.toString('utf8')]));
  }

  /** See `SnapshotReader.readBytes`. */
  async readBytes(paths: Iterable<string>): Promise<ReadonlyMap<string, Buffer>> {
    const contents = new Map<string, Buffer>();
    const take = (path: string, bytes: Buffer): void => {
      assertText(path, bytes);
      contents.set(path, bytes);
    };
    const wanted = this.known(paths);
    for (const path of wanted) {
      const mode = this.index.entries.get(path)?.mode ?? '';
      if (NO_PLAIN_FILE.has(mode)) throw notAPlainFile(path, mode);
    }
    for (const [path, bytes] of await this.notCheckedOut(wanted)) {
      if (bytes === undefined) {
        const message = `${path} is not checked out, and its content is not on this machine`;
        throw new ToolkitError('git-failed', message, { data: { path } });
      }
      take(path, bytes);
    }
    for (const path of wanted) {
      if (this.index.notCheckedOut?.has(path) === true) continue;
      take(path, await readPlainFile(join(this.root, path), path));
    }
    return contents;
  }

  /** See `SnapshotReader.readTexts`. */
  async readTexts(paths: Iterable<string>): Promise<FoundTexts> {
    const texts = new Map<string, string>();
    const unread = new Map<string, string>();
    const elsewhere: string[] = [];
    const take = (path: string, bytes: Buffer): void => {
      const why = whyNoText(bytes);
      if (why === undefined) texts.set(path, bytes.toString('utf8'));
      else unread.set(path, why);
    };
    const wanted = this.known(paths).filter(
      (path) => !NO_PLAIN_FILE.has(this.index.entries.get(path)?.mode ?? ''),
    );
    for (const [path, bytes] of await this.notCheckedOut(wanted)) {
      if (bytes === undefined) elsewhere.push(path);
      else take(path, bytes);
    }
    for (const path of wanted) {
      if (this.index.notCheckedOut?.has(path) === true) continue;
      try {
        take(path, await readPlainFile(join(this.root, path), path));
      } catch (error) {
        const why = whyUnreadable(error);
        if (why === undefined) throw error;
        unread.set(path, why);
      }
    }
    return { texts, unread, elsewhere };
  }

  /** See `SnapshotReader.readLinks`. */
  async readLinks(paths: Iterable<string>): Promise<ReadonlyMap<string, string>> {
    const links = new Map<string, string>();
    for (const path of this.known(paths)) {
      if (this.index.entries.get(path)?.mode !== '120000') continue;
      if (this.index.notCheckedOut?.has(path) !== true) {
        links.set(path, await readlink(join(this.root, path)));
      } else {
        const [bytes] = await this.skipped.read([this.index.entries.get(path)?.objectId ?? '']);
        if (bytes !== undefined) links.set(path, bytes.toString('utf8'));
      }
    }
    return links;
  }

  private known(paths: Iterable<string>): string[] {
    return [...new Set(paths)].filter((path) => this.index.entries.has(path));
  }

  private async notCheckedOut(
    paths: readonly string[],
  ): Promise<(readonly [path: string, bytes: Buffer | undefined])[]> {
    const skipped = paths.filter((path) => this.index.notCheckedOut?.has(path) === true);
    if (skipped.length === 0) return [];
    const ids = skipped.map((path) => this.index.entries.get(path)?.objectId ?? '');
    const contents = await this.skipped.read(ids);
    return skipped.map((path, at) => [path, contents[at]]);
  }
}
