import { convergeChangeRequest } from '../../gitops/change-request/converge';
import type { ConvergeResult } from '../../gitops/change-request/converge-options';
import type { PlanInput } from '../../gitops/change-request/change-plan';
import type { TargetRepository } from '../../gitops/git/target-repository';
import { registryPath } from '../../synth/layout/paths';
import type { CommandContext } from '../command/command-module';
import { packageVersion } from '../command/package-version';
import type { PlannedChange } from './change-plan';
import { commitAuthor } from './commit-author';
import { forgeFor } from './forge-for';
import type { Project } from './load-project';
import { openGitTarget } from './open-any-target';

/** A change request to bring about. */
export interface RequestOptions {
  /** Scopes branch and request beside the project. */
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
      group: options.group,
      base: config.base,
      prefixes: options.prefixes,
      registryPath: registryPath(config.root),
      planFor: (input) => options.planFor(input, repository),
      actor: await commitAuthor(context, config),
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
