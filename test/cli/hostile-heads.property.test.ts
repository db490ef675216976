import { join } from 'node:path';
import { BAD_HEADS, type BadHead } from '../fixtures/git/bad-heads';
import { bareRepository, filesAt, git, temporaryFolder } from '../fixtures/git/git';
import { runs } from '../runs';
import { claims, writeProject } from './cli-run';

// Dozens of Git processes each: slow where many suites share few cores.
jest.setTimeout(120_000);

const REF = 'refs/claims/requests/shop/all';
const FILES = { 'README.md': 'hello\n' };

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

const cases = (heads: readonly BadHead[], count: number): (readonly [string, BadHead])[] =>
  heads.slice(0, runs(count, heads.length)).map((head) => [head.what, head]);

describe.each(cases(BAD_HEADS, 2))('whoever may push our ref and makes it %s', (_what, head) => {
  test('stops neither diff nor pr, which says how to go on', async () => {
    const target = bareRepository(folder.path, FILES);
    const cwd = join(folder.path, 'project');
    writeProject(
      cwd,
      [{ key: 'infra/app', spec: { storage: '10Gi' } }],
      '  target: ../target.git\n  project: shop\n  repository: acme/harvester\n',
    );
    const id = head.make(target);
    git(target, ['update-ref', REF, id]);
    const diff = await claims(['diff', '--json'], { cwd });
    expect(diff).toMatchObject({ exitCode: 0, stderr: '' });
    expect(diff.json()).toMatchObject({ summary: { added: 1 } });
    for (const option of ['--dry-run', '--json'].slice(0, runs(1, 2))) {
      const run = await claims(['pr', option], { cwd });
      if (head.forged === true) expect(run).toMatchObject({ exitCode: 0 });
      else {
        expect(run.exitCode).toBe(1);
        expect(run.stdout + run.stderr).toContain('request-foreign-commits');
        expect(run.stdout + run.stderr).toMatch(/--take-over\s+replaces/);
        expect(git(target, ['rev-parse', REF])).toBe(id);
      }
    }
    const taken = await claims(['pr', '--take-over', '--json'], { cwd });
    expect(taken).toMatchObject({ exitCode: 0 });
    expect(git(target, ['rev-parse', `${REF}^`])).toBe(git(target, ['rev-parse', 'main']));
    expect(filesAt(target, REF)).toMatchObject({ 'claims/infra/app/volumeclaim.yaml': expect.any(String) });
  });
});
