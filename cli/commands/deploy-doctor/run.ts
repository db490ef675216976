import { ERROR_KINDS } from '../../../core/errors/error-kind';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { inStep } from '../../../core/ports/in-step';
import { redactText } from '../../../core/secrets/redact-text';
import { countOf } from '../../../core/text/count-of';
import { type DeploymentConfig, deploymentConfig } from '../../../collector/deploy/config/deployment-config';
import { deploymentWarnings } from '../../../collector/deploy/objects/deployment-warnings';
import type { WrittenDeployment } from '../../../collector/deploy/yaml/written-deployment';
import { listOption, type CommandContext, type CommandResult } from '../../command/command-module';
import { readDeployment } from '../../deployment/read-deployment';
import { checked, failed, passed, warned, type Check } from '../doctor/check';
import { checkNode } from '../doctor/check-tools';
import { checksText } from '../doctor/checks-text';
import { checkClusters } from './check-clusters';
import { checkEngine, checkModules, checkProvider } from './check-pulumi';

/** Checks everything that a first run needs; goes on after failures. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const step = <T>(detail: string, work: () => Promise<T>): Promise<T> =>
    inStep(context.reporter, { step: 'check', detail }, work);
  const checks: Check[] = [checkNode(process.versions.node)];
  const contexts = givenContexts(listOption(context, 'context'));
  let written: WrittenDeployment | undefined;
  let config: DeploymentConfig | undefined;
  checks.push(
    await checked('configuration', async () => {
      const read = await readDeployment(context);
      written = read;
      config = deploymentConfig(read.input);
      return passed('configuration', `${read.file}: a hub and ${countOf(config.clusters.length, 'cluster')}`);
    }),
  );
  if (config !== undefined) checks.push(checkOpenness(config), checkTokens(config, written?.tokens));
  checks.push(await step('pulumi', () => checkEngine(context)));
  checks.push(await step('provider', () => checkProvider(context)));
  checks.push(checkModules(context.cwd));
  if (config !== undefined) {
    const all = { ...written?.contexts, ...contexts };
    const known = config;
    checks.push(...(await step('clusters', () => checkClusters(context, known, all))));
  }
  if (context.signal.aborted) throw new ToolkitError('interrupted', 'interrupted while checking');
  const shown = checks.map((check) => ({
    ...check,
    detail: redactText(check.detail),
    ...(check.hint !== undefined && { hint: redactText(check.hint) }),
  }));
  const worst = checks.find(({ status }) => status === 'failed');
  return {
    exitCode: worst === undefined ? 0 : ERROR_KINDS[worst.kind ?? 'internal'].exitCode,
    json: { checks: shown.map(({ name, status, detail, hint }) => ({ name, status, detail, hint })) },
    text: checksText(shown, context),
  };
}

/** @throws ToolkitError `usage-invalid` */
function givenContexts(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const equals = pair.indexOf('=');
      if (equals > 0 && equals < pair.length - 1) return [pair.slice(0, equals), pair.slice(equals + 1)];
      throw new ToolkitError('usage-invalid', `--context '${pair}' must be <cluster>=<context>`);
    }),
  );
}

function checkOpenness(config: DeploymentConfig): Check {
  const warnings = deploymentWarnings(config);
  const [first] = warnings;
  if (first === undefined) return passed('openness', 'nothing is more open than needed');
  const more = warnings.length === 1 ? '' : `; and ${warnings.length - 1} more`;
  return warned('openness', `${first.message}${more}`, '`claims deploy render` lists all of them.');
}

function checkTokens({ clusters }: DeploymentConfig, tokens: readonly string[] | undefined): Check {
  const wanted = clusters
    .filter(({ token }) => token !== 'review' && token.from === 'config')
    .map(({ name }) => name);
  if (wanted.length === 0) return passed('tokens', 'no cluster takes its token from the stack');
  if (tokens === undefined) {
    const hint = '`pulumi preview` refuses a stack without them.';
    return warned('tokens', `cannot check whether the stack has the tokens of ${wanted.join(', ')}`, hint);
  }
  const missing = wanted.filter((name) => !tokens.includes(name));
  if (missing.length === 0) return passed('tokens', `${wanted.length} in the stack`);
  const [first = ''] = missing;
  return {
    ...failed(
      'tokens',
      new ToolkitError('config-invalid', `the stack has no token of ${missing.join(', ')}`),
    ),
    hint: `\`claims deploy token ${first} | pulumi config set --secret --path 'tokens["${first}"]'\``,
  };
}
