import { ToolkitError } from '../../core/errors/toolkit-error';
import { type SourceText, vouched } from './source-text';

/** Words that TypeScript keeps for itself, and names that mean something where modules are loaded. */
const RESERVED = new Set(
  (
    'abstract accessor any arguments as asserts async await bigint boolean break case catch class const constructor continue debugger declare default ' +
    'delete do else enum eval export extends false finally for from function get if implements import in infer instanceof interface is keyof let ' +
    'module namespace never new null number object of out override package private protected public readonly require return satisfies set static ' +
    'string super switch symbol this throw true try type typeof undefined unique unknown using var void while with yield ' +
    'NaN Infinity globalThis process console exports then'
  ).split(' '),
);

const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** Whether a text can be the name of a property without quotes. Of ASCII only: other letters look like each other. */
export function isPropertyIdentifier(text: string): boolean {
  // `__proto__: …` in a literal sets the prototype, also in quotes.
  return IDENTIFIER.test(text) && text !== '__proto__';
}

/** Whether a text can be the name of a variable. */
export function isVariableName(text: string): boolean {
  return isPropertyIdentifier(text) && !RESERVED.has(text);
}

/**
 * The name of a variable, function or class.
 *
 * @throws ToolkitError `internal-error` when it cannot be one; names come from {@link Identifiers}
 */
export function identifier(name: string): SourceText {
  if (isVariableName(name)) return vouched(name);
  throw new ToolkitError('internal-error', `'${name.slice(0, 80)}' cannot be the name of a variable`);
}
