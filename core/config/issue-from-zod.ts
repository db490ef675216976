import type { z } from 'zod';
import type { Issue } from '../issue';
import { didYouMean, nearestName } from '../nearest-name';
import { redactText } from '../secrets/redact-text';
import type { SourcePosition } from '../source-position';

/** Finds the place of a key path in the file that was read. */
export type LocatePath = (path: readonly PropertyKey[]) => SourcePosition | undefined;

/**
 * Rewrites zod's findings as issues: one per unknown key (with the nearest known one) or wrong value, each with its line.
 *
 * @param knownKeys - the keys that are allowed at a path
 */
export function issuesFromZod(
  error: z.ZodError,
  locate: LocatePath,
  knownKeys: (path: readonly PropertyKey[]) => readonly string[],
  valueAt: (path: readonly PropertyKey[]) => unknown,
): Issue[] {
  const issues: Issue[] = [];
  for (const problem of error.issues) {
    if (problem.code === 'unrecognized_keys') {
      for (const key of problem.keys) {
        issues.push(unknownKey(problem.path, key, locate, knownKeys(problem.path)));
      }
      continue;
    }
    const field = problem.path.map(String).join('.');
    const value = valueAt(problem.path);
    issues.push({
      code: 'config-value-invalid',
      message: `'${field}' ${valueProblem(problem)}, not ${shown(value)}`,
      source: locate(problem.path),
      field,
      value: shown(value),
    });
  }
  return issues;
}

function unknownKey(
  path: readonly PropertyKey[],
  key: string,
  locate: LocatePath,
  known: readonly string[],
): Issue {
  const field = [...path, key].map(String).join('.');
  const nearest = nearestName(key, known);
  return {
    code: 'config-key-unknown',
    message: `unknown key '${field}'${didYouMean(nearest)}`,
    source: locate([...path, key]),
    field,
    value: key,
    hint: nearest === undefined ? `known keys here: ${known.join(', ')}` : `write '${nearest}'`,
  };
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  number: 'a number',
};

/** What is wrong with a value of the wrong type, as the end of a sentence. */
export function valueProblem(problem: z.core.$ZodIssue): string {
  return `must be ${expectation(problem)}`;
}

function expectation(problem: z.core.$ZodIssue): string {
  if (problem.code === 'invalid_type') return TYPE_WORDS[problem.expected] ?? `of type ${problem.expected}`;
  if (problem.code === 'invalid_value') return `one of ${problem.values.map(String).join(', ')}`;
  if (problem.code === 'too_small') {
    return problem.origin === 'string'
      ? 'a text that is not empty'
      : `greater than ${String(problem.minimum)}`;
  }
  return problem.message;
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a map';
  const written = redactText(typeof value === 'string' ? value : JSON.stringify(value));
  return `'${written.length > 60 ? `${written.slice(0, 60)}…` : written}'`;
}
