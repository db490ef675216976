import { convergeChangeRequest } from '../../gitops/change-request/converge';
import type { ConvergeResult } from '../../gitops/change-request/converge-options';
import type { ChangePlan, PlanInput } from '../../gitops/change-request/change-plan';
import type { RequestKey } from '../../gitops/forge/request-key';
import { once } from '../../core/once';
import { maskSecretsInUse } from '../../core/secrets/secrets-in-use';
import type { Identity, TargetRepository } from '../../gitops/git/target-repository';
import { registryPath } from '../../harvester/paths';
import type { ActionContext } from '../action-context';
import { packageVersion } from '../package-version';
import { commitAuthor } from '../project/commit-author';
import { forgeFor } from '../forge/forge-for';
import type { Project } from '../project/load-project';

/** How far a change request is taken. */
export interface RequestOptions {
  /** Merges the request once it is right. */
  readonly merge?: boolean;
  /** Says what would be done, writes nothing. */
  readonly dryRun?: boolean;
  /** Replaces commits of others on the branch of the request. */
  readonly takeOver?: boolean;
}

/** A change request to bring about. */
export interface WantedRequest<P extends ChangePlan> extends Pick<RequestKey, 'kind' | 'group'> {
  /** Folders and files that the plan looks at. */
  readonly prefixes: readonly string[];
  readonly planFor: (input: PlanInput) => Promise<P>;
}

/** Brings a change request of an open target about. */
export async function convergeRequest<P extends ChangePlan>(
  context: ActionContext,
  project: Project,
  repository: TargetRepository,
  { kind, group, prefixes, planFor }: WantedRequest<P>,
  { merge = false, dryRun = false, takeOver = false }: RequestOptions,
): Promise<ConvergeResult<P>> {
  const { config } = project;
  return convergeChangeRequest({
    repository,
    forge: forgeFor(context, project, repository),
    project: config.project,
    kind,
    group,
    base: config.base,
    prefixes,
    registryPath: registryPath(config.root),
    planFor: async (input) => masked(await planFor(input)),
    actor: maskedIdentity(await commitAuthor(context, config)),
    version: packageVersion(),
    clock: context.clock,
    reporter: context.reporter,
    merge,
    dryRun,
    takeOver,
    signal: context.signal,
  });
}

/** What a request says goes to everybody who may read it: no secret of this run is in it, wherever its words come from. */
function masked<P extends ChangePlan>(plan: P): P {
  const { trailers = {} } = plan;
  const title = once(() => maskSecretsInUse(plan.title));
  const parts = once(() => plan.parts.map(maskSecretsInUse));
  const facts = Object.entries(trailers).map(([name, values]) => [name, values.map(maskSecretsInUse)]);
  const words: Pick<ChangePlan, 'title' | 'parts' | 'trailers' | 'prepare'> = {
    get title() {
      return title();
    },
    get parts() {
      return parts();
    },
    trailers: Object.fromEntries(facts) as ChangePlan['trailers'],
    prepare: () => {
      plan.prepare?.();
      parts();
    },
  };
  // By descriptors: what a plan works out when it is read is not read here.
  return Object.defineProperties({} as P, {
    ...Object.getOwnPropertyDescriptors(plan),
    ...Object.getOwnPropertyDescriptors(words),
  });
}

function maskedIdentity({ name, email }: Identity): Identity {
  return { name: maskSecretsInUse(name), email: maskSecretsInUse(email) };
}
