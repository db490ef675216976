import { execFile } from 'node:child_process';
import { ToolkitError } from '../../core/errors/toolkit-error';
import type { ActionContext } from '../action-context';
import type { SourceFile } from './source-files';

const TIME_LIMIT = 120_000;
const LONGEST_ANSWER = 256 * 1024 * 1024;
const XRDS = 'compositeresourcedefinitions.apiextensions.crossplane.io';

/**
 * XRDs and CRDs of the cluster that kubectl reaches (its kubeconfig and current context, with whatever plugin logs in there).
 *
 * @throws ToolkitError `import-source-unreadable`
 */
export async function readCluster(context: ActionContext): Promise<SourceFile[]> {
  const crds = await kubectl(context, [
    'get',
    'customresourcedefinitions.apiextensions.k8s.io',
    '-o',
    'json',
  ]);
  // A cluster without Crossplane does not know them.
  const xrds = crds.includes(`"${XRDS}"`) ? await kubectl(context, ['get', XRDS, '-o', 'json']) : undefined;
  return [
    { path: 'cluster/crds.json', text: crds },
    ...(xrds === undefined ? [] : [{ path: 'cluster/xrds.json', text: xrds }]),
  ];
}

function kubectl({ env, signal, cwd }: ActionContext, args: readonly string[]): Promise<string> {
  return new Promise((done, fail) => {
    const options = { cwd, env: { ...env }, signal, timeout: TIME_LIMIT, maxBuffer: LONGEST_ANSWER };
    execFile('kubectl', args, options, (error, stdout, stderr) => {
      if (error === null) {
        done(stdout);
        return;
      }
      const why =
        error.code === 'ENOENT'
          ? 'kubectl is not installed or not on the PATH'
          : (stderr.trim().split('\n').at(-1) ?? '');
      fail(
        signal.aborted
          ? new ToolkitError('interrupted', 'interrupted while importing')
          : new ToolkitError('import-source-unreadable', `the cluster cannot be read: ${why}`),
      );
    });
  });
}
