import { blobObjectId } from '../../core/git/object-id';
import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Clock } from '../../core/ports/clock';
import type { RegistryEntry } from '../../core/registry-entry';
import { findEntries, type EntryFinding } from '../invariants/check-registry';
import { isOrphan, whyLeftAlone } from '../invariants/check-claims';
import type { Problem } from '../invariants/problem';
import { RepairEdits } from './repair-edits';
import { FIXES } from './repair-problem';
import { registerOrphan, removeOrphan, type RegisterContext } from './repair-orphans';
import { mapRepository, type RepositoryMap } from '../invariants/repository-map';
import { isSameSlug, isSlug, slugOf, type RepositoryView } from '../tree/repository-view';
import { verifyMap, verifyRepository } from '../invariants/verify-repository';
import { compareText } from '../../core/text/compare-text';

/** How a repair goes about what the tree alone does not decide. */
export interface RepairOptions {
  /** What becomes of orphans; needed as soon as there is one. */
  readonly orphans?: 'remove' | 'register';
  /** `owner/name` of the target; default: what the view knows, or its root `catalog-info.yaml`. */
  readonly slug?: string;
  readonly clock: Clock;
  /** When a file came into the repository (RFC 3339); the clock where it is unknown. */
  readonly createdAtOf?: (path: string) => string | undefined;
  /** `createdBy` of entries for claims that had none. */
  readonly actor: string;
}

/** What a repair does to the repository. */
export interface RepairPlan {
  /** New text by path, null for files that go; only files that change. */
  readonly edits: ReadonlyMap<string, string | null>;
  readonly repaired: readonly Problem[];
  /** What verify still reports afterwards. */
  readonly left: readonly Problem[];
}

/** More rounds than one fix after the other needs. */
const ROUNDS = 8;

/**
 * Fixes what can be fixed without guessing, and touches no byte that no problem names. What a fix brings to light (a claim
 * that is registered again may lack its kustomization) is fixed too: a second repair has nothing to do. Pure.
 *
 * @throws ToolkitError `orphans-undecided` (exit 4) while there are orphans and nobody said what they are; `data.plans` has
 *   the plan of either answer
 */
export function planRepair(view: RepositoryView, options: RepairOptions): RepairPlan {
  let plan = repairOnce(view, options);
  for (let round = 1; round < ROUNDS && plan.left.some((problem) => problem.repairable); round++) {
    const more = repairOnce(applied(view, plan.edits), options);
    if (more.edits.size === 0) break;
    plan = {
      edits: new Map([...plan.edits, ...more.edits]),
      repaired: [...plan.repaired, ...more.repaired],
      left: more.left,
    };
  }
  return plan;
}

function repairOnce(view: RepositoryView, options: RepairOptions): RepairPlan {
  const map = mapRepository({ ...view, slug: options.slug ?? view.slug });
  const problems = verifyMap(map);
  const orphans = problems.filter((problem) => problem.code === 'orphan' && problem.repairable);
  if (orphans.length > 0 && options.orphans === undefined) throw undecided(orphans, view, options);
  const context: RegisterContext = { ...options, slug: slugOf(map.view) };
  const edits = new RepairEdits(map);
  for (const claim of map.claims.values()) {
    if (!isOrphan(map, claim) || whyLeftAlone(map, claim) !== undefined) continue;
    if (options.orphans === 'remove') removeOrphan(map, claim, edits);
    else registerOrphan(map, claim, edits, context);
  }
  for (const finding of findEntries(map)) repairEntry(map, finding, edits, context.slug);
  for (const problem of problems) {
    if (problem.repairable) FIXES[problem.code]?.({ map, problem, edits, context });
  }
  const texts = edits.texts();
  const left = verifyRepository(applied(map.view, texts));
  const remaining = new Set(left.map(identity));
  return { edits: texts, repaired: problems.filter((problem) => !remaining.has(identity(problem))), left };
}

function repairEntry(
  map: RepositoryMap,
  { entry, claim, pathIsWrong }: EntryFinding,
  edits: RepairEdits,
  slug: string | undefined,
): void {
  const fields: { -readonly [Field in keyof RegistryEntry]?: string } = {};
  const name = entry.fields.get('name') ?? '';
  if (pathIsWrong && claim !== undefined) fields.path = claim.path;
  const category = claim?.category ?? '';
  if (
    category !== '' &&
    category !== entry.fields.get('category') &&
    !map.registry?.byKey.has(`${category}/${name}`)
  ) {
    fields.category = category;
  }
  const repository = entry.fields.get('repository') ?? '';
  if (slug !== undefined && !(isSlug(repository) && isSameSlug(repository, slug))) fields.repository = slug;
  if (Object.keys(fields).length === 0) return;
  const newKey = fields.category === undefined ? entry.key : `${category}/${name}`;
  edits.shared.edit({ type: 'set', key: entry.key, newKey, fields });
}

function undecided(orphans: readonly Problem[], view: RepositoryView, options: RepairOptions): ToolkitError {
  const plans = {
    remove: summary(planRepair(view, { ...options, orphans: 'remove' })),
    register: summary(planRepair(view, { ...options, orphans: 'register' })),
  };
  const what = orphans.length === 1 ? 'one claim folder is' : `${orphans.length} claim folders are`;
  const message = `${what} listed nowhere: use --orphans=remove or --orphans=register`;
  return new ToolkitError('orphans-undecided', message, {
    data: { orphans: orphans.map((orphan) => orphan.path), plans },
    issues: orphans.map(({ path, message: problem }) => ({
      code: 'orphans-undecided',
      message: `${path}: ${problem}`,
      value: path,
      hint: `--orphans=remove deletes it, --orphans=register lists it again`,
    })),
  });
}

/** A plan as data that can be printed: which files are deleted, changed and created. */
function summary({ edits, repaired, left }: RepairPlan): Readonly<Record<string, unknown>> {
  const files = [...edits].map(([path, text]) => ({ path, action: text === null ? 'delete' : 'write' }));
  return { files: files.sort((a, b) => compareText(a.path, b.path)), repaired, left };
}

function applied(view: RepositoryView, edits: ReadonlyMap<string, string | null>): RepositoryView {
  const entries = new Map(view.index.entries);
  const contents = new Map(view.contents);
  for (const [path, text] of edits) {
    if (text === null) {
      entries.delete(path);
      contents.delete(path);
    } else {
      const mode = entries.get(path)?.mode ?? '100644';
      entries.set(path, { mode, objectId: blobObjectId(text, view.index.objectFormat) });
      contents.set(path, text);
    }
  }
  return { ...view, index: { ...view.index, entries }, contents };
}

function identity({ code, path, message }: Problem): string {
  return `${code} ${path} ${message}`;
}
