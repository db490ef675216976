import type { ClaimModel } from '../../core/claim-model';
import { ToolkitError } from '../../core/errors/toolkit-error';
import type { Issue } from '../../core/issue';
import type { ModelsDocument } from '../../core/models-document';
import type { Plan } from '../../core/plan';
import type { ObjectFormat, Snapshot, SnapshotIndex } from '../../core/snapshot';
import {
  categoryKustomizationPath,
  flatFileOf,
  LOCATIONS_PATH,
  registryPath,
  ROOT_CATALOG_INFO_PATH,
} from '../layout/paths';
import { scanRegistry } from '../layout/registry/scan-registry';
import { slugOf } from '../verify/repository-view';
import { assemblePlan } from './assemble-plan';
import { type DesiredClaim, DesiredClaims } from './desired-claim';
import { checkModels } from './check-models';
import { ledgerPaths, Ownership } from './ownership';
import type { PlanContext } from './plan-context';
import { PlanReader } from './plan-reader';
import type { PlanRound, TargetFacts } from './plan-round';
import { type Settled, settleAll } from './settle-all';
import { divideClaims } from './untouched-claims';

/** Plans in rounds: say which contents are needed, get them read in one batch, plan. Pure; emits every file once. */
export interface Planner {
  /**
   * Paths whose contents the plan needs and the snapshot does not hold yet; empty when it can be built. Call it again
   * after reading them: what else is needed may depend on them (two rounds at most, then empty).
   */
  neededPaths(snapshot: Snapshot): string[];
  /**
   * Object ids of earlier versions of files that the plan would say more with: asked once nothing more is needed of
   * {@link neededPaths}. The plan can be built without them.
   */
  neededObjects(snapshot: Snapshot): string[];
  /**
   * The plan.
   *
   * @throws ToolkitError with all issues when models, policies, ownership or the target forbid it
   */
  build(snapshot: Snapshot): Plan;
}

/** Emitted claims, by their place in the sorted declaration. */
interface Emitted {
  readonly repository: string;
  readonly format: ObjectFormat;
  readonly emitter: DesiredClaims;
  readonly claims: DesiredClaim[];
}

/**
 * Makes a planner for a set of claims.
 *
 * @throws ToolkitError `program-invalid` when the models carry errors, `claim-policy` when a policy refuses a claim
 */
