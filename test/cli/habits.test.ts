import { COMMANDS } from '../../cli/command/command-table';
import { argumentElsewhere, commandElsewhere, optionElsewhere } from '../../cli/command/habits';
import { bareRepository, temporaryFolder } from '../fixtures/git/git';
import { claims, writeProject } from './cli-run';

describe('what other tools call otherwise', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  test.each([
    [['plan'], 'use `claims diff`'],
    [['apply'], 'use `claims pr`'],
    [['version'], 'use `claims --version`'],
    [['-v'], 'use --version, or --verbose'],
    [['diff', '-v'], 'use --version, or --verbose'],
    [['list', '-o', 'json'], 'use --json'],
    [['-o', 'json', 'list'], 'use --json'],
    [['list', '--output=yaml'], 'use --json'],
    [['synth', '-o', 'tree'], 'use --output'],
    [['synth', '-o', 'json'], 'use --json'],
    [['pr', 'create'], 'use `claims pr`'],
    [['pr', 'merge', '--squash'], 'use `claims pr --merge`'],
    [['pr', '--yes'], 'leave it out, no command asks for confirmation'],
    [['list', 'infra'], 'use `claims list --category infra`'],
  ])('%j gets a pointer, and exit 2', async (argv, pointer) => {
    const run = await claims(argv, { cwd: folder.path });
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr.split('\n')[0]).toContain(pointer);
    expect(run.stderr.match(/did you mean/g) ?? []).toEqual([]);
  });

  test('a pointer leads to a command and an option that are there, and never hides a command', () => {
    const words =
      'plan preview apply up deploy create new status version get describe ls rm remove destroy login'.split(
        ' ',
      );
    const names = new Set(COMMANDS.map(({ name }) => name));
    for (const word of words) {
      const said = commandElsewhere(word, COMMANDS);
      if (names.has(word)) expect(said).toBeUndefined();
      else if (said !== 'use `claims --version`') {
        const [, command = ''] = /^use `claims ([a-z]+(?: verify)?)/.exec(said ?? '') ?? [];
        expect([word, names.has(command)]).toEqual([word, true]);
      }
    }
    for (const word of ['toString', 'constructor', '__proto__']) {
      expect(commandElsewhere(word, COMMANDS)).toBeUndefined();
      expect(argumentElsewhere('pr', word)).toBeUndefined();
      expect(optionElsewhere(word, [])).toBeUndefined();
    }
  });
});

describe('diff of some claims', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
    bareRepository(folder.path, { 'README.md': 'hello\n' });
    writeProject(
      folder.path,
      [{ key: 'infra/app' }, { key: 'infra/db' }, { key: 'apps/web' }],
      '  project: shop\n  target: target.git\n  repository: acme/harvester\n',
    );
  });
  afterEach(() => {
    folder.remove();
  });
  const shown = async (...names: string[]): Promise<unknown> => {
    const run = await claims(['diff', '--json', ...names], { cwd: folder.path });
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    const { changes, summary } = run.json() as unknown as {
      changes: { category: string; name: string }[];
      summary: { added: number; claims: number };
    };
    return [changes.map(({ category, name }) => `${category}/${name}`), summary.added, summary.claims];
  };

  test('shows and counts these alone: a claim, several, a category', async () => {
    expect(await shown()).toEqual([['apps/web', 'infra/app', 'infra/db'], 3, 3]);
    expect(await shown('infra/app')).toEqual([['infra/app'], 1, 1]);
    expect(await shown('infra/db', 'apps/web')).toEqual([['apps/web', 'infra/db'], 2, 2]);
    expect(await shown('infra/')).toEqual([['infra/app', 'infra/db'], 2, 2]);
  });

  test('is without differences where these have none, whatever differs beside them', async () => {
    await claims(['pr', '--merge'], { cwd: folder.path });
    writeProject(
      folder.path,
      [{ key: 'infra/app' }, { key: 'infra/db', spec: { storage: '5Gi' } }, { key: 'apps/web' }],
      '  project: shop\n  target: target.git\n  repository: acme/harvester\n',
    );
    expect((await claims(['diff', '--exit-code', 'infra/app'], { cwd: folder.path })).exitCode).toBe(0);
    expect((await claims(['diff', '--exit-code', 'infra'], { cwd: folder.path })).exitCode).toBe(3);
  });

  test('refuses a name that nothing has, with the nearest one', async () => {
    const run = await claims(['diff', 'infra/ap'], { cwd: folder.path });
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain(
      "no claim 'infra/ap' in the program or the target, did you mean 'infra/app'?",
    );
  });
});
