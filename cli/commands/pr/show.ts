import { ToolkitError } from '../../../core/errors/toolkit-error';
import { joined } from '../../../report/text/shown';
import type { CommandContext, CommandResult } from '../../command/command-module';
import { standingRequestJson } from '../../../report/json/request-json';
import { standingRequestText } from '../../../report/text/standing-request-text';
import { describeStandingRequest } from '../../../report/view/standing-request';
import { standingRequests } from '../../pipeline/find-requests';
import { forgeFor } from '../../pipeline/forge-for';
import type { Project } from '../../pipeline/load-project';
import { openGitTarget } from '../../pipeline/open-any-target';

/** Options that want something done, which showing does not. */
const DOING = ['merge', 'dryRun', 'takeOver', 'overwrite', 'mergeEdits', 'acknowledge'] as const;

/**
 * Shows the open change requests of this project as a reviewer reads them. Neither runs the program nor writes anything.
 *
 * @throws ToolkitError `request-not-found`, and those of git-errors and forge-errors
 */
export async function showRequests(context: CommandContext, project: Project): Promise<CommandResult> {
  const given = DOING.find((name) => context.options[name] !== undefined && context.options[name] !== false);
  if (given !== undefined) {
    const flag = given.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw new ToolkitError('usage-invalid', `--show only looks, leave out --${flag}`);
  }
  const { base, project: name } = project.config;
  const repository = await openGitTarget(context, project);
  try {
    const forge = forgeFor(context, project, repository);
    const requests = await standingRequests({ repository, forge, base }, name);
    const { location } = repository;
    if (requests.length === 0) {
      throw new ToolkitError(
        'request-not-found',
        `project '${name}' has no open change request in ${location.display}`,
        { data: { project: name, target: location.display } },
      );
    }
    const views = requests.map((request) =>
      describeStandingRequest(request, {
        base,
        target: location.kind === 'remote' ? location.url : location.path,
        byPush: forge.capabilities.merge === 'fast-forward',
        now: context.clock.now(),
      }),
    );
    return {
      json: { requests: views.map(standingRequestJson) },
      text: joined(
        views.map((view) => standingRequestText(view, context)),
        '\n\n',
      ),
    };
  } finally {
    await repository.close();
  }
}
