import { parseTargetLocation } from '../../gitops/git/target-location';
import type { ActionContext } from '../action-context';
import { forgeToken } from './forge-token';
import type { Project } from '../project/load-project';
import { assertTokenPurpose, isTokenOf } from './token-purpose';

const told = new WeakSet<ActionContext>();

/**
 * The forge's token, where Git may send it to the target: an address of http or https on the forge's own host. Anywhere else Git uses
 * the credentials of the user, and the run says so once.
 *
 * @throws ToolkitError `forge-token-foreign`, and those of {@link forgeToken}
 */
export async function targetToken(
  context: ActionContext,
  project: Project,
  target: string,
): Promise<string | undefined> {
  const token = await forgeToken(context, project);
  const location = parseTargetLocation(target, project.targetFolder);
  if (token === undefined || location.kind === 'local' || location.protocol === 'ssh') return undefined;
  const { forge } = project.config;
  const { hostname } = new URL(location.url);
  if (isTokenOf(forge, hostname)) {
    assertTokenPurpose(forge, context.env);
    return token;
  }
  if (!told.has(context)) {
    told.add(context);
    const message = `the token for ${new URL(forge.apiUrl ?? '').host} is not sent to ${hostname}, where the target is`;
    context.reporter.report({ type: 'note', message });
  }
  return undefined;
}
