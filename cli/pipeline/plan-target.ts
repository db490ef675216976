import { toPlanConfig } from '../../core/config/resolve-config';
import type { ModelsDocument } from '../../core/models-document';
import type { Plan } from '../../core/plan';
import type { TargetRepository } from '../../gitops/git/target-repository';
import type { SnapshotReader } from '../../gitops/snapshot-reader';
import { findSecretLiterals } from '../../synth/policy/secret-literals';
import { registryPath } from '../../synth/layout/paths';
import type { PlanContext } from '../../synth/plan/plan-context';
import { createPlanner } from '../../synth/plan/planner';
import { listOption, type CommandContext } from '../command/command-module';
import { entryAuthor } from './commit-author';
import { forgeFor } from './forge-for';
import type { Project } from './load-project';
import { openAnyTarget } from './open-any-target';
import { planInRounds } from './plan-in-rounds';
import { readProgram } from './read-program';
import { targetPrefixes } from './target-prefixes';

/** A plan of the program against its target. */
export interface TargetPlan {
  readonly plan: Plan;
  readonly models: ModelsDocument;
  /** Contents of the target at the base, for files that the plan leaves as they are. */
  readonly read: SnapshotReader['read'];
}

/** What the planner gets beside models and snapshot. */
export async function planContext(context: CommandContext, project: Project): Promise<PlanContext> {
  const { config } = project;
  return {
    clock: context.clock,
    actor: await entryAuthor(context, config),
    config: toPlanConfig(config, listOption(context, 'overwrite')),
    policies: [findSecretLiterals],
  };
}

/**
 * The pipeline of every command that only looks: program → target → plan; the target is closed again after `use`.
 *
 * @param earlierRegistry - registry of an earlier run; its `createdAt` count where no change request is open
 */
export async function withTargetPlan<T>(
  context: CommandContext,
  project: Project,
  use: (planned: TargetPlan) => Promise<T>,
  earlierRegistry?: string,
): Promise<T> {
  const models = await readProgram(context, project);
  const planner = createPlanner(models, await planContext(context, project));
  const target = await openAnyTarget(context, project);
  try {
    context.reporter.report({ type: 'step:start', step: 'read the target', detail: project.config.target });
    const source = target?.kind === 'git' ? await gitSource(target.repository, project) : undefined;
    const reader =
      target?.kind === 'folder'
        ? await target.folder.snapshot(targetPrefixes(project.config.root))
        : source?.reader;
    context.reporter.report({ type: 'step:start', step: 'plan', detail: `${models.claims.length} claims` });
    const { plan } = await planInRounds(planner, reader, source?.openRequestRegistry ?? earlierRegistry);
    context.reporter.report({ type: 'step:end', step: 'plan', detail: `${plan.changes.length} changes` });
    for (const issue of plan.warnings) context.reporter.report({ type: 'warning', issue });
    return await use({ plan, models, read: reader?.read ?? (() => Promise.resolve(new Map())) });
  } finally {
    if (target?.kind === 'git') await target.repository.close();
  }
}

interface GitSource {
  readonly reader: SnapshotReader;
  readonly openRequestRegistry?: string;
}

/** The base, and the registry of our own open change request: `createdAt` of claims that are not merged yet comes from there. */
async function gitSource(repository: TargetRepository, project: Project): Promise<GitSource> {
  const { base: branch, root, project: name } = project.config;
  const base = await repository.fetchBase(branch);
  const forge = forgeFor(project.config, repository);
  const key = { project: name, group: 'all' };
  const ref = forge.headRef(key);
  const request = (await repository.fetch([ref])).get(ref);
  const found = await forge.find(key, branch, { base, request });
  const reader = await repository.snapshot(base, targetPrefixes(root));
  if (found?.state !== 'open') return { reader };
  const path = registryPath(root);
  const head = await repository.snapshot(found.head, [path]);
  const openRequestRegistry = (await head.read([path])).get(path);
  return { reader, ...(openRequestRegistry === undefined ? {} : { openRequestRegistry }) };
}
