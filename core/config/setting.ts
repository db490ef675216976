import type { SourcePosition } from '../source-position';
import type { ProjectConfig } from './project-config';

/** What may be said on the command line. */
export interface ConfigFlags {
  readonly target?: string;
  readonly base?: string;
  readonly root?: string;
  readonly project?: string;
  readonly app?: string;
  readonly output?: string;
  readonly typeCheck?: boolean;
}

/** Environment variables by the setting that they give. */
export const CONFIG_VARIABLES = {
  target: 'CLAIMS_TARGET',
  base: 'CLAIMS_BASE',
  root: 'CLAIMS_ROOT',
  project: 'CLAIMS_PROJECT',
  repository: 'CLAIMS_REPOSITORY',
  webUrl: 'CLAIMS_WEB_URL',
  actor: 'CLAIMS_ACTOR',
  app: 'CLAIMS_APP',
  output: 'CLAIMS_OUTPUT',
  typeCheck: 'CLAIMS_TYPE_CHECK',
} as const;

/** Everything a configuration is made of, as data. */
export interface ConfigSources {
  readonly flags: ConfigFlags;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly file: ProjectConfig;
}

/** One setting and who said so, for messages. */
export interface Setting {
  readonly value: string;
  /** `--root`, `CLAIMS_ROOT` or `gitops.root`. */
  readonly name: string;
  /** Line of `cdk8s.yaml`, when it stands there. */
  readonly source?: SourcePosition;
}

/** The winner among flag, environment and file; an empty variable counts as not set. Undefined when nobody says anything. */
export function pickSetting(key: keyof typeof CONFIG_VARIABLES, sources: ConfigSources): Setting | undefined {
  const flag = key in sources.flags ? sources.flags[key as keyof ConfigFlags] : undefined;
  if (flag !== undefined) return { value: String(flag), name: `--${key}` };
  const variable = CONFIG_VARIABLES[key];
  const fromEnvironment = sources.env[variable];
  if (fromEnvironment !== undefined && fromEnvironment !== '')
    return { value: fromEnvironment, name: variable };
  const { file } = sources;
  const path = key === 'app' || key === 'output' ? key : `gitops.${key}`;
  const written = key === 'app' || key === 'output' ? file[key] : file.gitops[key];
  return written === undefined
    ? undefined
    : { value: String(written), name: path, source: file.positions.get(path) };
}
