import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../../fixtures/git/git';

const CHECK = join(__dirname, '../../../core/runtime/require-node-version.js');

/** What a Node that is too old says. */
function said(check: string): { status: number | null; stderr: string } {
  const script = `Object.defineProperty(process.versions, 'node', { value: '20.20.2' }); require(${JSON.stringify(check)});`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  return { status, stderr };
}

test('in a checkout a Node that is too old is told how the checkout gets its own', () => {
  expect(said(CHECK)).toMatchObject({ status: 2, stderr: expect.stringContaining('`npm ci`') as string });
});

test('an installed package speaks of the project that it is installed in, not of a checkout', () => {
  const folder = temporaryFolder();
  try {
    const check = join(folder.path, 'node_modules/cdk8s-claims/build/core/runtime/require-node-version.js');
    mkdirSync(dirname(check), { recursive: true });
    cpSync(CHECK, check);
    const { status, stderr } = said(check);
    expect(status).toBe(2);
    expect(stderr).toContain('npm install --save-dev node@24');
    expect(stderr).not.toMatch(/checkout|npm ci/);
  } finally {
    folder.remove();
  }
});
