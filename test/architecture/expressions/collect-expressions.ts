import ts from 'typescript';
import type { SourceFile } from '../source-files';

/** A regular expression of the source and where it stands. */
export interface Expression {
  /** `<file>:<line> /…/flags`. */
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** What makes an expression out of a string, so that nobody can read it in the source. */
export interface MadeExpression {
  readonly place: string;
  readonly code: string;
}

/** Everything in a file that is a regular expression or makes one. */
export interface Expressions {
  readonly literals: readonly Expression[];
  readonly made: readonly MadeExpression[];
}

/** Methods of strings that turn a string given to them into an expression (ECMA-262, 22.1.3). */
const TURN_STRINGS_INTO_EXPRESSIONS = new Set(['match', 'matchAll', 'search']);

/** Reads a file with the TypeScript compiler: every literal, every use of `RegExp`, every string that becomes one. */
export function collectExpressions({ path, syntax }: Pick<SourceFile, 'path' | 'syntax'>): Expressions {
  const literals: Expression[] = [];
  const made: MadeExpression[] = [];
  const placeOf = (node: ts.Node): string =>
    `${path}:${syntax.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      literals.push({
        place: `${placeOf(node)} ${node.text}`,
        source: node.text.slice(1, end),
        flags: node.text.slice(end + 1),
      });
    } else if (makesExpression(node)) {
      made.push({ place: placeOf(node), code: node.getText() });
    }
    ts.forEachChild(node, visit);
  };
  visit(syntax);
  return { literals, made };
}

function makesExpression(node: ts.Node): boolean {
  if (ts.isIdentifier(node) && node.text === 'RegExp') {
    // as a type, or behind `instanceof`, it makes nothing
    return !ts.isTypeNode(node.parent) && !ts.isBinaryExpression(node.parent);
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const [argument] = node.arguments;
  return (
    TURN_STRINGS_INTO_EXPRESSIONS.has(node.expression.name.text) &&
    argument !== undefined &&
    (ts.isStringLiteralLike(argument) || ts.isTemplateExpression(argument) || ts.isBinaryExpression(argument))
  );
}
