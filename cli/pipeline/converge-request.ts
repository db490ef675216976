import { convergeChangeRequest } from '../../gitops/change-request/converge';
import type { ConvergeResult } from '../../gitops/change-request/converge-options';
import type { PlanInput } from '../../gitops/change-request/change-plan';
import { maskSecretsInUse } from '../../core/secrets/secrets-in-use';
import type { RequestKind } from '../../gitops/forge/request-key';
import type { Identity, TargetRepository } from '../../gitops/git/target-repository';
import { registryPath } from '../../harvester/paths';
import type { CommandContext } from '../command/command-module';
import { packageVersion } from '../command/package-version';
import type { PlannedChange } from './change-plan';
import { commitAuthor } from './commit-author';
import { forgeFor } from './forge-for';
import type { Project } from './load-project';
import { openGitTarget } from './open-any-target';

/** A change request to bring about. */
export interface RequestOptions {
  /** Default `claims`. */
  readonly kind?: RequestKind;
  /** Scopes branch and request beside project and kind. */
  readonly group: string;
  /** Folders and files that the plan looks at. */
  readonly prefixes: readonly string[];
  readonly planFor: (input: PlanInput, repository: TargetRepository) => Promise<PlannedChange>;
}

/** Opens the target, brings the change request about with the flags of the command, and closes the target again. */
export async function convergeRequest(
  context: CommandContext,
  project: Project,
  options: RequestOptions,
): Promise<ConvergeResult<PlannedChange>> {
  const { config } = project;
  const repository = await openGitTarget(context, project);
  try {
    return await convergeChangeRequest({
      repository,
      forge: forgeFor(context, project, repository),
      project: config.project,
      ...(options.kind !== undefined && { kind: options.kind }),
      group: options.group,
      base: config.base,
      prefixes: options.prefixes,
      registryPath: registryPath(config.root),
      planFor: async (input) => masked(await options.planFor(input, repository)),
      actor: maskedIdentity(await commitAuthor(context, config)),
      version: packageVersion(),
      clock: context.clock,
      reporter: context.reporter,
      merge: context.options['merge'] === true,
      dryRun: context.options['dryRun'] === true,
      takeOver: context.options['takeOver'] === true,
      signal: context.signal,
    });
  } finally {
    await repository.close();
  }
}

/** What a request says goes to everybody who may read it: no secret of this run is in it, wherever its words come from. */
function masked(plan: PlannedChange): PlannedChange {
  const { title, parts, trailers = {} } = plan;
  const words = Object.entries(trailers).map(([name, values]) => [name, values.map(maskSecretsInUse)]);
  return {
    ...plan,
    title: maskSecretsInUse(title),
    parts: parts.map(maskSecretsInUse),
    trailers: Object.fromEntries(words) as PlannedChange['trailers'],
  };
}

function maskedIdentity({ name, email }: Identity): Identity {
  return { name: maskSecretsInUse(name), email: maskSecretsInUse(email) };
}
