import { ToolkitError } from '../../../core/errors/toolkit-error';
import { openRequests } from '../../../toolkit/deliver/find-requests';
import type { Project } from '../../../toolkit/project/load-project';
import type { CommandContext, CommandResult } from '../../command/command-module';
import { joined } from '../../output/shown';
import { shownRequestJson, shownRequestText, type ShowContext } from '../../output/shown-request';

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
  const { style, columns } = context;
  const { base } = project.config;
  const show: ShowContext = { base, target, byPush, now: context.clock.now(), style, columns };
  return {
    json: { requests: requests.map((request) => shownRequestJson(request, show)) },
    text: joined(
      requests.map((request) => shownRequestText(request, show)),
      '\n\n',
    ),
  };
}
