import type { z } from 'zod';
import { issuesFromZod } from '../../../core/config/issue-from-zod';
import { configInvalid } from '../../../core/config/resolve-config';
import type { Issue } from '../../../core/issue';
import type { SourcePosition } from '../../../core/source-position';
import { knownKeys } from './known-keys';
import { plainProblems } from './plain-problems';

/** A value that nobody changes. */
export type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;

/** What a check may know beside the configuration. */
export interface CheckOptions {
  /** Names of the secret values that there are (`token/prod-eu`): one that is missing is a problem. Left out: that is not looked at. */
  readonly secrets?: readonly string[];
  /** Where a key stands in the file that was read. */
  readonly locate?: (path: readonly PropertyKey[]) => SourcePosition | undefined;
}

/** What no schema can say: it looks at what was written, right or wrong, so that all problems come at once. */
export type Rule = (input: unknown, options: CheckOptions) => readonly Issue[];

/**
 * Checks an input whole.
 *
 * @throws ToolkitError `config-invalid` with all problems at once
 */
export function checkInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  rules: Rule,
  options: CheckOptions,
): Frozen<z.output<Schema>> {
  const { success, data, error } = schema.safeParse(input);
  const locate = options.locate ?? (() => undefined);
  const issues = success
    ? []
    : issuesFromZod(
        plainProblems(error),
        locate,
        (path) => knownKeys(schema, path),
        (path) => path.reduce(fieldOf, input),
      ).map(withoutToken);
  for (const issue of rules(input, options)) {
    const source = issue.field === undefined ? undefined : locate(issue.field.split('.'));
    issues.push(source === undefined ? issue : { ...issue, source });
  }
  if (!success || issues.length > 0) throw configInvalid(issues);
  return frozen(data) as Frozen<z.output<Schema>>;
}

/** A problem that a rule finds. */
export function problem(field: string, message: string, hint?: string): Issue {
  return {
    code: 'config-value-invalid',
    message: `'${field}' ${message}`,
    field,
    ...(hint !== undefined && { hint }),
  };
}

/** Field of something that may be anything. */
export function fieldOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined;
}

/** Who takes a hash for a token writes the token there: what stands in its place is not repeated. */
function withoutToken(issue: Issue): Issue {
  if (!/(?:^|\.)(?:tokenHashes|tokens)(?:\.|$)/.test(issue.field ?? '')) return issue;
  const { value: _value, ...rest } = issue;
  return { ...rest, message: issue.message.replace(/, not .*$/, '') };
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const item of Object.values(value)) frozen(item);
  return Object.freeze(value);
}
