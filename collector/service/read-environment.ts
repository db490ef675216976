import { readSettings } from '../../core/config/read-settings';
import { configInvalid } from '../../core/config/resolve-config';
import type { Environment, SettingRows, ValuesOf } from '../../core/config/setting-row';

/** What the command line says beside the environment, by key of the setting. */
export type ServiceFlags = Readonly<Record<string, string | boolean | undefined>>;

/**
 * The settings of a service: flag over environment over default.
 *
 * @throws ToolkitError `config-invalid` with all problems at once
 */
export function readEnvironment<Rows extends SettingRows>(
  rows: Rows,
  env: Environment,
  flags: ServiceFlags = {},
): ValuesOf<Rows> {
  const { values, issues } = readSettings(rows, { env, flags });
  if (issues.length > 0) throw configInvalid(issues);
  return values;
}
