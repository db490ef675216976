import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bareRepository, filesAt, git, seedCommit, temporaryFolder } from '../../fixtures/git/git';

/**
 * A `git` whose first `fast-import` is slow: after it has read its parent and all the rest, and before it moves the branch, a commit of
 * somebody else reaches the branch.
 */
function slowGit(folder: string, bare: string, between: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  const script = `#!${process.execPath}
const { spawn, execFileSync } = require('node:child_process');
const { existsSync, writeFileSync } = require('node:fs');
const args = process.argv.slice(2);
const once = ${JSON.stringify(join(folder, 'once'))};
const slow = args.includes('fast-import') && !existsSync(once);
const child = spawn(${JSON.stringify(real)}, args, { stdio: [slow ? 'pipe' : 'inherit', 'pipe', 'inherit'] });
if (slow) {
  writeFileSync(once, '');
  process.stdin.pipe(child.stdin, { end: false });
}
child.stdout.on('data', (answer) => {
  process.stdout.write(answer);
  if (!slow) return;
  execFileSync(${JSON.stringify(real)}, ['update-ref', 'refs/heads/main', ${JSON.stringify(between)}], { cwd: ${JSON.stringify(bare)} });
  child.stdin.end();
});
child.on('close', (code) => process.exit(code));
`;
  writeFileSync(join(bin, 'git'), script);
  chmodSync(join(bin, 'git'), 0o755);
  return bin;
}

test('a commit of a person never goes over what was merged a moment before: what the racing runs are judged by', () => {
  const folder = temporaryFolder();
  const path = process.env['PATH'];
  try {
    const bare = bareRepository(folder.path, { 'README.md': 'x\n' });
    const before = git(bare, ['rev-parse', 'main']);
    const merged = seedCommit(bare, { 'claims/infra/new.yaml': 'new: 1\n' });
    git(bare, ['update-ref', 'refs/heads/main', before]);
    process.env['PATH'] = `${slowGit(folder.path, bare, merged)}:${path ?? ''}`;
    expect(() => seedCommit(bare, { 'docs/1.md': '1\n' })).toThrow('does not contain');
    expect(git(bare, ['rev-parse', 'main'])).toBe(merged);
    // The person pulls and pushes again.
    seedCommit(bare, { 'docs/1.md': '1\n' });
    expect(Object.keys(filesAt(bare, 'main')).sort()).toEqual([
      'README.md',
      'claims/infra/new.yaml',
      'docs/1.md',
    ]);
  } finally {
    process.env['PATH'] = path;
    folder.remove();
  }
});
