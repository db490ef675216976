import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryFolder } from '../../fixtures/git/git';

const BUILD = resolve(__dirname, '../../../build/cli');
const MAIN = join(BUILD, 'main.js');

let folder: ReturnType<typeof temporaryFolder>;
beforeAll(() => {
  folder = temporaryFolder();
  writeFileSync(
    join(folder.path, 'count.cjs'),
    "process.on('exit', () => { process.stderr.write(Object.keys(require.cache).join('\\n')); });",
  );
});
afterAll(() => {
  folder.remove();
});

/** Files that a command loads. */
function loadedBy(...argv: string[]): string[] {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['-r', join(folder.path, 'count.cjs'), MAIN, ...argv],
    {
      cwd: folder.path,
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '', CLAIMS_CACHE: 'off' },
    },
  );
  expect({ argv, status }).toEqual({ argv, status: 0 });
  return stderr.split('\n').filter((file) => file.startsWith(resolve(BUILD, '../..')));
}

test('the version is told by one file, a command by two', () => {
  expect(loadedBy('--version')).toEqual([MAIN]);
  expect(loadedBy('--help')).toEqual([MAIN, join(BUILD, 'start.js')]);
  expect(loadedBy('completion', 'bash')).toEqual([MAIN, join(BUILD, 'start.js')]);
});

test('a Node that is too old can read the file that says so', () => {
  const main = readFileSync(MAIN, 'utf8');
  expect(main).toMatch(/^#!\/usr\/bin\/env node\n/);
  // What Node 12 cannot parse: https://node.green
  expect(main).not.toMatch(/\?\?|\?\.[a-z[(]|"node:|static ?\{|#[a-z]+[;=(]/);
  expect(main.indexOf('22.19')).toBeLessThan(main.indexOf('require('));
});

test('the licences of the libraries in it stand beside it', () => {
  const licences = readFileSync(join(BUILD, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
  for (const name of ['commander', 'simple-git', 'yaml', 'zod']) expect(licences).toContain(`\n${name} `);
});
