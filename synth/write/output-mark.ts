import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Plan } from '../../core/plan';
import { ledgerFolder, parseLedger, parseLedgerPath } from '../../harvester/ledger';
import { inRoot, registryPath, TOP } from '../../harvester/paths';
import { compareOutput } from './compare-output';
import { NODE_DISK, type OutputDisk } from './output-disk';
import { onOutput } from './output-error';
import { OutputFolder } from './output-folder';
import { ledgersBelow, type OutputOwner } from './output-ledgers';
import { isStaging } from './staging';

/** What may lie in a folder that is empty otherwise: it only keeps the folder in Git or on its disk. */
const NO_CONTENT: ReadonlySet<string> = new Set(['.gitkeep', '.gitignore', 'lost+found']);

/** Files that several claims have in common: merged into what stands in the target, and made anew with each tree. */
const SHARED = /^(?:\.backstage\/.*|catalog-info\.yaml|.*\/(?:kustomization\.ya?ml|Kustomization))$/;

/** How many names a message lists. */
const LISTED = 5;

/** How much of a folder is taken for our own work. */
export interface OutputTrust {
  /** A person said that the folder is meant: whatever is in it stays beside the tree. */
  readonly insist?: boolean;
  /**
   * The folder is the project's output and nothing else, and nobody can be asked: without a ledger it is ours, too, where it holds nothing but
   * the folders of a tree.
   */
  readonly dedicated?: boolean;
}

/** What earlier runs wrote into a folder, by its ledgers of any project. */
interface OutputMark {
  /** Whether there is any ledger that a run of this tool wrote. */
  readonly marked: boolean;
  /** Paths in them. */
  readonly paths: ReadonlySet<string>;
  /** `<root>/<category>/` of ledgers that cannot be read any more: what stands there counts as written. */
  readonly unreadable: readonly string[];
}

/**
 * Refuses a folder with something in it that no run of this tool wrote. Our mark are the ledgers of any project below the root.
 *
 * @throws ToolkitError `output-foreign`, `output-path-unsafe`, `output-not-writable`
 */
export function refuseUnmarkedOutput(
  output: string,
  { root }: Pick<OutputOwner, 'root'>,
  trust: OutputTrust = {},
  disk: OutputDisk = NODE_DISK,
): void {
  if (trust.insist === true) return;
  onOutput(output, () => {
    if (disk.stat(output) === undefined) return;
    const names = contentOf(output, disk);
    if (names.length === 0) return;
    if (isMarked(output, root, markOf(new OutputFolder(output, disk), root, disk), trust, disk)) return;
    throw new ToolkitError(
      'output-foreign',
      `'${output}' is not empty and was not written by this tool (${listed(names.sort())})`,
      { data: { path: output, files: names } },
    );
  });
}

/**
 * Refuses a plan that would overwrite what no run of this tool wrote: a file at the place of a claim's file that no ledger lists, and in
 * a folder without ledgers any file. Files with the planned bytes are in nobody's way.
 *
 * @throws ToolkitError `output-foreign` with all of them, `output-path-unsafe`, `output-not-writable`
 */
export function refuseForeignFiles(
  output: string,
  plan: Plan,
  { root, project }: OutputOwner,
  trust: OutputTrust = {},
  disk: OutputDisk = NODE_DISK,
): void {
  onOutput(output, () => {
    if (disk.stat(output) === undefined) return;
    const folder = new OutputFolder(output, disk);
    const mark = markOf(folder, root, disk);
    const marked = isMarked(output, root, mark, trust, disk);
    let owned: ReadonlySet<string> | undefined;
    const isShared = (path: string): boolean =>
      path === registryPath(root) ||
      parseLedgerPath(root, path) !== undefined ||
      (SHARED.test(path) && !(owned ??= ownedPaths(plan, root, project)).has(path));
    const isOurs = (path: string): boolean =>
      marked &&
      (mark.paths.has(path) || mark.unreadable.some((prefix) => path.startsWith(prefix)) || isShared(path));
    const others = plan.files.filter(({ path }) => !isOurs(path));
    const foreign = compareOutput(folder, { ...plan, files: others })
      .differing.map(({ path }) => path)
      .filter((path) => folder.read(path) !== undefined)
      .sort();
    if (foreign.length === 0) return;
    throw new ToolkitError(
      'output-foreign',
      `${foreign.length === 1 ? 'a file' : `${foreign.length} files`} in '${output}' would be overwritten that this tool did not write: ${listed(foreign)}`,
      { data: { path: output, files: foreign } },
    );
  });
}

/** Files that the new ledgers of the plan list: those of the claims themselves. */
function ownedPaths(plan: Plan, root: string, project: string): ReadonlySet<string> {
  const owned = new Set<string>();
  for (const { path, content } of plan.files) {
    if (content === undefined || parseLedgerPath(root, path)?.project !== project) continue;
    for (const line of parseLedger(content, path)) owned.add(line.path);
  }
  return owned;
}

function isMarked(
  output: string,
  root: string,
  mark: OutputMark,
  { dedicated }: OutputTrust,
  disk: OutputDisk,
): boolean {
  if (mark.marked) return true;
  // At the top of the repository nothing but ledgers tells a category from a folder of somebody else.
  const own = new Set([root === TOP ? ledgerFolder(root) : root.split('/')[0], '.backstage']);
  return dedicated === true && contentOf(output, disk).every((name) => own.has(name));
}

function contentOf(output: string, disk: OutputDisk): string[] {
  return disk.list(output).filter((name) => !NO_CONTENT.has(name) && !isStaging(name));
}

function markOf(folder: OutputFolder, root: string, disk: OutputDisk): OutputMark {
  const paths = new Set<string>();
  const unreadable: string[] = [];
  let marked = false;
  for (const path of ledgersBelow(folder, disk, ledgerFolder(root))) {
    const text = folder.read(path) ?? '';
    try {
      for (const line of parseLedger(text, path)) paths.add(line.path);
      marked = true;
    } catch (error) {
      if (!ToolkitError.isToolkitError(error)) throw error;
      const category = parseLedgerPath(root, path)?.category;
      if (category !== undefined) unreadable.push(`${inRoot(root, category)}/`);
    }
  }
  return { marked, paths, unreadable };
}

function listed(names: readonly string[]): string {
  const more = names.length - LISTED;
  return names.slice(0, LISTED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
