import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bareRepository, filesAt, git, seedCommit, temporaryFolder } from '../../fixtures/git/git';
import { claims, writeProgram, writeProject, type CliRun, type TestClaim } from '../../cli/cli-run';

const PATH = 'claims/infra/app/volumeclaim.yaml';
const LEDGER = 'claims/.claims/shop/infra.ledger';
const app = (spec: TestClaim['spec']): TestClaim => ({ key: 'infra/app', spec });
const BASE = { storage: '10Gi', mode: 'Block' };

describe('merging a hand-edited claim', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let target: string;
  let cwd: string;
  let seeded: ReturnType<typeof temporaryFolder>;
  beforeAll(async () => {
    seeded = temporaryFolder();
    target = bareRepository(seeded.path, { 'README.md': 'hello\n' });
    cwd = join(seeded.path, 'project');
    writeProject(
      cwd,
      [app(BASE)],
      '  target: ../target.git\n  project: shop\n  repository: acme/harvester\n',
    );
    await run('pr', '--merge');
    const text = standing()[PATH] ?? '';
    seedCommit(target, { [PATH]: text.replace('mode: Block', 'mode: Filesystem # wanted by ana') });
  });
  afterAll(() => {
    seeded.remove();
  });
  beforeEach(() => {
    folder = temporaryFolder();
    cpSync(seeded.path, folder.path, { recursive: true });
    target = join(folder.path, 'target.git');
    cwd = join(folder.path, 'project');
  });
  afterEach(() => {
    folder.remove();
  });
  const run = async (...argv: string[]): Promise<CliRun> => claims(argv, { cwd });
  const standing = (): Record<string, string> => filesAt(target, 'main');

  test('diff and pr say that it merges; asked, the file gets both, the comment stays, a second run does nothing', async () => {
    writeProgram(cwd, [app({ ...BASE, storage: '20Gi' })]);
    const diff = await run('diff');
    expect(diff.stdout).toContain("the program's changes merge without conflict");
    expect(diff.stdout).toContain('claims pr --merge-edits infra/app');
    expect((await run('diff', '--json')).json()).toMatchObject({
      kept: [
        { merge: { status: 'clean', fields: [{ path: 'spec.storage', before: '10Gi', after: '20Gi' }] } },
      ],
    });
    const pr = await run('pr');
    expect(pr.stdout).toContain("the program's changes merge without conflict");
    expect(pr.stdout).toContain('nothing can be changed without --merge-edits');
    expect((await run('pr', '--json')).json()).toMatchObject({ kept: [{ merge: { status: 'clean' } }] });

    const preview = await run('diff', '--merge-edits', 'infra/app');
    expect(preview.stdout).toContain('~ changed infra/app');
    expect(preview.stdout).not.toContain('kept');

    const before = standing();
    const merged = await run('pr', '--merge', '--merge-edits', 'infra/app', '--json');
    expect(merged).toMatchObject({ exitCode: 0, stderr: '' });
    expect(merged.json()).toMatchObject({ action: 'merged', kept: [] });
    const after = standing();
    const others = ({ [LEDGER]: _, ...files }: Record<string, string>): string[][] =>
      Object.entries(files).filter(([path]) => !path.startsWith('claims/.claims/shop/written/'));
    expect(others(after)).toEqual(others({ ...before, [PATH]: before[PATH]?.replace('10Gi', '20Gi') ?? '' }));
    expect(after[PATH]).toContain('mode: Filesystem # wanted by ana');

    const head = git(target, ['rev-parse', 'main']);
    const again = await run('pr', '--merge', '--merge-edits', 'infra/app', '--json');
    expect(again.json()).toMatchObject({
      action: 'none',
      writes: 0,
      kept: [{ merge: { status: 'nothing' } }],
    });
    expect(git(target, ['rev-parse', 'main'])).toBe(head);
    expect((await run('diff')).stdout).toContain('nothing to merge');
  });

  test('the next change of a merged field merges, too', async () => {
    for (const storage of ['14Gi', '15Gi']) {
      writeProgram(cwd, [app({ ...BASE, storage })]);
      expect((await run('diff')).stdout).not.toContain('by hand:');
      const merged = await run('pr', '--merge', '--merge-edits', 'infra/app', '--json');
      expect(merged.json()).toMatchObject({ action: 'merged', kept: [] });
      expect(standing()[PATH]).toContain(`storage: ${storage}`);
      expect(standing()[PATH]).toContain('mode: Filesystem # wanted by ana');
    }
  });

  test('contents of shared files that only a merge needs are read', async () => {
    const category = 'claims/infra/kustomization.yaml';
    seedCommit(target, { [category]: `# ours\n${standing()[category] ?? ''}` });
    writeProgram(cwd, [app({ ...BASE, storage: '20Gi' })]);
    const preview = await run('diff', '--merge-edits', 'infra/app', '--json');
    expect(preview).toMatchObject({ exitCode: 0 });
    expect(preview.json()).toMatchObject({ changes: [{ change: 'changed', name: 'app' }], kept: [] });
  });

  test('conflicts are listed field by field; asked to merge, nothing is written and it ends with 4', async () => {
    writeProgram(cwd, [app({ storage: '20Gi', mode: 'Raw' })]);
    const diff = await run('diff');
    expect(diff.stdout).toContain(
      [
        '    conflicts with changes of the program:',
        '    ! spec.mode',
        '        written last: Block',
        '        program:      Raw',
        '        by hand:      Filesystem',
      ].join('\n'),
    );
    expect(diff.stdout).not.toContain('--merge-edits');
    const refs = git(target, ['for-each-ref']);
    for (const command of ['pr', 'diff']) {
      const asked = await run(command, '--merge-edits', 'infra/app', '--json');
      expect(asked.exitCode).toBe(4);
      expect(asked.json()).toMatchObject({
        error: {
          code: 'edits-conflict',
          issues: [{ field: 'spec.mode', source: { file: 'main.js', line: 1 } }],
        },
      });
    }
    expect(git(target, ['for-each-ref'])).toBe(refs);
  });

  test('the change request says it, too', async () => {
    writeProgram(cwd, [app({ ...BASE, storage: '20Gi' }), { key: 'infra/web' }]);
    const { stdout } = await run('diff', '--markdown');
    expect(stdout).toContain('`--merge-edits` `infra/app`');
    await run('pr');
    expect(git(target, ['log', '-1', '--format=%B', 'refs/claims/requests/shop/all'])).toContain(
      '--merge-edits',
    );
  });

  test('a plain folder keeps no earlier versions, and says so', async () => {
    git(folder.path, ['clone', '--quiet', target, 'copy']);
    const copy = join(folder.path, 'copy');
    rmSync(join(copy, '.git'), { recursive: true });
    writeProgram(cwd, [app({ ...BASE, storage: '20Gi' })]);
    const diff = await run('diff', '--target', copy);
    expect(diff.stdout).toMatch(/a\s+plain folder keeps none/);
    const asked = await run('diff', '--target', copy, '--merge-edits', 'infra/app');
    expect(asked).toMatchObject({ exitCode: 4, stdout: '' });
    expect(asked.stderr).toContain('a plain folder keeps none');
  });

  test('a claim cannot be merged and overwritten, and must be one that is declared', async () => {
    const both = await run('diff', '--merge-edits', 'infra/app', '--overwrite', 'infra/app');
    expect(both).toMatchObject({ exitCode: 2, stdout: '' });
    const unknown = await run('diff', '--merge-edits', 'infra/ap');
    expect(unknown.exitCode).toBe(1);
    expect(unknown.stderr).toContain("did you mean 'infra/app'?");
  });

  test('no secret of any side is shown', async () => {
    const text = standing()[PATH] ?? '';
    seedCommit(target, { [PATH]: `${text}  password: swordfish-swordfish\n` });
    writeProgram(cwd, [app({ ...BASE, password: { secretRef: { name: 'x' } } })]);
    for (const argv of [
      ['diff'],
      ['diff', '--json'],
      ['diff', '--markdown'],
      ['pr', '--json', '--merge-edits', 'infra/app'],
    ]) {
      const { stdout, stderr } = await run(...argv);
      expect(stdout + stderr).not.toContain('swordfish');
      expect(stdout + stderr).toContain('password');
    }
  });
});
