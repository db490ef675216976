import { dirname, relative, resolve, sep } from 'node:path';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { CommandContext, CommandResult } from '../../command/command-module';
import { jsonLine } from '../../../report/json/json-text';
import { line, own, visible, type Shown } from '../../../report/text/shown';
import type { Plan } from '../../../core/plan';
import { planOptions, shownPart } from '../../command/action-options';
import { projectSource } from '../../command/project-source';
import { shownPath } from '../../output/shown-path';
import { readCheckedProgram } from '../../program/read-checked-program';
import { configFile, loadProject, type Project } from '../../../toolkit/project/load-project';
import { programPlanner } from '../../../toolkit/plan/plan-program';
import { openTargetSource, type TargetSource, type TargetView } from '../../../toolkit/target/target-source';
import { isIgnoredPath } from '../../watch/ignored-path';

/** How a round is shown. */
export type ShowDiff = (plan: Plan, project: Project) => Promise<CommandResult>;

const INTERRUPTED = 130;
/** So many rounds in a row are given up for a change that came while they ran. */
const MOST_STOPPED = 3;

/**
 * Plans and shows again whenever a file of the program changes, until it is interrupted. A change stops the program that runs: what it would
 * say is old. Errors are shown and waited out.
 */
export async function watchDiff(context: CommandContext, show: ShowDiff): Promise<CommandResult> {
  const { signal } = context;
  const folder = dirname(configFile(context, projectSource(context)).path);
  let output: string | undefined;
  const watcher = context.watchFolder({
    folder,
    ignored: (path) => isIgnoredPath(path, output),
    signal,
  });
  const target = reusedTarget(context);
  const round = async (current: CommandContext): Promise<CommandResult> => {
    const project = await loadProject(context, projectSource(context));
    output = pathInside(folder, resolve(folder, project.config.output));
    const models = () => readCheckedProgram(current, project);
    const planner = await programPlanner(current, project, models, {
      ...planOptions(context),
      ...shownPart(context),
    });
    const { plan } = await planner(await target.view(project));
    return show(plan, project);
  };
  let overtaken = new AbortController();
  watcher.onChange(() => {
    overtaken.abort();
  });
  try {
    for (let first = true, more = true, stopped = 0; more; more = await watcher.next()) {
      overtaken = new AbortController();
      // A program that writes beside itself would overtake each of its runs.
      const isFinal = stopped >= MOST_STOPPED;
      const ends = isFinal ? signal : AbortSignal.any([signal, overtaken.signal]);
      const result = await outcome(() => round({ ...context, signal: ends }));
      if (signal.aborted) break;
      if (ends.aborted) {
        stopped++;
        continue;
      }
      stopped = 0;
      startRound(context, first);
      first = false;
      if (!ToolkitError.isToolkitError(result)) context.write(shown(result, context));
      else context.showError(result);
      context.reporter.report({
        type: 'note',
        message: `watching ${shownPath(context, folder)}, Ctrl-C ends`,
      });
    }
  } finally {
    watcher.close();
    await target.close();
  }
  return { exitCode: signal.aborted ? INTERRUPTED : 0, json: undefined, text: own('') };
}

function startRound(context: CommandContext, first: boolean): void {
  if (context.json) return;
  if (context.terminal && context.style.enabled) context.clear();
  else if (!first) context.write(line`\n${visible('-'.repeat(Math.min(context.columns, 40)))}\n\n`);
}

function shown(result: CommandResult, context: CommandContext): Shown {
  return line`${context.json ? jsonLine(result.json) : result.text}\n`;
}

/** What a round answers; an error of the catalogue is an answer too. */
async function outcome(round: () => Promise<CommandResult>): Promise<CommandResult | ToolkitError> {
  try {
    return await round();
  } catch (error) {
    if (!ToolkitError.isToolkitError(error)) throw error;
    return error;
  }
}

interface ReusedTarget {
  view(project: Project): Promise<TargetView>;
  close(): Promise<void>;
}

/** A target that is opened once; one on this machine is read anew each time, one behind a network only the first time. */
function reusedTarget(context: CommandContext): ReusedTarget {
  let open: { readonly key: string; readonly source: TargetSource; view?: TargetView } | undefined;
  const close = async (): Promise<void> => {
    await open?.source.close();
    open = undefined;
  };
  return {
    close,
    view: async (project) => {
      const { target, base, root, project: name, forge } = project.config;
      const key = JSON.stringify([target, project.targetFolder, base, root, name, forge]);
      if (open?.key !== key) {
        await close();
        open = { key, source: await openTargetSource(context, project) };
      }
      if (open.view === undefined || open.source.local) open.view = await open.source.view();
      return open.view;
    },
  };
}

function pathInside(folder: string, path: string): string | undefined {
  const inside = relative(folder, path).split(sep).join('/');
  return inside === '' || inside.startsWith('..') ? undefined : inside;
}
