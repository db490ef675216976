import { looksGenerated } from '../secrets/literal-value';
import { hasSecretSpan } from '../secrets/secret-spans';

/** Words joined by underscores, numbers at their ends only: how people name variables. */
const CONVENTIONAL =
  /^(?:[A-Z]{1,20}\d{0,4}|[a-z]{1,20}\d{0,4})(?:_(?:[A-Z]{1,20}\d{0,4}|[a-z]{1,20}\d{0,4}|\d{1,4}))*$/;
const UPPER_CASE = /^[A-Z][A-Z0-9_]*$/;

/** Whether what stands in the place of a variable's name is rather the token itself. Variables that are set are names. */
export function isTokenForVariable(
  value: string,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (env[value] !== undefined) return false;
  return hasSecretSpan(value) || !CONVENTIONAL.test(value);
}

/** Whether the name of a variable may be repeated: one that is neither set nor written like a name could be a password. */
export function isShownVariable(value: string, env: Readonly<Record<string, string | undefined>>): boolean {
  return env[value] !== undefined || (UPPER_CASE.test(value) && CONVENTIONAL.test(value));
}

/** Whether what stands in the place of a file's path may be repeated where there is no such file. */
export function isShownPath(value: string): boolean {
  return !hasSecretSpan(value) && (/[/\\.]/.test(value) || !looksGenerated(value));
}
