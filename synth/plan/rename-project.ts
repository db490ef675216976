import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Issue } from '../../core/issue';
import { didYouMean, nearestName } from '../../core/nearest-name';
import type { Plan, PlannedFile } from '../../core/plan';
import type { Snapshot } from '../../core/snapshot';
import {
  formatLedger,
  type LedgerLine,
  ledgerPath,
  parseLedger,
  parseLedgerPath,
} from '../../harvester/ledger';
import { writtenTextIds, writtenTextPath } from '../../harvester/written-text';
import { deleteLedger, deleteWrittenText } from './deletion-gate';
import { ledgerPaths } from './ledger-paths';
import { plannedText } from './planned-text';
import { summarize } from './summarize';
import { compareText } from '../../core/text/compare-text';

/** Which project gets another name, and where its ledgers are. */
export interface ProjectRename {
  readonly from: string;
  readonly to: string;
  /** Folder of the claims inside the target. */
  readonly root: string;
}

/** Ledgers, and texts that they name, which must be read before {@link buildProjectRename} can plan. */
export function neededForProjectRename(snapshot: Snapshot, { from, to, root }: ProjectRename): string[] {
  const ledgers = ledgerPaths(snapshot, root).filter((path) => {
    const project = parseLedgerPath(root, path)?.project;
    return project === from || project === to;
  });
  const needed = [
    ...ledgers,
    ...writtenTextIds(snapshot, root, from).map((id) => writtenTextPath(root, from, id)),
  ];
  return needed.filter((path) => !snapshot.contents.has(path));
}

/**
 * Moves the ledgers of a project to another name, line by line as they are, with the texts that only they name, and touches nothing else: no claim changes, no object.
 *
 * @throws ToolkitError `project-not-found` when no ledger is of the old name, `project-rename-conflict` when both names own the same file
 *   or claim, `ledger-unreadable`
 */
export function buildProjectRename(snapshot: Snapshot, rename: ProjectRename): Plan {
  const { from, to, root } = rename;
  const moved = ledgersOf(from, snapshot, root);
  if (moved.size === 0) throw notFound(rename, snapshot);
  const standing = ledgersOf(to, snapshot, root);
  refuseConflicts(rename, moved, standing);
  const files: PlannedFile[] = [];
  for (const [category, lines] of moved) {
    files.push(deleteLedger(ledgerPath(root, from, category)));
    const path = ledgerPath(root, to, category);
    const text = formatLedger([...lines, ...(standing.get(category) ?? [])]);
    const action = snapshot.index.entries.has(path) ? 'update' : 'create';
    files.push(plannedText(path, action, text, snapshot.index.objectFormat));
  }
  for (const id of writtenTextIds(snapshot, root, from)) {
    const old = writtenTextPath(root, from, id);
    const path = writtenTextPath(root, to, id);
    files.push(deleteWrittenText(old));
    if (!snapshot.index.entries.has(path)) {
      files.push({ path, action: 'create', content: snapshot.contents.get(old) ?? '', objectId: id });
    }
  }
  files.sort((one, other) => compareText(one.path, other.path));
  return { files, changes: [], kept: [], warnings: [], summary: summarize(files, [], [], 0) };
}

function ledgersOf(project: string, { index, contents }: Snapshot, root: string): Map<string, LedgerLine[]> {
  const ledgers = new Map<string, LedgerLine[]>();
  for (const path of ledgerPaths({ index }, root)) {
    const place = parseLedgerPath(root, path);
    if (place?.project === project) ledgers.set(place.category, parseLedger(contents.get(path) ?? '', path));
  }
  return ledgers;
}

function notFound({ from, root }: ProjectRename, snapshot: Snapshot): ToolkitError {
  const known = ledgerPaths(snapshot, root).map((path) => parseLedgerPath(root, path)?.project ?? '');
  const near = nearestName(from, [...new Set(known)]);
  return new ToolkitError(
    'project-not-found',
    `no ledger in the target is of project '${from}'${didYouMean(near)}`,
    {
      data: { project: from, ...(near !== undefined && { nearest: near }) },
    },
  );
}

/** What both names say they own cannot be one project's: one of the lines is wrong, and nobody knows which. */
function refuseConflicts(
  { from, to, root }: ProjectRename,
  moved: ReadonlyMap<string, readonly LedgerLine[]>,
  standing: ReadonlyMap<string, readonly LedgerLine[]>,
): void {
  const paths = new Set<string>();
  const constructs = new Set<string>();
  for (const line of [...standing.values()].flat()) {
    paths.add(line.path);
    constructs.add(line.construct);
  }
  const issues: Issue[] = [];
  const reported = new Set<string>();
  for (const [category, lines] of moved) {
    for (const { path, construct } of lines) {
      if (!(paths.has(path) || constructs.has(construct)) || reported.has(construct)) continue;
      reported.add(construct);
      issues.push({
        code: 'project-rename-conflict',
        message: `'${construct}' is in the ledgers of '${from}' and of '${to}' (${ledgerPath(root, from, category)})`,
        construct,
        value: path,
        hint: `Decide which project owns it, and take its lines out of the other ledger by hand.`,
      });
    }
  }
  const [first] = issues;
  if (first === undefined) return;
  const message =
    issues.length === 1 ? first.message : `'${from}' and '${to}' both own ${issues.length} claims`;
  throw new ToolkitError('project-rename-conflict', message, { issues });
}
