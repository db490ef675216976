import type { Logger } from 'pino';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { RequestResult } from '../../../core/request/request-result';
import type { Clock } from '../../../core/ports/clock';
import type { Environment } from '../../../core/config/setting-row';
import type { ChangePlan, PlanInput } from '../../../gitops/change-request/change-plan';
import { convergeChangeRequest } from '../../../gitops/change-request/converge';
import { COMMITTER } from '../../../gitops/change-request/converge-options';
import { FORGES } from '../../../gitops/forge/forge-kinds';
import { groupName } from '../../../gitops/forge/request-key';
import type { Forge } from '../../../gitops/forge/forge';
import { openTarget } from '../../../gitops/git/open-target';
import type { TargetRepository } from '../../../gitops/git/target-repository';
import { DeclaredReader } from '../match/declared-reader';
import type { ObservedClaim } from '../observed/observed-claim';
import { firstDocument } from '../plan/first-document';
import { planStatus, type StatusPlan } from '../plan/plan-status';
import { statusRequest } from '../request/status-request';
import { foreignTerm } from './foreign-term';
import type { RegistryPlace } from './registry-place';
import { targetOf } from './target-of';

/** What is observed at a time. */
export interface Observations {
  readonly claims: readonly ObservedClaim[];
  /** Clusters that ever reported. */
  readonly clusters: readonly string[];
}

/** What a reconciler is made of. */
export interface ReconcilerOptions {
  readonly place: RegistryPlace;
  readonly observe: () => Promise<Observations>;
  readonly env: Environment;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly version: string;
  /** Where Git objects are kept between runs; a scratch folder for each run where there is none. */
  readonly cacheFolder?: string;
}

/** What a run found and did. */
export interface ReconcileResult extends RequestResult {
  readonly plan: StatusPlan;
}

/** Name of this service in the identity of its requests. */
const PROJECT = 'collector';

/** Brings what the collector knows into a registry, through one change request that is kept up to date. */
export class Reconciler {
  private readonly declared: DeclaredReader;

  constructor(private readonly options: ReconcilerOptions) {
    const { repository, file } = options.place;
    this.declared = new DeclaredReader(file, repository === '' ? undefined : repository);
  }

  /**
   * One run. Where nothing changed it writes nothing.
   *
   * @param term - of leading: a greater one in the open request ends the run
   * @throws ToolkitError `registry-missing`, those of a plan, of Git and of the forge
   */
  async run(term: number, signal?: AbortSignal): Promise<ReconcileResult> {
    const { place, env, clock, version, cacheFolder } = this.options;
    const repository = await openTarget({
      ...targetOf(place, env),
      ...(signal !== undefined && { signal }),
      ...(cacheFolder !== undefined && { cacheFolder }),
    });
    try {
      const result = await convergeChangeRequest({
        repository,
        forge: this.forgeOf(repository, signal),
        project: PROJECT,
        kind: 'status',
        group: `status-update-${groupName(place.file)}`,
        base: place.base,
        registryPath: place.file,
        planFor: (input) => this.planFor(input, term),
        actor: COMMITTER,
        version,
        clock,
        merge: place.merge,
        ...(signal !== undefined && { signal }),
      });
      const { plan, ...rest } = result;
      return { ...rest, plan: plan.status };
    } finally {
      await repository.close();
    }
  }

  private forgeOf(repository: TargetRepository, signal: AbortSignal | undefined): Forge {
    const { place, version, logger } = this.options;
    return FORGES[place.forge](repository, () => ({
      apiUrl: place.apiUrl,
      repository: place.repository,
      commits: place.commits,
      token: () => Promise.resolve(place.token()),
      version,
      signal: signal ?? new AbortController().signal,
      onPause: (seconds, reason) => {
        logger.warn({ seconds, reason }, 'the forge asks for a pause');
      },
    }));
  }

  private async planFor(
    input: PlanInput,
    term: number,
  ): Promise<ChangePlan & { readonly status: StatusPlan }> {
    const { place, observe, clock } = this.options;
    const { file, base, rules, force } = place;
    const newest = foreignTerm(input.openRequestTrailers, clock.now().getTime());
    if (newest !== undefined && newest > term) {
      throw new ToolkitError(
        'leader-deposed',
        `another collector leads in term ${newest}, this one led in ${term}`,
      );
    }
    const registry = (await input.snapshot.read([file])).get(file);
    if (registry === undefined) {
      throw new ToolkitError('registry-missing', `${file} is not there on ${base}, nothing is written`);
    }
    const { first, rest } = firstDocument(registry);
    const declared = await this.declared.read(input.snapshot, first);
    const { claims, clusters } = await observe();
    const openRegistry = input.openRequestRegistry;
    const planned = planStatus({
      registry: first,
      file,
      ...(openRegistry !== undefined && { openRegistry: firstDocument(openRegistry).first }),
      declared,
      observed: claims,
      rules,
      known: clusters,
      now: clock.now().getTime(),
      force,
    });
    const status = { ...planned, text: planned.text + rest };
    return { ...statusRequest({ plan: status, file, registry, input, term }), status };
  }
}
