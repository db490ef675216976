import { dirname, join, resolve } from 'node:path';
import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Plan, PlannedFile } from '../../core/plan';
import { refuseSecretsIn } from '../../core/secrets/refuse-secrets';
import { ledgerFolder, parseLedgerPath } from '../../harvester/ledger';
import { compareOutput } from './compare-output';
import { NODE_DISK, type OutputDisk } from './output-disk';
import { onOutput } from './output-error';
import { OutputFolder } from './output-folder';
import {
  interimLedger,
  type OutputLedgers,
  type OutputOwner,
  readLedgers,
  staleFiles,
} from './output-ledgers';
import { removeLeftovers, stagingFolder } from './staging';

/** What writing a tree needs beside the plan. */
export interface WriteOptions extends OutputOwner {
  /** Text of files of which the plan knows only the object id (`unchanged`); asked for those that {@link missingContents} names. */
  readonly contents?: (path: string) => string | undefined;
  /** Default: the real one. */
  readonly disk?: OutputDisk;
}

/** What a run did to the output folder. */
export interface WriteResult {
  /** Paths written, sorted. */
  readonly written: readonly string[];
  /** Paths removed, sorted. */
  readonly removed: readonly string[];
  /** Number of files that were there already, byte for byte. */
  readonly unchanged: number;
}

/**
 * Files that have to be written and of which the plan knows no text: read them in one go before {@link writeTree}.
 *
 * @throws ToolkitError `output-path-unsafe`, `output-not-writable`
 */
export function missingContents(output: string, plan: Plan, disk: OutputDisk = NODE_DISK): string[] {
  const { differing } = compareOutput(new OutputFolder(resolve(output), disk), plan);
  return differing.filter((file) => file.content === undefined).map((file) => file.path);
}

/**
 * Makes a folder hold the planned tree. Writes only files whose bytes differ, each in one step; removes what an earlier run of
 * the same project wrote (by the ledgers in the folder) and nobody changed since; touches nothing else. A folder
 * that is not there yet appears at once. Killed at any point, every file is whole and the next run completes it.
 *
 * @param output - the folder
 * @throws ToolkitError `output-path-unsafe` (nothing was written then), `output-not-writable`
 */
export function writeTree(output: string, plan: Plan, options: WriteOptions): WriteResult {
  refuseSecretsIn(plan.files);
  const disk = options.disk ?? NODE_DISK;
  const path = resolve(output);
  return onOutput(path, () => {
    const standing = disk.stat(path);
    if (standing === undefined) return writeNew(path, plan, options, disk);
    return writeInto(standing === 'link' ? disk.real(path) : path, plan, options, disk);
  });
}

function writeNew(path: string, plan: Plan, options: WriteOptions, disk: OutputDisk): WriteResult {
  const parent = dirname(path);
  disk.makeFolder(parent);
  removeLeftovers(disk, parent);
  const staged = stagingFolder(parent);
  const folder = new OutputFolder(staged, disk);
  const files = plan.files.filter((file) => file.action !== 'delete');
  const texts = files.map((file) => textOf(file, options));
  try {
    disk.makeFolder(folder.path);
    const made = new Set<string>();
    for (const [index, file] of files.entries()) {
      const place = folder.at(file.path);
      const above = dirname(place);
      if (!made.has(above)) disk.makeFolder(above);
      made.add(above);
      disk.write(place, texts[index] ?? '');
    }
    disk.rename(staged, path);
  } finally {
    disk.removeTree(staged);
  }
  return { written: files.map((file) => file.path).sort(), removed: [], unchanged: 0 };
}

function writeInto(path: string, plan: Plan, options: WriteOptions, disk: OutputDisk): WriteResult {
  const folder = new OutputFolder(path, disk);
  if (disk.stat(path) !== 'folder') {
    throw new ToolkitError('output-not-writable', `'${path}' is not a folder`, { data: { path } });
  }
  removeLeftovers(disk, path);
  // Everything is looked at before anything is changed: a link or a folder in the way stops the run here.
  const { differing, same } = compareOutput(folder, plan);
  const ledgers = readLedgers(folder, disk, options);
  const planned = new Set(plan.files.filter((file) => file.action !== 'delete').map((file) => file.path));
  const stale = staleFiles(folder, ledgers, planned, options);
  const texts = new Map(differing.map((file) => [file.path, textOf(file, options)]));
  if (texts.size > 0 || stale.length > 0) {
    const isLedger = ledgerTest(options);
    const writer = new StagedWriter(folder, disk);
    try {
      for (const [file, text] of interimLedgers(texts, ledgers, options)) writer.write(file, text);
      for (const [file, text] of texts) if (!isLedger(file)) writer.write(file, text);
      for (const file of stale) if (!isLedger(file)) remove(folder, disk, file);
      for (const [file, text] of texts) if (isLedger(file)) writer.write(file, text);
      for (const file of stale) if (isLedger(file)) remove(folder, disk, file);
    } finally {
      writer.close();
    }
  }
  return { written: [...texts.keys()].sort(), removed: stale.sort(), unchanged: same };
}

/** Ledgers that vouch for old and new files while they are being written. */
function* interimLedgers(
  texts: ReadonlyMap<string, string>,
  ledgers: OutputLedgers,
  owner: OutputOwner,
): Generator<[string, string]> {
  const isLedger = ledgerTest(owner);
  for (const [path, text] of texts) {
    if (!isLedger(path)) continue;
    const category = parseLedgerPath(owner.root, path)?.category ?? '';
    const interim = interimLedger(ledgers.get(category) ?? [], text, path);
    if (interim !== undefined) yield [path, interim];
  }
}

function ledgerTest(owner: OutputOwner): (path: string) => boolean {
  const start = `${ledgerFolder(owner.root, owner.project)}/`;
  return (path) => path.startsWith(start) && path.endsWith('.ledger');
}

/** Writes each file beside the tree first and moves it to its place in one step. */
class StagedWriter {
  private readonly staging: string;
  private readonly made = new Set<string>();
  private count = 0;

  constructor(
    private readonly folder: OutputFolder,
    private readonly disk: OutputDisk,
  ) {
    this.staging = stagingFolder(folder.path);
  }

  write(path: string, text: string): void {
    const place = this.folder.at(path);
    onOutput(place, () => {
      if (this.count === 0) this.disk.makeFolder(this.staging);
      const staged = join(this.staging, String(this.count++));
      this.disk.write(staged, text);
      const above = dirname(place);
      if (!this.made.has(above)) this.disk.makeFolder(above);
      this.made.add(above);
      this.disk.rename(staged, place);
    });
  }

  close(): void {
    if (this.count > 0) this.disk.removeTree(this.staging);
  }
}

/** Removes a file and the folders that are empty without it, never the output folder itself. */
function remove(folder: OutputFolder, disk: OutputDisk, path: string): void {
  const place = folder.at(path);
  onOutput(place, () => {
    disk.remove(place);
    for (let above = dirname(place); above.length > folder.path.length; above = dirname(above)) {
      if (!disk.removeEmptyFolder(above)) break;
    }
  });
}

function textOf(file: PlannedFile, options: WriteOptions): string {
  const text = file.content ?? options.contents?.(file.path);
  if (text !== undefined) return text;
  throw new ToolkitError('internal-error', `the text of '${file.path}' was not read before writing`);
}
