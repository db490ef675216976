import { newToken } from '../../../collector/deploy/config/new-token';
import { clusterName } from '../../../collector/deploy/config/field-types';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { joined, line, own, visible } from '../../../report/text/shown';
import type { CommandContext, CommandResult } from '../../command/command-module';

/** Makes a token and shows it this once. */
export function run(context: CommandContext): Promise<CommandResult> {
  const cluster = context.args[0] ?? '';
  if (!clusterName.safeParse(cluster).success) {
    throw new ToolkitError(
      'usage-invalid',
      `'${cluster}' is not the name of a cluster: lower-case letters, digits and hyphens, 40 characters at most`,
    );
  }
  const { token, hash } = newToken();
  const json = { cluster, token, sha256: hash };
  if (context.terminal) {
    const { style } = context;
    return Promise.resolve({
      json,
      text: joined(
        [
          line`token  ${style.paint('bold', visible(token))}`,
          line`hash   ${visible(hash)}`,
          own(''),
          line`The token is shown this once. It goes into the secrets of the stack, with`,
          line`  ${style.paint('cyan', line`pulumi config set --secret --path 'tokens["${visible(cluster)}"]'`)}`,
          line`which asks for it; the hash goes into tokenHashes of ${visible(cluster)}.`,
        ],
        '\n',
      ),
    });
  }
  context.reporter.report({ type: 'note', message: `hash for tokenHashes of ${cluster}: ${hash}` });
  return Promise.resolve({ json, text: visible(token) });
}
