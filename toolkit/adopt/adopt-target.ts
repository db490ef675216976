import { basename } from 'node:path';
import { targetProblem } from '../../core/config/config-rules';
import { withoutCredentials } from '../../core/config/target-url';
import { claimFolderProblem, nearestClaimName } from '../../core/claim-name';
import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Issue } from '../../core/issue';
import { compareText } from '../../core/text/compare-text';
import type { Plan } from '../../core/plan';
import type { Snapshot } from '../../core/snapshot';
import { parseTargetLocation } from '../../gitops/git/target-location';
import type { TargetReader } from '../../gitops/git/target-repository';
import type { SnapshotReader } from '../../gitops/snapshot-reader';
import type { LeftOut } from '../../synth/adopt/adopted-claim';
import { adoptRepository, type Adoption } from '../../synth/adopt/adopt-repository';
import { adoptedPaths } from '../../synth/adopt/claim-candidates';
import { readingWarningsOf } from '../../harvester/reading-warnings';
import { createPlanner } from '../../synth/plan/planner';
import type { ActionContext } from '../action-context';
import { refuseUnknownRoot } from '../target/known-root';
import type { Project } from '../project/load-project';
import { openAnyTarget, type AnyTarget } from '../target/open-any-target';
import { planContext } from '../plan/plan-options';
import { planInRounds } from '../plan/plan-in-rounds';
import { targetPrefixes } from '../target/target-prefixes';

/** An existing repository as a program, with what its first change request would do. */
export interface AdoptedTarget extends Adoption {
  /** Name of the project. */
  readonly project: string;
  /** For `gitops.target`: an absolute path, or the URL without credentials. */
  readonly target: string;
  readonly base: string;
  readonly root: string;
  /** Undefined when the claims cannot be planned; the problem has been reported. */
  readonly plan?: Plan;
}

/** What is adopted, and how. */
export interface AdoptOptions {
  readonly repository: string;
  /** One file per claim in place of one per category. */
  readonly split?: boolean;
  /** Adopts claims that neither registry nor kustomization know, too. */
  readonly includeOrphans?: boolean;
}

/**
 * Reads a repository and turns its claims into a program.
 *
 * @param loaded - settings for reading: base and root, and the name of the new project where somebody named one
 * @throws ToolkitError those of git-errors, and `registry-unreadable`, `ledger-unreadable`, `target-file-unreadable`
 */
export async function adoptTarget(
  context: ActionContext,
  loaded: Project,
  { repository, split = false, includeOrphans = false }: AdoptOptions,
): Promise<AdoptedTarget> {
  assertNoSecretIn(repository);
  const project = { ...loaded, config: { ...loaded.config, target: repository }, targetFolder: context.cwd };
  const { root } = project.config;
  const opened = await openAnyTarget(context, project);
  if (opened === undefined) throw new ToolkitError('target-missing', 'no repository is given');
  try {
    context.reporter.report({ type: 'step:start', step: 'read the target', detail: repository });
    const { reader, base } = await readerOf(project, opened);
    const location = parseTargetLocation(repository, context.cwd);
    const name = project.flags.project ?? freeProjectName(location.path, reader, root);
    const { snapshot, unread } = await readEverything(reader, root);
    context.reporter.report({ type: 'step:start', step: 'adopt', detail: `${snapshot.contents.size} files` });
    const given = await planContext(context, project);
    const adoption = adoptRepository(snapshot, {
      rules: given.rules,
      root,
      project: name,
      split,
      includeOrphans,
    });
    for (const issue of readingWarningsOf(snapshot.contents, root)) {
      context.reporter.report({ type: 'warning', issue });
    }
    context.reporter.report({
      type: 'step:end',
      step: 'adopt',
      detail: `${adoption.models.claims.length} claims`,
    });
    const { repository: slug, webUrl, catalog } = adoption;
    const config = {
      ...given.config,
      ...(slug !== undefined && { repository: slug }),
      ...(webUrl !== undefined && { webUrl }),
      project: name,
      base,
      catalog,
    };
    const plan = await firstPlan(context, reader, () => createPlanner(adoption.models, { ...given, config }));
    return {
      ...adoption,
      leftOut: [...adoption.leftOut, ...unread].sort((left, right) => compareText(left.path, right.path)),
      project: name,
      target: location.kind === 'local' ? location.path : location.url,
      base,
      root,
      ...(plan !== undefined && { plan }),
    };
  } finally {
    if (opened.kind === 'git') await opened.repository.close();
  }
}

