import { join } from 'node:path';
import { systemErrorCode } from '../../core/errors/system-failure';
import type { OutputDisk } from './output-disk';

/** Start of the name of every folder that a run keeps half-finished work in. */
const PREFIX = '.claims-staging-';

/** Path of this process's own staging folder inside another one. */
export function stagingFolder(inside: string): string {
  return join(inside, `${PREFIX}${process.pid}`);
}

/** Whether a name in a folder is that of such a staging folder. */
export function isStaging(name: string): boolean {
  return name.startsWith(PREFIX);
}

/** Removes what runs that were killed left behind; folders of processes that still run stay. */
export function removeLeftovers(disk: OutputDisk, inside: string): void {
  for (const name of disk.list(inside)) {
    if (!isStaging(name)) continue;
    const pid = Number(name.slice(PREFIX.length));
    if (pid === process.pid || !isAlive(pid)) disk.removeTree(join(inside, name));
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === 'EPERM';
  }
}
