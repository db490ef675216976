import { analyse } from 'scslre';
import ts from 'typescript';
import { SOURCE_FOLDERS, sourceFiles } from '../source-files';
import { collectExpressions } from './collect-expressions';

const found = sourceFiles(SOURCE_FOLDERS, ['.ts', '.js']).map(collectExpressions);
/** Compiles a pattern to see whether it is one, and never runs it. */
const NEVER_RUN = /^schema\/json-schema\/ecma-pattern\.ts:/;

const expressions = found.flatMap(({ literals }) => literals);

test('every regular expression of the source is a literal, so that it can be judged', () => {
  const made = found.flatMap((file) => file.made).filter(({ place }) => !NEVER_RUN.test(place));
  expect(made).toEqual([]);
  expect(expressions.length).toBeGreaterThan(200);
});

test('no regular expression of the source backtracks or searches in more than linear time (scslre)', () => {
  const reports = expressions.flatMap((expression) =>
    analyse(expression).reports.map(({ type, character }) => ({
      place: expression.place,
      type,
      repeated: character.literal.source,
    })),
  );
  expect(reports).toEqual([]);
});

describe('what collects the expressions', () => {
  it('finds literals and whatever makes expressions out of strings', () => {
    const text = [
      "const a = /x\\/[/]/giu; const b = new RegExp('x'); const c = RegExp(b.source); text.match('a+');",
      'text.split(/,/); type X = RegExp; const r = RegExp; x instanceof RegExp; text.search(`a`);',
    ].join('\n');
    const { literals, made } = collectExpressions({
      path: 'a.ts',
      syntax: ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true),
    });
    expect(literals.map(({ source, flags }) => [source, flags])).toEqual([
      ['x\\/[/]', 'giu'],
      [',', ''],
    ]);
    expect(made.map(({ place, code }) => `${place} ${code}`)).toEqual([
      'a.ts:1 RegExp',
      'a.ts:1 RegExp',
      "a.ts:1 text.match('a+')",
      'a.ts:2 RegExp',
      'a.ts:2 text.search(`a`)',
    ]);
  });
});
