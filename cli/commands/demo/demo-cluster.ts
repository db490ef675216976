import type { ClaimModel } from '../../../core/claim-model';
import { packageFolder } from '../../../toolkit/package-version';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { runChild } from '../../program/run-child';
import type { CommandContext } from '../../command/command-module';

/** Milliseconds until a collector of this machine listens, or a registry has what it was told. */
const PATIENCE = 30_000;
const LOOK_EVERY = 100;

/** A collector that runs while the demo shows what becomes of reports. */
export interface DemoCollector {
  readonly url: string;
  /** Ends it. */
  close(): Promise<void>;
}

/** Variables of a collector that looks at a registry twice a second, and writes it by a request that it merges. */
export function collectorSettings(target: string): Readonly<Record<string, string>> {
  return { REGISTRY_TARGET: target, REGISTRY_MERGE: 'true', COLLECTOR_RECONCILE_INTERVAL: '500ms' };
}

/** Starts `claims serve collector` with its statuses in a folder. */
export async function startDemoCollector(
  { env, signal }: CommandContext,
  variables: Readonly<Record<string, string>>,
  folder: string,
): Promise<DemoCollector> {
  const ended = new AbortController();
  const settings = { ...variables, COLLECTOR_STATE_DIR: folder };
  const { PATH = '', HOME = '', TMPDIR = '' } = env;
  const own = { PATH, ...(HOME !== '' && { HOME }), ...(TMPDIR !== '' && { TMPDIR }) };
  let url: ((found: string) => void) | undefined;
  const listens = new Promise<string>((resolve) => {
    url = resolve;
  });
  const [, script = ''] = process.argv;
  const run = runChild({
    command: process.execPath,
    args: [...process.execArgv, script, 'serve', 'collector', '--port', '0'],
    // Options of Node, as those of a run from source, are found from there.
    cwd: packageFolder(),
    env: { ...own, ...settings },
    timeLimit: 10 * PATIENCE,
    signal: AbortSignal.any([signal, ended.signal]),
    onStdout: (text) => {
      const found = /collector on (http:\S+),/.exec(text)?.[1];
      if (found !== undefined) url?.(found);
    },
  });
  const early = run.then(({ stderr }): never => {
    throw new ToolkitError(
      'internal-error',
      `the collector of the demo ended: ${stderr.trim() || 'no output'}`,
    );
  });
  early.catch(() => undefined);
  return {
    url: await Promise.race([listens, early]),
    async close() {
      ended.abort();
      await run;
    },
  };
}

/** What an informer would report of a claim. */
export function reportOf({ object }: ClaimModel, status: object): object {
  const { apiVersion, kind, metadata } = object;
  const { name, namespace = 'default' } = metadata;
  const claimRef = `${namespace}/${name}`;
  return { cluster: 'demo', claimRef, apiVersion, kind, namespace, name, ...status };
}

/** Sends a report. */
export async function sendReport({ url }: DemoCollector, report: object): Promise<void> {
  const response = await fetch(`${url}/api/v1/status`, { method: 'POST', body: JSON.stringify(report) });
  await response.arrayBuffer();
  if (response.ok) return;
  throw new ToolkitError('internal-error', `the collector of the demo answered ${response.status}`);
}

/** Waits until something is so. */
export async function until(signal: AbortSignal, what: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (!(await what())) {
    if (signal.aborted) throw new ToolkitError('interrupted', 'interrupted');
    if (performance.now() > end) throw new ToolkitError('internal-error', 'the demo got no result in time');
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
}
