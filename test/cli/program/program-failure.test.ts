import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProgramFailure } from '../../../cli/program/program-failure';

describe('readProgramFailure', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'failure-'));
    writeFileSync(
      join(folder, 'main.ts'),
      "import './a';\nimport { x } from 'no-such';\nthrow new Error('boom');\n",
    );
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('an exception: the first frame of the author, past those of packages and of Node', () => {
    const stderr = [
      `${folder}/node_modules/cdk8s/lib/chart.js:5`,
      '    throw err;',
      '',
      "TypeError: Cannot read properties of undefined (reading 'node')",
      `    at Function.of (${folder}/node_modules/cdk8s/lib/chart.js:5:9)`,
      '    at node:internal/main/run_main_module:36:49',
      `    at Object.<anonymous> (${folder}/main.ts:3:7)`,
      '',
      'Node.js v24.21.0',
    ].join('\n');
    expect(readProgramFailure(stderr, folder, 'node main.ts')).toMatchObject({
      message: "TypeError: Cannot read properties of undefined (reading 'node')",
      source: { file: 'main.ts', line: 3, column: 7 },
    });
  });

  test('type errors of ts-node and tsc: each with its place', () => {
    const stderr = [
      'TSError: ⨯ Unable to compile TypeScript:',
      "main.ts:2:10 - error TS2307: Cannot find module 'no-such'.",
      "main.ts(3,1): error TS2304: Cannot find name 'y'.",
      '    at createTSError (/x/node_modules/ts-node/src/index.ts:859:12)',
    ].join('\n');
    expect(readProgramFailure(stderr, folder, 'node main.ts').diagnostics).toEqual([
      { message: "Cannot find module 'no-such'. (TS2307)", source: { file: 'main.ts', line: 2, column: 10 } },
      { message: "Cannot find name 'y'. (TS2304)", source: { file: 'main.ts', line: 3, column: 1 } },
    ]);
  });

  test('a syntax error as swc draws it', () => {
    const stderr = [
      `${folder}/node_modules/@swc/core/index.js:272`,
      "Error:   x Expected ';', '}' or <eof>",
      `   ,-[${folder}/main.ts:2:1]`,
      ' 1 | let a = 1',
    ].join('\n');
    expect(readProgramFailure(stderr, folder, 'node main.ts')).toMatchObject({
      message: "syntax error: Expected ';', '}' or <eof>",
      source: { file: 'main.ts', line: 2 },
    });
  });

  test('a syntax error as Node prints it', () => {
    const stderr = `${folder}/main.ts:3\nlet = ;\n    ^\n\nSyntaxError: Unexpected token ';'\n    at wrapSafe (node:internal/modules/cjs/loader:1692:18)\n`;
    expect(readProgramFailure(stderr, folder, 'node main.ts')).toMatchObject({
      message: "SyntaxError: Unexpected token ';'",
      source: { file: 'main.ts', line: 3 },
    });
  });

  test.each([
    [
      'CommonJS',
      (at: string) =>
        `node:internal/modules/cjs/loader:1424\n  throw err;\n\nError: Cannot find module 'no-such'\nRequire stack:\n- ${at}\n    at Function._resolveFilename (node:internal/modules/cjs/loader:1421:15)\n`,
    ],
    [
      'ESM',
      (at: string) =>
        `Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'no-such' imported from ${at}\n    at Object.getPackageJSONURL (node:internal/modules/package_json_reader:314:9)\n`,
    ],
  ])('a missing module (%s): the line that imports it', (_, stderr) => {
    expect(readProgramFailure(stderr(join(folder, 'main.ts')), folder, 'node main.ts')).toMatchObject({
      message: expect.stringContaining('no-such'),
      source: { file: 'main.ts', line: 2 },
    });
  });

  test('our own frames are never the place, even where the program lives in a checkout of this package', () => {
    const checkout = join(__dirname, '../../..');
    const frames = [`${checkout}/constructs/claim.ts:5:9`, `${checkout}/claims/main.ts:3:7`];
    const stderr = `Error: boom\n${frames.map((frame) => `    at f (${frame})`).join('\n')}\n`;
    expect(readProgramFailure(stderr, checkout, 'node main.ts').source).toEqual({
      file: 'claims/main.ts',
      line: 3,
      column: 7,
    });
  });

  test('something else: no message and no place, so that the output itself is shown', () => {
    expect(readProgramFailure('segmentation fault\n', folder, 'node main.ts')).toEqual({
      source: undefined,
      diagnostics: [],
    });
  });
});
