import { join } from 'node:path';
import { expectGolden } from '../../golden-folder';
import { bareRepository, filesAt, seedCommit, temporaryFolder } from '../../fixtures/git/git';
import {
  claims,
  writeProgram,
  writeProject,
  type CliRun,
  type CliRunOptions,
  type TestClaim,
} from '../../cli/cli-run';

const COLUMNS = 40;
const ESCAPE = '\u001b';

const first: readonly TestClaim[] = [
  { key: 'apps/web', spec: { replicas: 1 } },
  { key: 'infra/a-claim-with-quite-a-long-name', spec: { storage: '10Gi' } },
  { key: 'infra/app', spec: { storage: '10Gi', mode: 'Block' } },
  { key: 'infra/conflicting', spec: { storage: '10Gi' } },
  { key: 'infra/old', spec: { storage: '10Gi' } },
];
const second: readonly TestClaim[] = [
  { key: 'apps/renamed', spec: { replicas: 1 }, metadata: { name: 'web' } },
  { key: 'apps/new', spec: { image: 'registry.example.test/team/new-image:1.0.0', on: 'yes' } },
  {
    key: 'infra/a-claim-with-quite-a-long-name',
    spec: { storage: '20Gi', description: 'a text that is much longer than a narrow terminal is wide' },
  },
  { key: 'infra/app', spec: { storage: '20Gi', mode: 'Block' } },
  { key: 'infra/conflicting', spec: { storage: '20Gi', 'a-field-with-a-long-name': true } },
];

/** Lines that could have been broken and were not; a single word cannot, a command to type must not be. */
function tooLong(text: string): string[] {
  return text.split('\n').filter((line) => {
    const words = line.trim().replace(/^[-+~=!>.|] /, '');
    return line.length > COLUMNS && words.includes(' ') && !/^(?:\$|claims) |^`[^`]*`[.,;:]?$/.test(words);
  });
}

describe('a terminal of 40 columns', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let target: string;
  let cwd: string;
  // The tests only look.
  beforeAll(async () => {
    folder = temporaryFolder();
    target = bareRepository(folder.path, { 'README.md': 'hello\n' });
    cwd = join(folder.path, 'project');
    const gitops = '  target: ../target.git\n  project: shop\n  repository: acme/harvester\n  actor: ana\n';
    writeProject(cwd, first, gitops);
    await claims(['pr', '--merge'], { cwd });
    edit('claims/infra/app/volumeclaim.yaml', 'Block', 'Filesystem');
    edit('claims/infra/conflicting/volumeclaim.yaml', '10Gi', '15Gi');
    writeProgram(cwd, second);
  });
  afterAll(() => {
    folder.remove();
  });

  function edit(path: string, from: string, to: string): void {
    seedCommit(target, { [path]: (filesAt(target, 'main')[path] ?? '').replace(from, to) });
  }

  const COMMANDS: Readonly<Record<string, readonly string[]>> = {
    'diff.txt': ['diff'],
    'pr-dry-run.txt': ['pr', '--dry-run', '--acknowledge', 'infra/old'],
    'list.txt': ['list'],
    'list-program.txt': ['list', '--program'],
    'status.txt': ['status'],
    'doctor.txt': ['doctor', '--base', 'mian'],
    'explain.txt': ['explain', 'edits-conflict'],
    'explain-all.txt': ['explain'],
    'help.txt': [],
    'help-pr.txt': ['pr', '--help'],
    'error-option.txt': ['diff', '--exit-cod'],
    'error-target.txt': ['diff', '--target', '../nowhere.git'],
    'error-conflict.txt': ['diff', '--merge-edits', 'infra/conflicting'],
    'error-config.txt': ['diff', '--root', '../outside', '--base', 'not a branch'],
  };

  async function all(options: Partial<CliRunOptions>): Promise<Record<string, CliRun>> {
    const runs: Record<string, CliRun> = {};
    for (const [name, argv] of Object.entries(COMMANDS)) {
      runs[name] = await claims(argv, { cwd, columns: COLUMNS, ...options });
    }
    return runs;
  }
  const shown = ({ stdout, stderr }: CliRun): string =>
    `${stdout}${stderr}`
      .replaceAll(folder.path, '/tmp')
      .replace(/^(ok {6}(?:node|git)): .*$/gm, '$1: 1.2.3')
      .replace(/^( {2}commit) [0-9a-f]{40}$/gm, '$1 0123456');

  test('gets lines that fit it, without colours where NO_COLOR says so', async () => {
    const runs = await all({ tty: true, env: { NO_COLOR: '1' } });
    const texts = Object.fromEntries(Object.entries(runs).map(([name, run]) => [name, shown(run)]));
    for (const [name, text] of Object.entries(texts)) {
      expect({ name, text: tooLong(text) }).toEqual({ name, text: [] });
      expect(text).not.toContain(ESCAPE);
    }
    expectGolden('narrow-terminal', texts);
  }, 60_000);

  test('shows the same words in colour', async () => {
    for (const name of ['diff.txt', 'doctor.txt', 'error-conflict.txt'] as const) {
      const argv = COMMANDS[name] ?? [];
      const plain = await claims(argv, { cwd, columns: COLUMNS });
      const coloured = await claims(argv, { cwd, columns: COLUMNS, tty: true });
      const text = coloured.stdout + coloured.stderr;
      expect(text.replaceAll(/\u001b\[[0-9;]*m/g, '')).toBe(plain.stdout + plain.stderr);
      expect(text).toContain(ESCAPE);
    }
  }, 60_000);

  test.each<[string, Partial<CliRunOptions>, readonly string[]]>([
    ['NO_COLOR', { tty: true, env: { NO_COLOR: '1' } }, []],
    ['--no-color', { tty: true }, ['--no-color']],
    ['a pipe', { tty: false }, []],
    ['a dumb terminal', { tty: true, env: { TERM: 'dumb' } }, []],
  ])(
    '%s: no escape code anywhere, warnings and progress included',
    async (_, options, flags) => {
      for (const argv of [
        ['diff', '--verbose'],
        ['doctor'],
        ['list'],
        ['diff', '--target', 'nowhere'],
        ['pr', '--help'],
      ]) {
        const { stdout, stderr } = await claims([...argv, ...flags], { cwd, ...options });
        expect(stdout + stderr).not.toContain(ESCAPE);
      }
    },
    60_000,
  );

  test('errors that go to a pipe are not broken into lines', async () => {
    const { stderr } = await claims(['diff', '--target', `../${'a-long-name-'.repeat(9)}`], { cwd });
    expect(stderr.split('\n')[0]).toMatch(/^error: .* does not exist$/);
  });
});
