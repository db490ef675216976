import { ToolkitError } from '../../core/errors/toolkit-error';
import { categoryKustomizationPath } from '../../harvester/paths';
import {
  formatLedger,
  ledgerFolder,
  type LedgerLine,
  ledgerPath,
  parseLedger,
  parseLedgerPath,
} from '../../harvester/ledger';
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
  for (const path of ledgersBelow(folder, disk, ledgerFolder(owner.root, owner.project))) {
    const category = parseLedgerPath(owner.root, path)?.category;
    const text = folder.read(path);
    if (category === undefined || text === undefined) continue;
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

/** Paths of ledgers in a folder, those of categories of several folders among them. */
export function ledgersBelow(folder: OutputFolder, disk: OutputDisk, path: string): string[] {
  const place = folder.at(path);
  if (onOutput(place, () => disk.stat(place)) !== 'folder') return [];
  return onOutput(place, () => disk.list(place))
    .sort()
    .flatMap((name) => {
      const below = `${path}/${name}`;
      const standing = onOutput(place, () => disk.stat(folder.at(below)));
      if (standing === 'folder') return ledgersBelow(folder, disk, below);
      return standing === 'file' && name.endsWith('.ledger') ? [below] : [];
    });
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
  const keyOf = (line: LedgerLine): string => `${line.path}\n${line.construct}\n${line.objectId}`;
  const known = new Set(before.map(keyOf));
  const added = parseLedger(planned, path).filter((line) => !known.has(keyOf(line)));
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
