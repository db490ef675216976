import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const HOOK = resolve(__dirname, '../../../cli/program/own-packages.js');

let folder = '';
beforeEach(() => {
  // A blank in the path: Node splits its options at blanks unless they are quoted.
  folder = mkdtempSync(join(tmpdir(), 'claims own packages '));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function runProgram(text: string, extension: string): string {
  const file = join(folder, `main.${extension}`);
  writeFileSync(file, text);
  return execFileSync(process.execPath, ['--require', HOOK, file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

test.each([
  [
    'ts',
    "import { Construct } from 'constructs';\nconst name: string = typeof Construct;\nconsole.log(name);\n",
  ],
  ['mjs', "import { Construct } from 'constructs';\nconsole.log(typeof Construct);\n"],
  ['cjs', "console.log(typeof require('constructs').Construct);\n"],
])('a %s program without an installation finds the packages of the command line', (extension, text) => {
  expect(runProgram(text, extension)).toBe('function\n');
});

test('what the project has itself comes first', () => {
  mkdirSync(join(folder, 'node_modules', 'constructs'), { recursive: true });
  writeFileSync(join(folder, 'node_modules', 'constructs', 'index.js'), "exports.Construct = 'its own';\n");
  expect(runProgram("console.log(require('constructs').Construct);\n", 'cjs')).toBe('its own\n');
});

test('other packages are not found, and a broken own copy is not papered over', () => {
  expect(() => runProgram("require('yaml');\n", 'cjs')).toThrow("Cannot find module 'yaml'");
  mkdirSync(join(folder, 'node_modules', 'constructs'), { recursive: true });
  writeFileSync(join(folder, 'node_modules', 'constructs', 'index.js'), "throw new Error('broken');\n");
  expect(() => runProgram("require('constructs');\n", 'cjs')).toThrow('broken');
});
