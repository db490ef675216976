import ts from 'typescript';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { docComment, lineComment } from '../../../synth/source/comment';
import { identifier } from '../../../synth/source/identifier';
import { jsonText } from '../../../synth/source/data-text';
import { numberLiteral } from '../../../synth/source/number-literal';
import { propertyName } from '../../../synth/source/property-name';
import { relativeImport, SourcePaths } from '../../../synth/source/source-path';
import { code, type SourceText } from '../../../synth/source/source-text';
import { quotedLiteral, stringLiteral } from '../../../synth/source/string-literal';
import { anyCharacter } from '../../any-character';
import fc from 'fast-check';

/** What the compiler keeps of a file beyond its public type. */
interface Parsed extends ts.SourceFile {
  readonly parseDiagnostics: readonly unknown[];
  readonly pragmas: ReadonlyMap<string, unknown>;
  readonly commentDirectives?: readonly unknown[];
  readonly checkJsDirective?: unknown;
}

function parse(text: string): Parsed {
  return ts.createSourceFile('x.ts', text, ts.ScriptTarget.ES2022, true) as never;
}

/** The one expression that a text is. */
function expression(text: SourceText): ts.Expression {
  const file = parse(`(${text})`);
  expect(file.parseDiagnostics).toEqual([]);
  expect(file.statements).toHaveLength(1);
  const [statement] = file.statements;
  return ((statement as ts.ExpressionStatement).expression as ts.ParenthesizedExpression).expression;
}

describe('a comment', () => {
  it.each([
    ['\r', '\\r'],
    ['\n', '\\n'],
    ['\r\n', '\\r\\n'],
    ['\u0085', '\\u0085'],
    ['\u2028', '\\u2028'],
    ['\u2029', '\\u2029'],
    ['\0', '\\u0000'],
    ['\x0b', '\\u000b'],
    ['\x1b[31m', '\\u001b[31m'],
    ['\u202e', '\\u202e'],
    ['\u2066', '\\u2066'],
    ['\ud800', '\\ud800'],
    ['\u{e0041}', '\\u{e0041}'],
    ['\ufe01', '\\ufe01'],
  ])('shows %j as an escape and stays one line', (character, shown) => {
    const text = lineComment(` before${character}globalThis.pwned = 1;`);
    expect(text).toBe(`// before${shown}globalThis.pwned = 1;`);
    expect(parse(`${text}\n`).statements).toHaveLength(0);
  });

  it.each([
    [' grows with the catalogue', '// grows with the catalogue'],
    ['no blank', '// no blank'],
    ['', '//'],
    [' replicas: 3', '// replicas: 3'],
    ['### Section ###', '// ### Section ###'],
    [' ---- ==== ----', '// ---- ==== ----'],
    [' größer\tals 日本語 😀 ⚠️ 5 €', '// größer\tals 日本語 😀 ⚠️ 5 €'],
    [' see https://example.org/a@b', '// see https://example.org/a@b'],
    [' check-in and pre-check', '// check-in and pre-check'],
  ])('keeps %j as it is', (text, written) => {
    expect(lineComment(text)).toBe(written);
  });

  it.each([
    ['@ts-ignore', '// # @ts-ignore'],
    [' @ts-nocheck', '// # @ts-nocheck'],
    ['\t@ts-expect-error', '// # \t@ts-expect-error'],
    ['/ <reference path="x" />', '// / <reference path="x" />'],
    ['# sourceMappingURL=x', '// \\u0023 sourceMappingURL=x'],
    [' a //# sourceMappingURL=x', '// a //\\u0023 sourceMappingURL=x'],
    [' a //@ sourceURL=x', '// a //\\u0040 sourceURL=x'],
    [' #__PURE__', '// \\u0023__PURE__'],
    [' eslint-disable-next-line', '// # eslint-disable-next-line'],
    [' prettier-ignore', '// # prettier-ignore'],
    [' istanbul ignore next', '// # istanbul ignore next'],
    ['!/bin/sh', '// !/bin/sh'],
  ])('is not an order to a tool: %j', (text, written) => {
    const comment = lineComment(text);
    expect(comment).toBe(written);
    const { pragmas, referencedFiles, checkJsDirective, commentDirectives } = parse(`${comment}\nlet x;`);
    expect([pragmas.size, referencedFiles.length, checkJsDirective, commentDirectives]).toEqual([
      0,
      0,
      undefined,
      undefined,
    ]);
  });

  it('of documentation ends where we end it', () => {
    expect(docComment('a */ b @jsx x\u2028')).toBe('/** a *\\/ b \\u0040jsx x\\u2028 */');
  });
});

