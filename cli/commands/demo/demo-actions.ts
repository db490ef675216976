import type { ModelsDocument } from '../../../core/models-document';
import { SILENT_REPORTER } from '../../../core/ports/reporter';
import type { RequestOptions } from '../../../toolkit/deliver/converge-request';
import { deliver } from '../../../toolkit/deliver/deliver';
import { listClaims } from '../../../toolkit/list/list-claims';
import { planProgram } from '../../../toolkit/plan/plan-program';
import { claimStates } from '../../../toolkit/status/claim-states';
import { loadProject } from '../../../toolkit/project/load-project';
import { synthProgram } from '../../../toolkit/synth/synth-program';
import type { CommandContext } from '../../command/command-module';
import { diffText } from '../../../report/text/diff-text';
import { statusText } from '../../../report/text/status-text';
import { describePlan } from '../../../report/view/plan-view';
import { listText } from '../../output/list-text';
import { requestsText } from '../../../report/text/request-text';
import type { Shown } from '../../../report/text/shown';
import { synthText } from '../../output/synth-text';
import { readProgram } from '../../program/read-program';

/** What the demo shows, each with the text that its command prints. */
export interface DemoActions {
  readonly synth: (output: string) => Promise<Shown>;
  readonly diff: () => Promise<Shown>;
  readonly deliver: (options?: RequestOptions) => Promise<Shown>;
  readonly list: () => Promise<Shown>;
  /** How claims are, by `category/name`. */
  readonly status: (claims: readonly string[]) => Promise<Shown>;
  /** The claims that the program declares. */
  readonly models: () => Promise<ModelsDocument>;
  /** What would change if the program declared these. */
  readonly diffOf: (models: ModelsDocument) => Promise<Shown>;
  /** Statuses that the registry has, by name. */
  readonly statuses: () => Promise<ReadonlyMap<string, string>>;
}

/** The actions of the demo on the program in a folder and a target; the program runs once. */
export async function demoActions(
  outer: CommandContext,
  folder: string,
  target: string,
): Promise<DemoActions> {
  const foreign = Object.entries(outer.env).filter(([name]) => !name.startsWith('CLAIMS_'));
  const context: CommandContext = {
    ...outer,
    cwd: folder,
    // The demo leaves nothing behind, no compiled code either.
    env: { ...Object.fromEntries(foreign), CLAIMS_CACHE: 'off' },
    reporter: SILENT_REPORTER,
    printForeign: () => undefined,
    verbose: false,
  };
  const project = await loadProject(context, { flags: { target } });
  let run: Promise<ModelsDocument> | undefined;
  const models = (): Promise<ModelsDocument> => (run ??= readProgram(context, project));
  return {
    synth: async (output) => {
      const untargeted = await loadProject(context, { flags: { output } });
      return synthText(await synthProgram(context, untargeted, models), context);
    },
    diff: async () => diffText(describePlan(await planProgram(context, project, models)), context),
    deliver: async (options) =>
      requestsText(await deliver(context, project, models, options), { ...context, dryRun: false }),
    models,
    diffOf: async (changed) => {
      const plan = await planProgram(context, project, () => Promise.resolve(changed));
      return diffText(describePlan(plan), context);
    },
    statuses: async () => {
      const listed = await listClaims(context, project);
      return new Map(
        listed.flatMap(({ name, status }) => (status === undefined ? [] : [[name, status] as const])),
      );
    },
    status: async (claims) => {
      const states = await claimStates(context, project, { claims, filters: {}, from: undefined });
      return statusText(states, { ...context, now: context.clock.now() });
    },
    list: async () => listText(await listClaims(context, project), { ...context, fromProgram: false }),
  };
}
