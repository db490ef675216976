import { join } from 'node:path';
import type { OutputDisk } from './output-disk';
import { onOutput, unsafePath } from './output-error';

/** `/x`, `C:\\x` and `C:x`. */
const ABSOLUTE = /^(?:\/|[A-Za-z]:)/;
const BAD_SEGMENT = /^(?:\.{1,2})?$/;

/**
 * A folder that files are written below, and never beside: refuses paths with `..`, and symbolic links anywhere below
 * it. Looks at each folder once.
 */
export class OutputFolder {
  private readonly safe = new Set<string>(['']);

  /** @param path - the folder itself; it may be a link, as the person who named it said so */
  constructor(
    readonly path: string,
    private readonly disk: OutputDisk,
  ) {}

  /**
   * The place of a path of the plan.
   *
   * @throws ToolkitError `output-path-unsafe`
   */
  at(path: string): string {
    if (ABSOLUTE.test(path)) throw unsafePath(path, 'leaves the output folder');
    const slash = path.lastIndexOf('/');
    this.checkFolder(slash < 0 ? '' : path.slice(0, slash));
    this.checkSegment(path.slice(slash + 1), path);
    return join(this.path, path);
  }

  /**
   * Text of a file; undefined where there is none.
   *
   * @throws ToolkitError `output-path-unsafe`, `output-not-writable`
   */
  read(path: string): string | undefined {
    const place = this.at(path);
    return onOutput(place, () => this.disk.read(place));
  }

  private checkFolder(folder: string): void {
    if (this.safe.has(folder)) return;
    const slash = folder.lastIndexOf('/');
    this.checkFolder(slash < 0 ? '' : folder.slice(0, slash));
    this.checkSegment(folder.slice(slash + 1), folder);
    const place = join(this.path, folder);
    if (onOutput(place, () => this.disk.stat(place)) === 'link') {
      throw unsafePath(place, 'is a symbolic link');
    }
    this.safe.add(folder);
  }

  private checkSegment(segment: string, path: string): void {
    if (BAD_SEGMENT.test(segment) || segment.includes('\\') || segment.includes('\0')) {
      throw unsafePath(path, 'leaves the output folder');
    }
  }
}