/**
 * What is adopted becomes `gitops.target` of a file that is committed, and an argument is seen by others on this machine.
 *
 * @throws ToolkitError `usage-invalid`
 */
export function assertNoSecretIn(target: string): void {
  const problem = targetProblem(target);
  if (problem !== undefined) {
    throw new ToolkitError('usage-invalid', `the repository '${withoutCredentials(target)}' ${problem}`);
  }
}

async function readerOf(
  project: Project,
  target: AnyTarget,
): Promise<{ reader: SnapshotReader; base: string }> {
  const { base: branch, root: named } = project.flags;
  // With a root that somebody named, all of the tree: whether it is there, and what it is called else.
  const prefixes = named === undefined ? targetPrefixes(project.config.root) : [];
  if (target.kind === 'folder') {
    const reader = await target.folder.snapshot(prefixes);
    refuseUnknownRoot(project, reader.index);
    return { reader, base: branch ?? 'main' };
  }
  const base =
    branch ?? (await target.repository.defaultBranch()) ?? (await onlyBranch(target.repository)) ?? 'main';
  const commit = await target.repository.fetchBase(base);
  const reader = await target.repository.snapshot(commit, prefixes);
  refuseUnknownRoot(project, reader.index);
  return { reader, base };
}

/** A work tree may have no branch checked out; with one branch there is no question which is meant. */
async function onlyBranch(repository: TargetReader): Promise<string | undefined> {
  const prefix = 'refs/heads/';
  const [ref, ...others] = [...(await repository.listRefs(prefix)).keys()];
  return others.length === 0 ? ref?.slice(prefix.length) : undefined;
}

/** All YAML of the tree; a file that is no text is left out instead of ending the run. */
async function readEverything(
  reader: SnapshotReader,
  root: string,
): Promise<{ snapshot: Snapshot; unread: LeftOut[] }> {
  const contents = new Map<string, string>();
  const unread: LeftOut[] = [];
  const read = async (paths: readonly string[]): Promise<void> => {
    try {
      for (const [path, text] of await reader.read(paths)) contents.set(path, text);
    } catch (error) {
      if (!ToolkitError.isToolkitError(error) || error.code !== 'target-file-not-text') throw error;
      const [path] = paths;
      if (paths.length <= 1) {
        if (path !== undefined) {
          unread.push({ path, line: 1, why: 'unsupported', reason: 'the file is not UTF-8 text' });
        }
        return;
      }
      const middle = paths.length >> 1;
      await read(paths.slice(0, middle));
      await read(paths.slice(middle));
    }
  };
  await read(adoptedPaths(reader.index, root));
  const entries = new Map(reader.index.entries);
  for (const { path } of unread) entries.delete(path);
  return { snapshot: { index: { ...reader.index, entries }, contents }, unread };
}

async function firstPlan(
  context: ActionContext,
  reader: SnapshotReader,
  planner: () => ReturnType<typeof createPlanner>,
): Promise<Plan | undefined> {
  try {
    return (await planInRounds(planner(), reader)).plan;
  } catch (error) {
    if (!ToolkitError.isToolkitError(error)) throw error;
    const issues: readonly Issue[] =
      error.issues.length > 0 ? error.issues : [{ code: error.code, message: error.message }];
    for (const issue of issues) {
      context.reporter.report({ type: 'warning', issue: { ...issue, severity: 'warning' } });
    }
    return undefined;
  }
}

/** A name like the repository's that no other program uses in it: two programs of one name would remove each other's claims. */
function freeProjectName(path: string, reader: SnapshotReader, root: string): string {
  const prefix = `${root}/.claims/`;
  const taken = new Set<string>();
  for (const file of reader.index.entries.keys()) {
    if (file.startsWith(prefix)) taken.add(file.slice(prefix.length).split('/')[0] ?? '');
  }
  const nearest =
    nearestClaimName(
      basename(path)
        .replace(/\.git$/, '')
        .replaceAll('.', '-'),
    ) ?? 'claims';
  const base = claimFolderProblem(nearest) === undefined ? nearest : 'claims';
  let name = base;
  for (let count = 2; taken.has(name); count += 1) name = `${base}-${count}`;
  return name;
}