describe('a literal', () => {
  it('is one expression and gives back its text, whatever that is', () => {
    const text = fc.oneof(
      fc.string({ unit: anyCharacter, maxLength: 8 }),
      fc.string({
        unit: fc.constantFrom('`', '$', '{', '\\', "'", '"', '\n', '\r', '\u2028', '\ud800', ' ', '/', '*'),
        maxLength: 8,
      }),
    );
    fc.assert(
      fc.property(text, (value) => {
        for (const literal of [stringLiteral(value), quotedLiteral(value)]) {
          const node = expression(literal) as ts.StringLiteral;
          expect(node.text).toBe(value);
          expect(ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('refers to no source map', () => {
    const text = '\n//# sourceMappingURL=data:x\n';
    expect(stringLiteral(text)).not.toMatch(/sourceMappingURL=/);
    expect((expression(stringLiteral(text)) as ts.StringLiteral).text).toBe(text);
  });

  it.each([
    [-0, '0'],
    [1e21, '1e+21'],
    [2 ** 53, '9007199254740992n'],
    [-5, '-5'],
    [18446744073709551615n, '18446744073709551615n'],
  ])('of %p is exact', (value, written) => {
    expect(numberLiteral(value)).toBe(written);
  });

  it.each([NaN, Infinity, -Infinity])('of %p is refused', (value) => {
    expect(() => numberLiteral(value)).toThrow(ToolkitError);
  });
});

describe('a name', () => {
  it.each(['a-b', '1a', '', 'class', 'await', '__proto__', 'a;b', 'é', 'undefined', 'a\u2028', '\\u0061'])(
    'of a variable is refused: %j',
    (name) => {
      expect(() => identifier(name)).toThrow(ToolkitError);
    },
  );

  it.each([
    ['class', 'class'],
    ['__proto__', "['__proto__']"],
    ['a b', "'a b'"],
    ["'", '"\'"'],
    ['\u2028', "'\\u2028'"],
    ['[x]', "'[x]'"],
    ['', "''"],
    ['é', "'é'"],
  ])('of a property is written so that it is only that: %j', (key, written) => {
    expect(propertyName(key)).toBe(written);
  });
});

describe('a path', () => {
  it.each([
    ['infra', 'claims/infra.ts'],
    ['a.b', 'claims/a.b.ts'],
    ['index', 'claims/index.ts'],
    ['../x', 'claims/x.ts'],
    ['..', 'claims/unnamed.ts'],
    ['/etc/passwd', 'claims/etc-passwd.ts'],
    ['.git', 'claims/git.ts'],
    ['a\\b', 'claims/a-b.ts'],
    ['con', 'claims/con-claims.ts'],
    ['aux.x', 'claims/aux-x.ts'],
    ['node_modules', 'claims/node_modules-claims.ts'],
    ['x.d', 'claims/x-d.ts'],
    ['a.d.css', 'claims/a-d-css.ts'],
    ['a\u2028b', 'claims/a-b.ts'],
  ])('for %j stays below its folder and is an ordinary file', (name, path) => {
    expect(new SourcePaths().file('claims', name).path).toBe(path);
  });

  it('stands for one file on every disk', () => {
    const paths = new SourcePaths();
    expect(['a', 'A', 'a.d', 'a-d'].map((name) => paths.file('claims', name).path)).toEqual([
      'claims/a.ts',
      'claims/A-2.ts',
      'claims/a-d.ts',
      'claims/a-d-2.ts',
    ]);
    expect(paths.folder('claims', 'a.ts')).toBe('claims/a.ts-2');
  });

  it('is imported from where it is', () => {
    const paths = new SourcePaths();
    const category = paths.file('claims', "it's");
    const claim = paths.file(paths.folder('claims', 'infra'), 'db');
    expect(relativeImport({ path: 'main.ts' }, category, '.ts')).toBe("'./claims/it-s.ts'");
    expect(relativeImport(category, claim, '')).toBe("'./infra/db'");
  });
});

test('source is joined from our own text and from what writers made', () => {
  const name = identifier('x');
  expect(code`const ${name} = ${quotedLiteral("';")};\n`).toBe('const x = "\';";\n');
  // @ts-expect-error -- a plain text is no source
  expect(code`${'foreign'}`).toBeDefined();
});

test('JSON has escapes for what is not seen', () => {
  const value = { 'a\u202e': '\u{e0041}\u2028' };
  expect(jsonText(value)).toBe('{\n  "a\\u202e": "\\udb40\\udc41\\u2028"\n}\n');
  expect(JSON.parse(jsonText(value))).toEqual(value);
});
