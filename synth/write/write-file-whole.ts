import { dirname, join } from 'node:path';
import { NODE_DISK, type OutputDisk } from './output-disk';
import { onOutput } from './output-error';

/**
 * Writes one file so that a reader sees all of it or nothing: a temporary file beside it, then a rename.
 *
 * @throws ToolkitError `output-not-writable`
 */
export function writeFileWhole(path: string, text: string, disk: OutputDisk = NODE_DISK): void {
  onOutput(path, () => {
    const folder = dirname(path);
    disk.makeFolder(folder);
    const temporary = join(folder, `.claims-${process.pid}.tmp`);
    if (disk.stat(temporary) !== undefined) disk.remove(temporary);
    disk.write(temporary, text);
    disk.rename(temporary, path);
  });
}
