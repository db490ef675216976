import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../fixtures/git/git';
import { compiledCli } from '../../fixtures/programs/compiled-cli';
import { writeProgram, writeProject } from '../../cli/cli-run';

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let compiled: ReturnType<typeof temporaryFolder>;
let main: string;
beforeAll(() => {
  compiled = temporaryFolder();
  main = compiledCli(compiled.path);
});
afterAll(() => {
  compiled.remove();
});

/** Runs the real process; `onStart` gets hold of it. */
function run(
  argv: readonly string[],
  cwd: string,
  onStart?: (child: ReturnType<typeof spawn>) => void,
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [main, ...argv], {
      cwd,
      env: { ...process.env, NODE_COMPILE_CACHE: join(compiled.path, 'cache') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    child.on('close', (exitCode) => {
      resolve({ exitCode, stdout, stderr });
    });
    onStart?.(child);
  });
}

describe('the process', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  test('exits with the code of the result, large output written whole', async () => {
    const claims = Array.from({ length: 2000 }, (_, index) => ({ key: `infra-${index % 9}/app-${index}` }));
    writeProject(folder.path, claims, '  repository: acme/harvester\n');
    const ended = await run(['diff', '--json', '--exit-code'], folder.path);
    expect(ended).toMatchObject({ exitCode: 3, stderr: '' });
    expect((JSON.parse(ended.stdout) as { changes: unknown[] }).changes).toHaveLength(2000);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s ends the program that is run, and exits with 130',
    async (signal) => {
      writeProject(folder.path, []);
      const started = join(folder.path, 'started');
      writeFileSync(
        join(folder.path, 'main.js'),
        `require('node:fs').writeFileSync(${JSON.stringify(started)}, String(process.pid)); setInterval(() => {}, 1000);`,
      );
      const ended = await run(['diff', '--json'], folder.path, (child) => {
        const waiting = setInterval(() => {
          if (!existsSync(started) || readFileSync(started, 'utf8') === '') return;
          clearInterval(waiting);
          child.kill(signal);
        }, 20);
      });
      expect(ended.exitCode).toBe(130);
      expect(JSON.parse(ended.stdout)).toMatchObject({ error: { code: 'interrupted', kind: 'interrupted' } });
      const pid = Number(readFileSync(started, 'utf8'));
      expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    },
  );

  test('diff --watch sees a file that is saved, and ends with 130 on SIGINT', async () => {
    writeProject(folder.path, [{ key: 'infra/app' }], '  repository: acme/harvester\n');
    const ended = await run(['diff', '--watch', '--json', '--quiet'], folder.path, (child) => {
      let lines = 0;
      child.stdout?.on('data', (data: Buffer) => {
        lines += data.toString().split('\n').length - 1;
        if (lines === 1) writeProgram(folder.path, [{ key: 'infra/app' }, { key: 'infra/web' }]);
        else if (lines === 2) child.kill('SIGINT');
      });
    });
    expect(ended).toMatchObject({ exitCode: 130, stderr: '' });
    const added = ended.stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { summary: { added: number } }).summary.added);
    expect(added).toEqual([1, 2]);
  });

  test('a reader that has seen enough is not an error', async () => {
    const claims = Array.from({ length: 5000 }, (_, index) => ({ key: `infra-${index % 9}/app-${index}` }));
    writeProject(folder.path, claims, '  repository: acme/harvester\n');
    const ended = await run(['diff'], folder.path, (child) => {
      child.stdout?.once('data', () => child.stdout?.destroy());
    });
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
  });

  /** Runs it with stdout or stderr somewhere else. */
  const runInShell = (words: string): Promise<Ended> => inShell(`"$0" "$1" ${words}`);
  const inShell = (script: string): Promise<Ended> =>
    new Promise((resolve) => {
      const child = spawn('sh', ['-c', script, process.execPath, main], {
        cwd: folder.path,
        env: { ...process.env, NODE_COMPILE_CACHE: join(compiled.path, 'cache') },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let stdout = '';
      let stderr = '';
      child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
      child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
      child.on('close', (exitCode) => {
        resolve({ exitCode, stdout, stderr });
      });
    });

  const onLinux = process.platform === 'linux' ? test.each : test.skip.each;
  onLinux([
    'diff --json',
    'diff --exit-code',
    'list --program',
    '--version',
    '--help',
    'diff --help',
    'explain',
    'completion bash',
  ])('%s > /dev/full fails and says that the output did not arrive', async (words) => {
    writeProject(folder.path, [{ key: 'infra/app' }], '  repository: acme/harvester\n');
    const ended = await runInShell(`${words} > /dev/full`);
    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toContain(
      'error: the output could not be written: no space left on device (ENOSPC)',
    );
  });

  onLinux([
    ['explain nothing', 2],
    ['diff --exit-code', 3],
    ['diff', 0],
  ] as const)('%s 2> /dev/full keeps its exit code %i', async (words, exitCode) => {
    writeProject(folder.path, [{ key: 'infra/app' }], '  repository: acme/harvester\n');
    expect((await runInShell(`${words} --verbose 2> /dev/full`)).exitCode).toBe(exitCode);
  });

  onLinux([['a result that is cut short by a limit of the size of files']])('%s is a failure', async () => {
    // The signal of that limit would end the process; without it the write itself comes back short.
    const start = `process.on('SIGXFSZ', () => undefined); process.argv.splice(1, 1); require(process.argv[1]);`;
    writeFileSync(join(folder.path, 'start.js'), start);
    const ended = await inShell('ulimit -f 8; "$0" start.js "$1" explain --json > result.json');
    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toContain('the output could not be written: file too large (EFBIG)');
    expect(readFileSync(join(folder.path, 'result.json')).length).toBeGreaterThan(0);
  });

  test('a reader that leaves in the middle ends a run that would go on for ever, quietly', async () => {
    writeProject(folder.path, [{ key: 'infra/app' }], '  repository: acme/harvester\n');
    const ended = await run(['diff', '--watch', '--quiet'], folder.path, (child) => {
      child.stdout?.once('data', () => {
        child.stdout?.destroy();
        writeProgram(folder.path, [{ key: 'infra/app' }, { key: 'infra/web' }]);
      });
    });
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
  });
});
