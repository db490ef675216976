import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Plan } from '../../core/plan';
import { EMPTY_SNAPSHOT, type Snapshot } from '../../core/snapshot';
import type { SnapshotReader } from '../../gitops/snapshot-reader';

/** Something that plans from a snapshot and says which contents it still needs. */
export interface RoundPlanner {
  readonly neededPaths: (snapshot: Snapshot) => readonly string[];
  /** Earlier versions of files, by object id, that would be good to have. */
  readonly neededObjects?: (snapshot: Snapshot) => readonly string[];
  /** Whether it plans with an empty text where a file cannot be read. */
  readonly canForgo?: (path: string) => boolean;
  readonly build: (snapshot: Snapshot) => Plan;
}

/** A plan with the snapshot that it was made from. */
export interface PlannedSnapshot {
  readonly plan: Plan;
  readonly snapshot: Snapshot;
}

/**
 * Reads what a planner asks for, in one batch a round, and plans.
 *
 * @param reader - undefined: plan against nothing
 */
export async function planInRounds(
  planner: RoundPlanner,
  reader: SnapshotReader | undefined,
  openRequestRegistry?: string,
): Promise<PlannedSnapshot> {
  if (reader === undefined) {
    const nothing: Snapshot = { ...EMPTY_SNAPSHOT, hasNoTarget: true, openRequestRegistry };
    return { plan: planner.build(nothing), snapshot: nothing };
  }
  const contents = new Map<string, string>();
  const objects = new Map<string, string | undefined>();
  const { index, repository } = reader;
  const unread = new Map<string, string>();
  const snapshot: Snapshot = { index, repository, contents, unread, objects, openRequestRegistry };
  // Each round reads something new: there are no more of them than files and earlier versions.
  for (;;) {
    const needed = planner.neededPaths(snapshot);
    if (needed.length > 0) {
      const spare = new Set(needed.filter((path) => planner.canForgo?.(path) === true));
      const vital = spare.size === 0 ? needed : needed.filter((path) => !spare.has(path));
      const known = [contents.size, unread.size].join();
      for (const [path, text] of await reader.read(vital)) {
        contents.set(path, text);
        unread.delete(path);
      }
      if (spare.size > 0) await readSpare(reader, spare, contents, unread);
      if (known === [contents.size, unread.size].join()) break;
      continue;
    }
    const wanted = planner.neededObjects?.(snapshot) ?? [];
    // Nothing is built from a snapshot of which anything is still needed: what was read may be what asks for more.
    if (wanted.length === 0) return { plan: planner.build(snapshot), snapshot };
    const found = await reader.readObjects?.(wanted);
    if (wanted.every((id) => objects.has(id))) break;
    for (const id of wanted) objects.set(id, found?.get(id));
  }
  throw new ToolkitError('internal-error', 'the planner never has enough');
}

/** Reads what a plan does without: what is no text counts as read, and says why it is none. */
async function readSpare(
  reader: SnapshotReader,
  paths: ReadonlySet<string>,
  contents: Map<string, string>,
  unread: Map<string, string>,
): Promise<void> {
  const isLink = (path: string): boolean => reader.index.entries.get(path)?.mode === '120000';
  const links = [...paths].filter(isLink);
  const found = new Map(links.length === 0 ? [] : await reader.readLinks(links));
  const { texts, unread: reasons } = await reader.readTexts([...paths].filter((path) => !isLink(path)));
  for (const path of paths) {
    const text = found.get(path) ?? texts.get(path);
    contents.set(path, text ?? '');
    if (text === undefined) unread.set(path, reasons.get(path) ?? 'it is not on this machine');
  }
}
