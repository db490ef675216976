import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync, rmSync } from 'node:fs';
import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemErrorCode, systemReason } from '../core/errors/system-failure';
import { ToolkitError } from '../core/errors/toolkit-error';

const PREFIX = 'cdk8s-claims-';
/** `cdk8s-claims-<purpose>-<machine>-<process>-<random>` */
const NAME = /^cdk8s-claims-[a-z]+-(?<machine>[0-9a-f]{8})-(?<process>\d{1,10})-[A-Za-z0-9]{6}$/;
/** A folder of another machine or container, of which nothing tells whether its process still runs. */
const STALE_AFTER = 24 * 60 * 60 * 1000;
/** Folders that one run removes for others at most. */
const MOST_SWEPT = 50;

const open = new Set<string>();
const swept = new Set<string>();
let machine: string | undefined;

/**
 * Makes a folder of this run alone, which goes when the process ends, if not before. What killed runs left is removed first.
 *
 * @param purpose - one word, in the name
 * @param parent - default the system's folder for temporary files
 * @throws ToolkitError `temporary-folder-unusable`
 */
export async function makeTemporaryFolder(purpose: string, parent = tmpdir()): Promise<string> {
  await sweepOnce(parent);
  let folder: string;
  try {
    folder = await mkdtemp(join(parent, `${PREFIX}${purpose}-${machineName()}-${process.pid}-`));
  } catch (error) {
    throw unusable(parent, error);
  }
  if (open.size === 0) process.once('exit', removeAtExit);
  open.add(folder);
  return folder;
}

/** Removes a folder made by {@link makeTemporaryFolder}. */
export async function removeTemporaryFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  open.delete(folder);
  if (open.size === 0) process.removeListener('exit', removeAtExit);
}

/**
 * Removes what killed processes left: folders of this user of which the process is gone, or that are old where the process cannot be
 * asked about. Links are never followed. Never throws.
 *
 * @param now - milliseconds since 1970
 */
export async function sweepTemporaryFolders(parent: string, now: number): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  let removed = 0;
  for (const name of names) {
    const groups = NAME.exec(name)?.groups;
    if (groups === undefined || removed >= MOST_SWEPT) continue;
    const folder = join(parent, name);
    const found = await lstat(folder).catch(() => undefined);
    if (found?.isDirectory() !== true || found.uid !== (process.getuid?.() ?? found.uid)) continue;
    const isHere = groups['machine'] === machineName();
    const isOver = isHere ? !isRunning(Number(groups['process'])) : now - found.mtimeMs > STALE_AFTER;
    if (!isOver) continue;
    removed += 1;
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function sweepOnce(parent: string): Promise<void> {
  if (swept.has(parent)) return;
  swept.add(parent);
  await sweepTemporaryFolders(parent, Date.now());
}

function removeAtExit(): void {
  for (const folder of open) {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // The next run removes it.
    }
  }
}

/** Signal 0 only asks (kill(2)); a process of somebody else runs, too. */
function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === 'EPERM';
  }
}

/** Names where process ids mean the same: this start of this machine, this process namespace (proc(5), pid_namespaces(7)). */
function machineName(): string {
  machine ??= createHash('sha256')
    .update(
      [
        hostname(),
        told(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
        told(() => readlinkSync('/proc/self/ns/pid')),
      ].join('\n'),
    )
    .digest('hex')
    .slice(0, 8);
  return machine;
}

function told(ask: () => string): string {
  try {
    return ask();
  } catch {
    return '';
  }
}

function unusable(parent: string, cause: unknown): ToolkitError {
  const variable = process.platform === 'win32' ? 'TEMP' : 'TMPDIR';
  const code = systemErrorCode(cause);
  const why = code === undefined ? String(cause) : systemReason(code);
  return new ToolkitError(
    'temporary-folder-unusable',
    `nothing can be written to '${parent}', the folder for temporary files (${variable}): ${why}`,
    { cause, data: { folder: parent, variable } },
  );
}
