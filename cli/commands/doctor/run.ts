import { inStep } from '../../../core/ports/in-step';
import { ERROR_KINDS } from '../../../core/errors/error-kind';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { redactText } from '../../../core/secrets/redact-text';
import type { CommandContext, CommandResult } from '../../command/command-module';
import { configFile } from '../../../toolkit/project/load-project';
import { projectSource } from '../../command/project-source';
import { checked, failed, passed, type Check } from './check';
import { checkGit, checkNode } from './check-tools';
import { checkProgram } from './check-program';
import { checkTarget } from './check-target';
import { checkToken } from './check-token';
import { checksText } from './checks-text';
import { knownProject, type KnownProject } from './known-project';

/** Checks everything that a run needs; goes on after failures. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const step = <T>(detail: string, work: () => Promise<T>): Promise<T> =>
    inStep(context.reporter, { step: 'check', detail }, work);
  const known = await knownProject(context);
  const { project } = known;
  const checks = [checkNode(process.versions.node)];
  checks.push(await step('git', () => checked('git', () => checkGit(context))));
  checks.push(
    checkConfiguration(known, configFile(context, projectSource(context)).name),
    checkProject(known),
  );
  checks.push(await step('program', () => checked('program', () => checkProgram(context, project))));
  checks.push(await checked('token', () => checkToken(context, project)));
  checks.push(...(await step('target', () => checkTarget(context, project))));
  if (context.signal.aborted) throw new ToolkitError('interrupted', 'interrupted while checking');
  const shown = withoutSecrets(checks);
  const worst = checks.find((check) => check.status === 'failed');
  return {
    exitCode: worst === undefined ? 0 : ERROR_KINDS[worst.kind ?? 'internal'].exitCode,
    json: { checks: shown.map(({ name, status, detail, hint }) => ({ name, status, detail, hint })) },
    text: checksText(shown, context),
  };
}

function checkConfiguration({ problem, hasFile }: KnownProject, name: string): Check {
  if (problem !== undefined) return failed('configuration', problem);
  return passed('configuration', hasFile ? name : 'no cdk8s.yaml, defaults are used');
}

/** A wrong or missing name is a problem of the configuration too; here it is told on its own line. */
function checkProject({ problem, project }: KnownProject): Check {
  const wrong = problem?.issues.filter(({ field }) =>
    ['gitops.project', '--project', 'CLAIMS_PROJECT'].includes(field ?? ''),
  );
  if (problem !== undefined && wrong !== undefined && wrong.length > 0) {
    return failed('project', new ToolkitError(problem.code, problem.message, { issues: wrong }));
  }
  const { target, project: name } = project.config;
  return passed('project', target === undefined ? `'${name}', needed once there is a target` : name);
}

/** What looks like a secret is not told, in whatever form the checks are shown. */
function withoutSecrets(checks: readonly Check[]): Check[] {
  return checks.map((check) => ({
    ...check,
    detail: redactText(check.detail),
    ...(check.hint === undefined ? {} : { hint: redactText(check.hint) }),
  }));
}
