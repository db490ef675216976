import type { ProjectConfig } from './project-config';
import type { Environment, FlagsOf } from './setting-row';
import type { SETTINGS } from './settings';

/** What may be said on the command line. */
export type ConfigFlags = FlagsOf<typeof SETTINGS> & FlagsOf<(typeof SETTINGS)['gitops']['rows']>;

/** Everything a configuration is made of, as data. */
export interface ConfigSources {
  readonly flags: ConfigFlags;
  readonly env: Environment;
  readonly file: ProjectConfig;
}
