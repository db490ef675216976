import { ToolkitError } from '../../../core/errors/toolkit-error';
import { standingRequestJson } from '../../../report/json/request-json';
import { joined } from '../../../report/text/shown';
import { standingRequestText } from '../../../report/text/standing-request-text';
import { describeStandingRequest } from '../../../report/view/standing-request';
import { openRequests } from '../../../toolkit/deliver/find-requests';
import type { Project } from '../../../toolkit/project/load-project';
import type { CommandContext, CommandResult } from '../../command/command-module';

/** Options that want something done, which showing does not. */
const DOING = ['merge', 'dryRun', 'takeOver', 'overwrite', 'mergeEdits', 'acknowledge'] as const;

/**
 * Shows the open change requests of this project as a reviewer reads them.
 *
 * @throws ToolkitError `usage-invalid`, and those of {@link openRequests}
 */
export async function showRequests(context: CommandContext, project: Project): Promise<CommandResult> {
  const given = DOING.find((name) => context.options[name] !== undefined && context.options[name] !== false);
  if (given !== undefined) {
    const flag = given.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw new ToolkitError('usage-invalid', `--show only looks, leave out --${flag}`);
  }
  const { requests, target, byPush } = await openRequests(context, project);
  const facts = { base: project.config.base, target, byPush, now: context.clock.now() };
  const views = requests.map((request) => describeStandingRequest(request, facts));
  return {
    json: { requests: views.map(standingRequestJson) },
    text: joined(
      views.map((view) => standingRequestText(view, context)),
      '\n\n',
    ),
  };
}
