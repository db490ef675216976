import type { TargetRepository } from '../../gitops/git/target-repository';
import type { ActionContext } from '../action-context';
import { forgeFor } from '../forge/forge-for';
import type { Project } from '../project/load-project';

/**
 * Refuses a repository that no change request could be delivered to, as far as that is known without one.
 *
 * @throws ToolkitError `forge-repository-unknown`, and those of git-errors
 */
export async function assertDeliverable(
  context: ActionContext,
  project: Project,
  repository: TargetRepository,
): Promise<void> {
  forgeFor(context, project, repository);
  await repository.assertWritable();
}
