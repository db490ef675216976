import { readYaml } from '../../../core/yaml/read-yaml';
import { fieldOf } from '../config/check-input';

/** What a file says of a deployment. */
export interface WrittenDeployment {
  /** `hub` and `clusters`, not checked yet. */
  readonly input: unknown;
  /** Names of clusters by the context that reaches them, as a stack has them; `hub` too. */
  readonly contexts: Readonly<Record<string, string>>;
  /** Names of the clusters whose token the stack has; undefined where that cannot be seen. */
  readonly tokens?: readonly string[];
}

/**
 * Reads a file of a deployment: `hub` and `clusters`, or the settings of a Pulumi stack (`Pulumi.<stack>.yaml`), which have the name of their
 * project before each key.
 *
 * @throws ToolkitError `yaml-unreadable`
 */
export function writtenDeployment(text: string, file: string): WrittenDeployment {
  const whole = readYaml(text, file);
  const config = fieldOf(whole, 'config');
  const isStack =
    typeof config === 'object' && config !== null && Object.keys(config).some((key) => key.endsWith(':hub'));
  if (!isStack) return { input: whole ?? {}, contexts: {} };
  const values = Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key.slice(key.indexOf(':') + 1), value as unknown]),
  );
  const { hub, clusters, access, tokens } = values;
  return {
    input: { hub, clusters },
    contexts: contextsOf(access),
    ...(tokens === undefined || fieldOf(tokens, 'secure') !== undefined
      ? tokens === undefined && { tokens: [] }
      : { tokens: Object.keys(Object(tokens) as object) }),
  };
}

function contextsOf(access: unknown): Record<string, string> {
  const contexts: Record<string, string> = {};
  for (const [name, one] of Object.entries(Object(access) as object)) {
    const context = fieldOf(one, 'context');
    if (typeof context === 'string') contexts[name] = context;
  }
  return contexts;
}