export function createPlanner(models: ModelsDocument, context: PlanContext): Planner {
  const policyWarnings = checkModels(models, context.policies ?? []);
  const inScope = (model: ClaimModel): boolean => context.scope?.has(model.constructPath) ?? true;
  const declared = models.claims.filter(inScope).sort((a, b) => (a.constructPath < b.constructPath ? -1 : 1));
  let emitted: Emitted | undefined;

  /** Files are emitted once for all rounds, in the order of construct paths. */
  function desired(
    repository: string,
    format: ObjectFormat,
    flatPathOf: (model: ClaimModel) => string | undefined,
  ): DesiredClaim[] {
    if (emitted?.repository !== repository || emitted.format !== format) {
      emitted = {
        repository,
        format,
        emitter: new DesiredClaims(context.config, repository, format),
        claims: [],
      };
    }
    const { emitter, claims } = emitted;
    return declared.map((model, index) => {
      const flatPath = flatPathOf(model);
      const known = claims[index];
      if (known !== undefined && (known.paths.flat ? known.paths.claim : undefined) === flatPath)
        return known;
      return (claims[index] = emitter.of(model, flatPath));
    });
  }

  function sharedPaths(snapshot: Snapshot): string[] {
    const { root } = context.config;
    const categories = new Set(models.claims.map((model) => model.category));
    const ledgers = ledgerPaths(snapshot, root);
    const own = `${root}/.claims/${context.config.project}/`;
    for (const path of ledgers) {
      if (path.startsWith(own)) categories.add(path.slice(own.length, -'.ledger'.length));
    }
    return [
      ...ledgers,
      registryPath(root),
      LOCATIONS_PATH,
      ...(context.config.repository === undefined ? [ROOT_CATALOG_INFO_PATH] : []),
      ...[...categories].map((category) => categoryKustomizationPath(root, category)),
    ].filter((path) => snapshot.index.entries.has(path) && !snapshot.contents.has(path));
  }

  let facts: { index: SnapshotIndex; registry?: string; openRequest?: string; of: TargetFacts } | undefined;

  /** Read once for all rounds of a snapshot: what is read later does not change them. */
  function factsOf(snapshot: Snapshot): TargetFacts {
    const { index, contents, openRequestRegistry: openRequest } = snapshot;
    const registry = contents.get(registryPath(context.config.root));
    if (facts?.index !== index || facts.registry !== registry || facts.openRequest !== openRequest)
      facts = { index, registry, openRequest, of: readFacts(snapshot, registry) };
    return facts.of;
  }

  function readFacts(snapshot: Snapshot, registryText: string | undefined): TargetFacts {
    const { config } = context;
    const { index, openRequestRegistry } = snapshot;
    const registry =
      registryText === undefined ? undefined : scanRegistry(registryText, registryPath(config.root));
    const openRequest =
      openRequestRegistry === undefined
        ? undefined
        : scanRegistry(openRequestRegistry, 'registry of the open change request');
    const knownRepository = config.repository ?? slugOf(snapshot);
    const repository = knownRepository ?? `local/${config.project}`;
    const claims = desired(repository, index.objectFormat, (model) => {
      if (model.flatFile !== undefined) return `${config.root}/${model.category}/${model.flatFile}`;
      const entry = registry?.byKey.get(model.constructPath);
      if (entry === undefined || entry.says('path', `${config.root}/${model.constructPath}`))
        return undefined;
      return flatFileOf(config.root, model.category, entry.fields.get('path'));
    });
    const ownership = new Ownership(snapshot, config.root, config.project, claims);
    const divided = divideClaims(claims, index, ownership);
    return { ...divided, ownership, registry, openRequest, repository, knownRepository, claims };
  }

  function round(snapshot: Snapshot): PlanRound {
    const known = factsOf(snapshot);
    const reader = new PlanReader(snapshot, known.ownership);
    return { ...known, snapshot, context, models, reader, policyWarnings };
  }

  // The last round of asking is the first of building: what it settled is used again while nothing more was read.
  let last: { snapshot: Snapshot; read: number; planning: PlanRound; settled: Settled } | undefined;

  function settle(snapshot: Snapshot): { planning: PlanRound; settled: Settled } {
    const read = snapshot.contents.size + (snapshot.objects?.size ?? 0);
    if (last?.snapshot !== snapshot || last.read !== read) {
      const planning = round(snapshot);
      last = { snapshot, read, planning, settled: settleAll(planning) };
    }
    return last;
  }

  return {
    neededPaths(snapshot) {
      const shared = sharedPaths(snapshot);
      return shared.length > 0 ? shared : [...settle(snapshot).planning.reader.missing].sort();
    },
    neededObjects: (snapshot) => [...settle(snapshot).planning.reader.missingObjects].sort(),
    build(snapshot) {
      const missing = sharedPaths(snapshot);
      if (missing.length > 0) throw missingContents(missing);
      const { planning, settled } = settle(snapshot);
      if (planning.reader.missing.size > 0) throw missingContents([...planning.reader.missing]);
      if (settled.issues.length > 0) throw refusal(settled.issues);
      return assemblePlan(planning, settled);
    },
  };
}

function missingContents(paths: readonly string[]): ToolkitError {
  return new ToolkitError(
    'internal-error',
    `contents of ${paths.slice(0, 3).join(', ')} were not read before planning`,
  );
}

function refusal(issues: readonly Issue[]): ToolkitError {
  const [first] = issues as readonly [Issue];
  const conflicts = issues.filter((issue) => issue.code === 'edits-conflict').length;
  const many =
    conflicts === issues.length
      ? `${conflicts} fields were changed by the program and by a person`
      : `${issues.length} claims cannot be planned`;
  const message = issues.length === 1 ? first.message : many;
  return new ToolkitError(first.code, message, { issues });
}
