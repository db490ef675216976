import { ToolkitError } from '../../../core/errors/toolkit-error';
import { type NeededRight, neededRights } from '../../../collector/deploy/check/needed-rights';
import type { DeploymentConfig } from '../../../collector/deploy/config/deployment-config';
import { hubObjects } from '../../../collector/deploy/objects/hub-objects';
import { informerObjects } from '../../../collector/deploy/objects/informer-objects';
import type { CommandContext } from '../../command/command-module';
import { failed, passed, warned, type Check } from '../doctor/check';
import { runTool } from './run-tool';

/** Questions to one cluster at once. */
const AT_ONCE = 4;

/** Whether each cluster answers, and lets us make its objects. */
export async function checkClusters(
  context: CommandContext,
  { hub, clusters }: DeploymentConfig,
  contexts: Readonly<Record<string, string>>,
): Promise<readonly Check[]> {
  const wanted = [
    { name: 'hub', objects: hubObjects(hub) },
    ...clusters.map((config) => ({ name: config.name, objects: informerObjects(config) })),
  ];
  const checks: Check[] = [];
  for (const { name, objects } of wanted) {
    const kubeContext = Object.hasOwn(contexts, name) ? contexts[name] : undefined;
    const label = `rights in ${name}`;
    checks.push(
      kubeContext === undefined
        ? warned(label, 'not checked, its context is not known', `Pass --context ${name}=<context>`)
        : await checkRights(context, label, kubeContext, neededRights(objects)),
    );
  }
  return checks;
}

/** kubectl asks with a SelfSubjectAccessReview, and knows every way to sign in. */
async function checkRights(
  context: CommandContext,
  label: string,
  kubeContext: string,
  rights: readonly NeededRight[],
): Promise<Check> {
  const refused: string[] = [];
  for (let start = 0; start < rights.length; start += AT_ONCE) {
    const batch = rights.slice(start, start + AT_ONCE);
    const runs = await Promise.all(
      batch.map((right) => runTool(context, 'kubectl', question(kubeContext, right))),
    );
    for (const [index, run] of runs.entries()) {
      if (run.type === 'absent') {
        return warned(
          label,
          'not checked, kubectl is not in PATH',
          'Install kubectl, or check the rights yourself.',
        );
      }
      const answer = run.out.trim();
      if (/^yes\b/.test(answer)) continue;
      // Everything else than a plain no is no answer.
      if (!/^no\b/.test(answer)) {
        const words = run.err.trim().split('\n').at(-1)?.slice(0, 300) ?? '';
        return failed(
          label,
          new ToolkitError('cluster-unreachable', `context ${kubeContext} does not answer: ${words}`),
        );
      }
      refused.push(named(batch[index] as NeededRight));
    }
  }
  if (refused.length === 0) {
    return passed(label, `context ${kubeContext}: all ${rights.length} rights are granted`);
  }
  const shown = refused.slice(0, 8).join('; ');
  const more = refused.length > 8 ? `; and ${refused.length - 8} more` : '';
  return failed(
    label,
    new ToolkitError('cluster-right-missing', `context ${kubeContext} may not ${shown}${more}`),
  );
}

function question(kubeContext: string, { verb, resource, namespace }: NeededRight): string[] {
  const place = namespace === undefined ? [] : [`--namespace=${namespace}`];
  return ['auth', 'can-i', verb, resource, ...place, `--context=${kubeContext}`, '--request-timeout=10s'];
}

function named({ verb, resource, namespace }: NeededRight): string {
  return `${verb} ${resource}${namespace === undefined ? '' : ` in ${namespace}`}`;
}
