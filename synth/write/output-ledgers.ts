import { ToolkitError } from '../../core/errors/toolkit-error';
import { categoryKustomizationPath } from '../../harvester/paths';
import { formatLedger, type LedgerLine, ledgerPath, parseLedger } from '../../harvester/ledger';
import { ledgerLineProblem } from '../../harvester/ledger-line';
import { newKustomization } from '../../harvester/string-list';
import { hasObjectId } from './compare-output';
import type { OutputDisk } from './output-disk';
import { onOutput } from './output-error';
import type { OutputFolder } from './output-folder';

/** Whose files an output folder holds. */
export interface OutputOwner {
  /** Folder of the claims inside the output, e.g. `claims`. */
  readonly root: string;
  readonly project: string;
}

/** What earlier runs of one project wrote into an output folder, by category. Ledgers that cannot be read count as none. */
export type OutputLedgers = ReadonlyMap<string, readonly LedgerLine[]>;

/** Reads the ledgers of one project in an output folder. */
export function readLedgers(folder: OutputFolder, disk: OutputDisk, owner: OutputOwner): OutputLedgers {
  const ledgers = new Map<string, readonly LedgerLine[]>();
  const place = folder.at(`${owner.root}/.claims/${owner.project}`);
  if (onOutput(place, () => disk.stat(place)) !== 'folder') return ledgers;
  for (const name of onOutput(place, () => disk.list(place)).sort()) {
    if (!name.endsWith('.ledger')) continue;
    const category = name.slice(0, -'.ledger'.length);
    const path = ledgerPath(owner.root, owner.project, category);
    const text = folder.read(path);
    if (text === undefined) continue;
    try {
      ledgers.set(category, parseLedger(text, path));
    } catch (error) {
      // The output is disposable, and nothing is removed that no ledger vouches for.
      if (!ToolkitError.isToolkitError(error)) throw error;
      ledgers.set(category, []);
    }
  }
  return ledgers;
}

/**
 * Ledger to be written before the files of a category: what an earlier run wrote and what this one is about to write. A run that
 * is killed in between leaves no file that the next one would not know.
 *
 * @returns undefined when the earlier ledger vouches for everything already
 */
export function interimLedger(
  before: readonly LedgerLine[],
  planned: string,
  path: string,
): string | undefined {
  const known = new Set(before.map((line) => `${line.path}\n${line.objectId}`));
  const added = parseLedger(planned, path).filter((line) => !known.has(`${line.path}\n${line.objectId}`));
  return added.length === 0 ? undefined : formatLedger([...before, ...added]);
}

/**
 * Files of an earlier run that the plan has no more: those in lines of a ledger that count, whose bytes are still that run's,
 * and the kustomization and ledger of a category that is gone.
 */
export function staleFiles(
  folder: OutputFolder,
  ledgers: OutputLedgers,
  planned: ReadonlySet<string>,
  owner: OutputOwner,
): string[] {
  const stale: string[] = [];
  for (const [category, lines] of ledgers) {
    const ids = new Map<string, string[]>();
    for (const line of lines) {
      if (planned.has(line.path) || ledgerLineProblem(line, owner.root, category) !== undefined) continue;
      const known = ids.get(line.path);
      if (known === undefined) ids.set(line.path, [line.objectId]);
      else known.push(line.objectId);
    }
    for (const [path, objectIds] of ids) {
      const text = folder.read(path);
      if (text !== undefined && objectIds.some((objectId) => hasObjectId(text, objectId))) stale.push(path);
    }
    const kustomization = categoryKustomizationPath(owner.root, category);
    if (!planned.has(kustomization) && folder.read(kustomization) === earlierKustomization(category, lines)) {
      stale.push(kustomization);
    }
    const ledger = ledgerPath(owner.root, owner.project, category);
    if (!planned.has(ledger)) stale.push(ledger);
  }
  return stale;
}

/** The kustomization that an earlier run wrote for a category of which it owned everything. */
function earlierKustomization(category: string, lines: readonly LedgerLine[]): string {
  const folders = new Set<string>();
  for (const { path, construct } of lines) {
    if (path.endsWith('/kustomization.yaml')) folders.add(construct.slice(category.length + 1));
  }
  return newKustomization([...folders].sort());
}
