import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { CommandContext } from '../../command/command-module';
import { failed, passed, warned, type Check } from '../doctor/check';
import { runTool } from './run-tool';

/** Oldest engine that the peer dependency takes. */
const ENGINE_NEEDED = [3, 200] as const;

/** What the program loads. */
const MODULES = ['@pulumi/pulumi', '@pulumi/kubernetes', 'cdk8s-claims'];

/** Whether the engine is in PATH, and new enough. */
export async function checkEngine(context: CommandContext): Promise<Check> {
  const run = await runTool(context, 'pulumi', ['version']);
  if (run.type === 'absent') {
    return {
      ...failed('engine', new ToolkitError('config-invalid', 'pulumi is not in PATH')),
      hint: 'Install it: https://www.pulumi.com/docs/install/. `claims deploy render` does not need it.',
    };
  }
  const [, major = '', minor = ''] = /^v?(\d{1,4})\.(\d{1,5})\./.exec(run.out.trim()) ?? [];
  if (run.code !== 0 || major === '') {
    return warned('engine', '`pulumi version` gives no version', 'Run it and read what it prints.');
  }
  const said = run.out.trim().slice(0, 40);
  const isOld =
    Number(major) < ENGINE_NEEDED[0] ||
    (Number(major) === ENGINE_NEEDED[0] && Number(minor) < ENGINE_NEEDED[1]);
  if (!isOld) return passed('engine', `pulumi ${said}`);
  return failed(
    'engine',
    new ToolkitError('config-invalid', `pulumi ${said} is too old, 3.200 or later is needed`),
  );
}

/** Whether the provider is there, or will be fetched. */
export async function checkProvider(context: CommandContext): Promise<Check> {
  const own = await runTool(context, 'pulumi-resource-kubernetes', ['--version']);
  if (own.type === 'ended') return passed('provider', 'pulumi-resource-kubernetes is in PATH');
  const run = await runTool(context, 'pulumi', ['plugin', 'ls', '--json']);
  const plugins = run.type === 'ended' && run.code === 0 ? listed(run.out) : undefined;
  const version = plugins?.find(({ name, kind }) => name === 'kubernetes' && kind === 'resource')?.version;
  if (version !== undefined) return passed('provider', `kubernetes ${version}`);
  const hint =
    'Pulumi downloads it in the first run. Without internet access, run `pulumi plugin install resource kubernetes` before.';
  return warned('provider', 'the provider kubernetes is not installed', hint);
}

/** Whether the program finds what it imports. */
export function checkModules(folder: string): Check {
  const { resolve } = createRequire(join(folder, 'index.ts'));
  const missing = MODULES.filter((name) => {
    try {
      return resolve(`${name}/package.json`) === '';
    } catch {
      return true;
    }
  });
  if (missing.length === 0) return passed('modules', MODULES.join(', '));
  return {
    ...failed(
      'modules',
      new ToolkitError('config-invalid', `not found from ${folder}: ${missing.join(', ')}`),
    ),
    hint: 'Run `npm install` in the folder of the Pulumi project, or `claims init --infra <dir>` for a new one.',
  };
}

interface Plugin {
  readonly name?: unknown;
  readonly kind?: unknown;
  readonly version?: string;
}

function listed(text: string): readonly Plugin[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? (value as Plugin[]) : [];
  } catch {
    return [];
  }
}
