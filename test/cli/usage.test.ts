import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../cli/command/command-table';
import { temporaryFolder } from '../fixtures/git/git';
import { claims, writeProject } from './cli-run';

describe('the command line', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  test('--version prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
      version: string;
    };
    for (const argv of [['--version'], ['-V'], ['diff', '--version']]) {
      expect(await claims(argv, { cwd: folder.path })).toMatchObject({ exitCode: 0, stdout: `${version}\n` });
    }
  });

  test('without a command it shows the help', async () => {
    const run = await claims([], { cwd: folder.path });
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('Usage: claims <command>');
  });

  test.each(COMMANDS.map((spec) => [spec.name, spec] as const))(
    '%s --help has examples and fits 40 columns',
    async (name, spec) => {
      const run = await claims([...name.split(' '), '--help'], { cwd: folder.path, columns: 40 });
      expect(run).toMatchObject({ exitCode: 0, stderr: '' });
      expect(run.stdout).toContain('Examples:');
      for (const example of spec.examples) expect(run.stdout).toContain(`$ ${example.command}`);
      for (const flag of ['--json', '--quiet', '--verbose', '--no-color', '--config <file>']) {
        expect(run.stdout).toContain(flag);
      }
    },
  );

  test.each([
    [['--quiet'], 'no command given'],
    [['synht'], "unknown command 'synht' (did you mean synth?)"],
    [['registry', 'verfy'], "unknown command 'verfy' (did you mean verify?)"],
    [['registry'], "'registry' needs a command: registry verify, registry repair"],
    [['diff', '--exit-cod'], "unknown option '--exit-cod' (did you mean --exit-code?)"],
    [['pr', 'extra'], "too many arguments for 'pr': extra"],
    [['delete'], "missing required argument 'category/name'"],
    [['registry', 'repair', '--orphans=keep'], 'Allowed choices are remove, register'],
    [['delete', '../../etc'], 'is not <category>/<name>'],
    [['delete', 'infra/..'], 'is not <category>/<name>'],
    [['explain', 'config-invlid'], "did you mean 'config-invalid'?"],
    [['completion', 'tcsh'], 'use bash, zsh, fish'],
  ])('%j: exit 2, for people and as JSON', async (argv, message) => {
    const people = await claims(argv, { cwd: folder.path });
    expect(people).toMatchObject({ exitCode: 2, stdout: '' });
    expect(people.stderr).toContain(message);
    const machines = await claims([...argv, '--json'], { cwd: folder.path });
    expect(machines).toMatchObject({ exitCode: 2, stderr: '' });
    expect(machines.json()).toMatchObject({
      error: { code: 'usage-invalid', kind: 'usage', message: expect.stringContaining(message) },
    });
  });

  test('a broken cdk8s.yaml names the line, the key and the nearest known one, exit 2', async () => {
    writeFileSync(
      join(folder.path, 'cdk8s.yaml'),
      'app: node main.js\ngitops:\n  tragets: ../x\n  root: 3\n',
    );
    const run = await claims(['diff'], { cwd: folder.path });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('cdk8s.yaml:3');
    expect(run.stderr).toContain("unknown key 'gitops.tragets', did you mean 'target'?");
    expect(run.stderr).toContain('cdk8s.yaml:4');
  });

  test.each([
    [['diff', '--config', 'nope.yaml'], "'nope.yaml' does not exist", 2],
    [['diff'], 'no program is configured', 2],
    [['pr', '--app', 'sh program.sh'], 'no target is configured', 2],
    [['list'], 'neither a target nor a program', 2],
    [['registry', 'verify'], 'no target is configured', 2],
    [['diff', '--app', 'sh program.sh', '--target', 'nowhere', '--project', 'p'], 'nowhere', 1],
    [['diff', '--app', 'sh program.sh', '--target', '.'], 'no project', 2],
  ])('%j says what is missing', async (argv, message, exitCode) => {
    writeProject(folder.path, []);
    writeFileSync(join(folder.path, 'cdk8s.yaml'), 'language: typescript\n');
    const run = await claims(argv, { cwd: folder.path });
    expect(run).toMatchObject({ exitCode, stdout: '' });
    expect(run.stderr).toContain(message);
  });

  test('--events json gives one JSON object a line on stderr', async () => {
    writeProject(folder.path, [{ key: 'infra/app' }]);
    const run = await claims(['diff', '--events', 'json', '--quiet'], { cwd: folder.path });
    const events = run.stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    expect(events.map((event) => event.type)).toEqual(expect.arrayContaining(['step:start', 'step:end']));
  });

  test('colours on a terminal only', async () => {
    writeProject(folder.path, [{ key: 'infra/app' }]);
    expect((await claims(['diff'], { cwd: folder.path, tty: true })).stdout).toContain('\u001b[');
    expect(
      (await claims(['diff'], { cwd: folder.path, tty: true, env: { NO_COLOR: '1' } })).stdout,
    ).not.toContain('\u001b[');
    expect((await claims(['diff', '--no-color'], { cwd: folder.path, tty: true })).stdout).not.toContain(
      '\u001b[',
    );
    expect((await claims(['diff'], { cwd: folder.path, env: { FORCE_COLOR: '1' } })).stdout).toContain(
      '\u001b[',
    );
  });

  test('completion scripts know every command', async () => {
    for (const shell of ['bash', 'zsh', 'fish']) {
      const run = await claims(['completion', shell], { cwd: folder.path });
      for (const spec of COMMANDS) expect(run.stdout).toContain(spec.name.split(' ').at(-1));
    }
  });
});
