import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  EMPTY_PROJECT_CONFIG,
  parseProjectConfig,
  type ProjectConfig,
} from '../../core/config/project-config';
import { SETTINGS } from '../../core/config/settings';
import { targetHost } from '../../core/config/target-url';
import { configInvalid, DEFAULT_ACTOR, resolveConfig, toPlanConfig } from '../../core/config/resolve-config';
import { sourceDateEpoch } from '../../core/time/source-date-epoch';
import { ToolkitError } from '../../core/errors/toolkit-error';
import type { ModelsDocument } from '../../core/models-document';
import type { Clock } from '../../core/ports/clock';
import { EMPTY_SNAPSHOT } from '../../core/snapshot';
import { buildPlan } from '../plan/build-plan';
import { RULES } from '../policy/rules';
import { earlierRegistry } from '../write/earlier-registry';
import { systemErrorCode } from '../../core/errors/system-failure';
import { refuseForeignFiles, refuseUnmarkedOutput } from '../write/output-mark';
import { refuseProtectedOutput } from '../write/protected-output';
import { writeTree, type WriteResult } from '../write/write-tree';

const CONFIG_FILE = 'cdk8s.yaml';

/** Where and how a program that is not run by `claims` writes its tree. */
export interface SynthTreeOptions {
  /** Folder of the project, with its `cdk8s.yaml`. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Output folder; default `output:` of the configuration, else `dist`. */
  readonly outdir?: string;
}

/**
 * Plans the claims as for a repository that has nothing yet and writes the tree: what `claims synth` does without a
 * target.
 *
 * @throws ToolkitError for wrong claims, a wrong `cdk8s.yaml`, an output that cannot be written
 */
export function synthTree(models: ModelsDocument, options: SynthTreeOptions): WriteResult {
  const { folder, env } = options;
  const config = resolveConfig({ flags: {}, env, file: readConfig(folder) });
  const output = resolve(folder, options.outdir ?? config.output);
  refuseProtectedOutput(output, {
    project: folder,
    root: config.root,
    home: env['HOME'],
    target: localTarget(config.target, folder),
  });
  // Nobody can insist here, and `cdk8s synth` empties its folder before it runs the program.
  const trust = { dedicated: options.outdir === undefined && (env[SETTINGS.output.variable] ?? '') === '' };
  refuseUnmarkedOutput(output, config, trust);
  const snapshot = { ...EMPTY_SNAPSHOT, openRequestRegistry: earlierRegistry(output, config.root) };
  const plan = buildPlan(models, snapshot, {
    clock: clockOf(env),
    actor: config.actor ?? DEFAULT_ACTOR,
    config: toPlanConfig(config),
    rules: RULES,
  });
  refuseForeignFiles(output, plan, config, trust);
  return writeTree(output, plan, config);
}

/** Path of a target on this machine; undefined for any other. */
function localTarget(target: string | undefined, folder: string): string | undefined {
  if (target === undefined || targetHost(target) !== undefined) return undefined;
  return URL.canParse(target) && target.startsWith('file:') ? fileURLToPath(target) : resolve(folder, target);
}

function readConfig(folder: string): ProjectConfig {
  let text: string;
  try {
    text = readFileSync(join(folder, CONFIG_FILE), 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return EMPTY_PROJECT_CONFIG;
    throw new ToolkitError(
      'config-unreadable',
      `'${CONFIG_FILE}' cannot be read: ${systemErrorCode(error) ?? ''}`,
      {
        cause: error,
      },
    );
  }
  const { config, issues } = parseProjectConfig(text, CONFIG_FILE);
  if (issues.length > 0) throw configInvalid(issues);
  return config;
}

/** The time of this run, or SOURCE_DATE_EPOCH (reproducible-builds.org) where it is set. */
function clockOf(env: SynthTreeOptions['env']): Clock {
  const now = sourceDateEpoch(env) ?? new Date();
  return { now: () => now };
}
