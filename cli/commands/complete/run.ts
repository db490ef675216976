import { SETTING_LIST } from '../../../core/config/settings';
import { flagName } from '../../../core/config/setting-row';
import { visible, joined } from '../../../report/text/shown';
import { FILTERS, usualValues } from '../../../toolkit/list/known-filters';
import { listClaims, type ListedClaim } from '../../../toolkit/list/list-claims';
import { loadProject } from '../../../toolkit/project/load-project';
import { localTarget } from '../../../toolkit/target/local-target';
import type { CommandContext, CommandResult } from '../../command/command-module';
import { projectSource } from '../../command/project-source';
import { readProgram } from '../../program/read-program';

/** A person waits before an empty line no longer than this, in milliseconds. */
const PATIENCE = 3000;
/** More names than anybody reads. */
const MOST = 2000;
/** Shells expand what is proposed to them: only names that no shell reads otherwise are proposed. */
const PLAIN = /^\w[\w./-]{0,252}$/;

/**
 * Names that may stand next, from the program and from a target on this machine; a network is never asked. Whatever goes wrong, nothing is
 * proposed and nothing is said.
 *
 * The first argument is `claim`, `claims` (with their categories) or a filter of `claims list`; what was typed so far follows it.
 */
export async function run(given: CommandContext): Promise<CommandResult> {
  const [what = '', ...typed] = given.args;
  const context: CommandContext = {
    ...given,
    options: typedOptions(typed),
    reporter: { report: () => undefined },
    printForeign: () => undefined,
    signal: AbortSignal.any([given.signal, AbortSignal.timeout(PATIENCE)]),
  };
  const names = new Set(namesOf(what, await knownClaims(context)));
  // The last word is the one that is being typed; one before it needs not be said twice.
  const said = new Set(typed.slice(0, -1));
  const shown = [...names].filter((name) => PLAIN.test(name) && !said.has(name)).sort();
  return { json: undefined, text: joined(shown.slice(0, MOST).map(visible), '\n') };
}

function namesOf(what: string, claims: readonly ListedClaim[]): string[] {
  if (what === 'claim') return claims.map(({ category, name }) => `${category}/${name}`);
  if (what === 'claims') return claims.flatMap(({ category, name }) => [category, `${category}/${name}`]);
  const filter = FILTERS.find((name) => name === what);
  if (filter === undefined) return [];
  const found = claims.flatMap((claim) => claim[filter] ?? []);
  return [...usualValues(filter), ...found];
}

async function knownClaims(context: CommandContext): Promise<ListedClaim[]> {
  const project = await attempted(() =>
    loadProject(context, projectSource(context), { projectOptional: true }),
  );
  if (project === undefined) return [];
  const sources: Promise<readonly ListedClaim[] | undefined>[] = [];
  if (project.config.app !== undefined) {
    sources.push(
      attempted(() => listClaims(context, project, { models: () => readProgram(context, project) })),
    );
  }
  if (localTarget(project) !== undefined) sources.push(attempted(() => listClaims(context, project)));
  return (await Promise.all(sources)).flatMap((claims) => claims ?? []);
}

async function attempted<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}

/** Settings among the words that were typed, in either way that options are written. */
function typedOptions(typed: readonly string[]): Record<string, string> {
  const flags = new Map(SETTING_LIST.map(({ key, row }) => [row.flag && flagName(row.flag), key]));
  flags.set('--config', 'config');
  const options: Record<string, string> = {};
  for (const [at, word] of typed.entries()) {
    const [flag = '', joinedValue] = word.split(/=(.*)/s, 2);
    const key = flags.get(flag);
    const value = joinedValue ?? typed[at + 1];
    if (key !== undefined && value !== undefined && value !== '') options[key] = value;
  }
  return options;
}
