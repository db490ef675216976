import { analyse } from 'scslre';
import ts from 'typescript';
import { SOURCE_FOLDERS, sourceFiles } from '../source-files';
import { adversarialTexts } from './adversarial-texts';
import { collectExpressions } from './collect-expressions';
import { slowText } from './time-of-expression';

const found = sourceFiles(SOURCE_FOLDERS, ['.ts', '.js']).map(collectExpressions);
const expressions = found.flatMap(({ literals }) => literals);

test('every regular expression of the source is a literal, so that it can be judged', () => {
  expect(found.flatMap(({ made }) => made)).toEqual([]);
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

test('every regular expression of the source takes linear time on texts made from itself to slow it down', () => {
  const slow = expressions.flatMap(
    (expression) => slowText(expression, adversarialTexts(expression), 2048) ?? [],
  );
  expect(slow).toEqual([]);
});

describe('the judges', () => {
  const expression = (source: string, flags = '') => ({ place: source, source, flags });

  it('find literals and whatever makes expressions out of strings', () => {
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

  it.each([
    ['/+$'],
    ['(a+)+b'],
    ['cannot lock ref .*is at'],
    ['[a-z][a-z0-9+.-]*://'],
    ['\\s*\\n\\s*'],
    ['<!--[^]*?-->'],
    ['^metadata:.*\\n(?:(?:[ ]+.*|#.*|)\\r?\\n)*?[ ]+name:', 'm'],
    ['x(?=.*y)', 'g'],
  ])('take %s for slow', (source, flags = '') => {
    expect(
      slowText(expression(source, flags), adversarialTexts(expression(source, flags)), 8192),
    ).toBeDefined();
  });

  it.each([
    ['^[a-z]+$'],
    ["unable to create '[^']*\\.lock'"],
    ['\\(([^()]*)\\)\\s*$'],
    ['(?<![\\w.-])[\\w.-]{1,64}:'],
    ['[^a-z]+', 'g'],
    ['^(?:[a-z]+,)*$'],
  ])('take %s for linear', (source, flags = '') => {
    expect(
      slowText(expression(source, flags), adversarialTexts(expression(source, flags)), 8192),
    ).toBeUndefined();
  });
});
