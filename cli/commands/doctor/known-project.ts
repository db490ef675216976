import {
  EMPTY_PROJECT_CONFIG,
  parseProjectConfig,
  validPartOfConfig,
  type ProjectConfig,
} from '../../../core/config/project-config';
import { configInvalid, resolveConfig } from '../../../core/config/resolve-config';
import type { ConfigSources } from '../../../core/config/setting';
import { flagName } from '../../../core/config/setting-row';
import { SETTING_LIST } from '../../../core/config/settings';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { Issue } from '../../../core/issue';
import type { CommandContext } from '../../command/command-module';
import { projectSource } from '../../command/project-source';
import { configFile, projectOf, readConfigFile, type Project } from '../../../toolkit/project/load-project';

/** A project as far as its configuration is right, and everything that is wrong with the rest. */
export interface KnownProject {
  readonly project: Project;
  readonly problem?: ToolkitError;
  /** Whether there is a configuration file. */
  readonly hasFile: boolean;
}

/** Loads a project as {@link loadProject} does, but goes on with what is right where something is wrong. */
export async function knownProject(context: CommandContext): Promise<KnownProject> {
  const source = projectSource(context);
  const { name } = configFile(context, source);
  const issues: Issue[] = [];
  let unreadable: ToolkitError | undefined;
  let file: ProjectConfig = EMPTY_PROJECT_CONFIG;
  let text: string | undefined;
  try {
    text = await readConfigFile(context, source);
  } catch (error) {
    if (!ToolkitError.isToolkitError(error)) throw error;
    unreadable = error;
  }
  if (text !== undefined) {
    const parsed = parseProjectConfig(text, name);
    issues.push(...parsed.issues);
    file = parsed.issues.length === 0 ? parsed.config : validPartOfConfig(text, name);
  }
  const { config, problems } = resolveWhatIsRight({ flags: source.flags, env: context.env, file });
  // A name that is there but wrong is not missing as well.
  const named = new Set(issues.map((issue) => issue.field));
  issues.push(
    ...problems.filter((issue) => issue.code !== 'config-project-missing' || !named.has('gitops.project')),
  );
  const problem = unreadable ?? (issues.length === 0 ? undefined : configInvalid(issues));
  return {
    project: projectOf(context, source, config),
    hasFile: text !== undefined,
    ...(problem === undefined ? {} : { problem }),
  };
}

type Resolved = ReturnType<typeof resolveConfig>;

/** Resolves again without the settings that are wrong, until nothing is left to leave out. */
function resolveWhatIsRight(given: ConfigSources): { config: Resolved; problems: readonly Issue[] } {
  const problems: Issue[] = [];
  let sources = given;
  for (let first = true; ; first = false) {
    try {
      const config = resolveConfig(sources, { projectOptional: !first });
      return { config, problems };
    } catch (error) {
      if (!ToolkitError.isToolkitError(error)) throw error;
      const found = error.issues.filter((issue) => !problems.some((known) => sameIssue(known, issue)));
      problems.push(...found);
      // What cannot be left out one by one is left out as a whole.
      sources =
        found.length === 0
          ? { flags: {}, env: {}, file: EMPTY_PROJECT_CONFIG }
          : without(sources, new Set(error.issues.map((issue) => issue.field ?? '')));
    }
  }
}

function sameIssue(one: Issue, other: Issue): boolean {
  return one.field === other.field && one.message === other.message;
}

function without({ flags, env, file }: ConfigSources, names: ReadonlySet<string>): ConfigSources {
  const keep = <T extends object>(settings: T, nameOf: (key: string) => string): T =>
    Object.fromEntries(Object.entries(settings).filter(([key]) => !names.has(nameOf(key)))) as T;
  const { forge, ...gitops } = keep(file.gitops, (key) => `gitops.${key}`);
  const right = forge === undefined ? undefined : keep(forge, (key) => `gitops.forge.${key}`);
  const variables = new Set(SETTING_LIST.map(({ row }) => row.variable));
  const flagOf = new Map(SETTING_LIST.map(({ key, row }) => [key, row.flag && flagName(row.flag)]));
  return {
    flags: keep(flags, (key) => flagOf.get(key) ?? ''),
    env: keep(env, (key) => (variables.has(key) ? key : '')),
    file: {
      ...keep(file, (key) => key),
      gitops: right === undefined || names.has('gitops.forge') ? gitops : { ...gitops, forge: right },
    },
  };
}
