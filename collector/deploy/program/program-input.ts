import { z } from 'zod';
import { issuesFromZod } from '../../../core/config/issue-from-zod';
import type { Issue } from '../../../core/issue';
import { type ClusterAccess, clusterAccess } from './cluster-access';

/** Keys of the stack's configuration that a program takes. Those of secrets hold nothing else: one secret in a key makes all of it one. */
export const PROGRAM_KEYS = [
  'hub',
  'clusters',
  'access',
  'tokens',
  'kubeconfigs',
  'secrets',
  'wait',
] as const;

export type ProgramKey = (typeof PROGRAM_KEYS)[number];

/** Keys that must be set with `--secret`. */
export const SECRET_KEYS: readonly ProgramKey[] = ['tokens', 'kubeconfigs', 'secrets'];

const byName = z.record(z.string().min(1), z.string().min(1));

const shape = z.strictObject({
  hub: z.unknown().optional(),
  clusters: z.unknown().optional(),
  access: z.record(z.string().min(1), clusterAccess).default({}),
  tokens: byName.default({}),
  kubeconfigs: byName.default({}),
  secrets: byName.default({}),
  wait: z.boolean().default(true),
});

/** What a stack says, with its own part checked; hub and clusters are checked by their configuration. */
export interface ProgramInput {
  readonly hub: unknown;
  readonly clusters: unknown;
  readonly access: Readonly<Record<string, ClusterAccess>>;
  /** Secret values, by cluster. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly kubeconfigs: Readonly<Record<string, string>>;
  /** Other secret values, by what the hub calls them. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Whether a run waits until pods are ready. Default: true. */
  readonly wait: boolean;
}

/**
 * Reads all keys of a project from the configuration of its stack.
 *
 * @param all - `<project>:<key>` and text; lists and maps are JSON
 */
export function programInput(
  project: string,
  all: Readonly<Record<string, string>>,
): { readonly input?: ProgramInput; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(all)) {
    if (!name.startsWith(`${project}:`)) continue;
    const key = name.slice(project.length + 1);
    const value = parsed(text);
    if (value === undefined) {
      const message = `'${key}' must be a map or a list; set it with --path`;
      issues.push({ code: 'config-value-invalid', message, field: key });
    } else values[key] = value;
  }
  const result = shape.safeParse(values);
  if (result.success) return { ...(issues.length === 0 && { input: result.data as ProgramInput }), issues };
  const found = issuesFromZod(
    result.error,
    () => ({ file: 'the configuration of the stack', line: 1 }),
    () => PROGRAM_KEYS,
    (path) => hidden(values, path),
  );
  return { issues: [...issues, ...found] };
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' || typeof value === 'boolean' ? (value ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}

/** A value for an error; none of a key that holds secrets. */
function hidden(values: unknown, path: readonly PropertyKey[]): unknown {
  if (SECRET_KEYS.some((key) => key === path[0])) return {};
  let value = values;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | undefined)?.[key];
  return value;
}
