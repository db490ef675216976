/** `\ ` and the like: Go takes a backslash in front of any sign, regular expressions of JavaScript where it is needed alone. */
const NEEDLESS = /\\([^\w^$\\.*+?()[\]{}|/-])/g;

/**
 * A pattern of a CRD, which is one of Go, as JSON Schema has them, which are those of JavaScript; undefined where it has no such form
 * (`(?i)`, `\A`, `[[:alpha:]]`): a validator that cannot read one pattern reads none of the schema.
 */
export function ecmaPattern(pattern: string | undefined): string | undefined {
  if (pattern === undefined || isPattern(pattern)) return pattern;
  const plain = pattern.replace(NEEDLESS, '$1');
  return isPattern(plain) ? plain : undefined;
}

function isPattern(pattern: string): boolean {
  // Read, but with another meaning: what JavaScript takes for letters.
  if (/\\[AzQEaC]|\[\[:/.test(pattern)) return false;
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}
