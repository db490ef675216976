import type { Bytes } from '../../../core/bytes/bytes';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { RequestResult } from '../../../core/request/request-result';
import type { Clock } from '../../../core/ports/clock';
import type { SnapshotReader } from '../../../gitops/snapshot-reader';
import type { ChangePlan, PlanInput } from '../../../gitops/change-request/change-plan';
import { convergeChangeRequest } from '../../../gitops/change-request/converge';
import { COMMITTER } from '../../../gitops/change-request/converge-options';
import type { RetryPolicy } from '../../../gitops/change-request/retry';
import { groupName } from '../../../gitops/forge/request-key';
import type { OpenedPulls } from '../contents/contents-request';
import { isWithoutGit, runByContents } from '../contents/run-by-contents';
import { DeclaredReader } from '../match/declared-reader';
import type { ObservedClaim } from '../observed/observed-claim';
import { firstDocument } from '../plan/first-document';
import { planStatus, type StatusPlan } from '../plan/plan-status';
import { statusRequest } from '../request/status-request';
import { type ConnectOptions, connectRegistry, type RegistryConnection } from './connect-registry';
import { foreignTerm } from './foreign-term';

/** What is observed at a time. */
export interface Observations {
  readonly claims: readonly ObservedClaim[];
  /** Clusters that ever reported. */
  readonly clusters: readonly string[];
}

/** What a reconciler is made of. */
export interface ReconcilerOptions extends ConnectOptions {
  readonly observe: () => Promise<Observations>;
  readonly clock: Clock;
  /** How a run gets to its registry; default {@link connectRegistry}. */
  readonly connect?: (signal?: AbortSignal) => Promise<RegistryConnection>;
  /** How patiently a lost race is run again; default: as every change request. */
  readonly retry?: RetryPolicy;
}

/** What a run found and did. */
export interface ReconcileResult extends RequestResult {
  readonly plan: Omit<StatusPlan, 'pieces'>;
}

/** Name of this service in the identity of its requests. */
const PROJECT = 'collector';

/** Branch of the request of a registry. @param file - its path */
export function statusBranch(file: string): string {
  return `status-update-${groupName(file)}`;
}

/** Brings what the collector knows into a registry, through one change request that is kept up to date. */
export class Reconciler {
  private readonly declared: DeclaredReader;
  private hasGit = false;
  private readonly opened: OpenedPulls = new Map();

  constructor(private readonly options: ReconcilerOptions) {
    const { repository, file, entryPoints } = options.place;
    this.declared = new DeclaredReader(file, {
      ...(repository !== '' && { slug: repository }),
      ...(entryPoints !== undefined && { entryPoints }),
    });
  }

  /**
   * One run. Where nothing changed it writes nothing.
   *
   * @param term - of leading: a greater one in the open request ends the run
   * @throws ToolkitError `registry-missing`, those of a plan, of Git and of the forge
   */
  async run(term: number, signal?: AbortSignal): Promise<ReconcileResult> {
    const { place, clock, version, retry } = this.options;
    const key = { project: PROJECT, kind: 'status', group: statusBranch(place.file) } as const;
    const connection = await this.connect(signal);
    if (connection === undefined) {
      const { plan, ...rest } = await runByContents(this.options, {
        key,
        planFor: (input) => this.planFor(input, term),
        opened: this.opened,
        ...(retry !== undefined && { retry }),
        ...(signal !== undefined && { signal }),
      });
      return { ...rest, plan: plan.status };
    }
    const { repository, forge } = connection;
    try {
      const result = await convergeChangeRequest({
        repository,
        forge,
        ...key,
        base: place.base,
        registryPath: place.file,
        planFor: (input) => this.planFor(input, term),
        actor: COMMITTER,
        version,
        clock,
        merge: place.merge,
        ...(retry !== undefined && { retry }),
        ...(signal !== undefined && { signal }),
      });
      const { plan, ...rest } = result;
      // The pieces of the registry go with the repository.
      const { changes, matches } = plan.status;
      return { ...rest, plan: { changes, matches } };
    } finally {
      await repository.close();
    }
  }

  /** Undefined where there is no Git, and the API is enough. Where Git once worked, its failures pass. */
  private async connect(signal?: AbortSignal): Promise<RegistryConnection | undefined> {
    const connect = this.options.connect ?? ((ended) => connectRegistry(this.options, ended));
    try {
      const connection = await connect(signal);
      this.hasGit = true;
      return connection;
    } catch (error) {
      if (this.hasGit || !isWithoutGit(this.options, error)) throw error;
      const { logger, place } = this.options;
      const how = `${place.file} is read and written through the API of the forge`;
      logger.info({ reason: error.message }, `the repository cannot be had with Git, ${how}`);
      return undefined;
    }
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
    const registry = await bytesOf(input.snapshot, file);
    if (registry === undefined) {
      throw new ToolkitError('registry-missing', `${file} is not there on ${base}, nothing is written`);
    }
    const { first, rest } = firstDocument(registry);
    const { claims, clusters } = await observe();
    const declared = await this.declared.read(input.snapshot, first, namesOf(claims));
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
    const status = { ...planned, pieces: rest.length === 0 ? planned.pieces : [...planned.pieces, rest] };
    return { ...statusRequest({ plan: status, file, registry, input, term }), status };
  }
}

/** A large registry stays in a file. */
async function bytesOf(snapshot: SnapshotReader, file: string): Promise<Bytes | undefined> {
  if (snapshot.open !== undefined) return snapshot.open(file);
  return (await snapshot.readBytes([file])).get(file);
}

/** What is observed under any name. */
function namesOf(claims: readonly ObservedClaim[]): ReadonlySet<string> {
  return new Set(claims.map(({ claimRef }) => claimRef.slice(claimRef.indexOf('/') + 1)));
}
