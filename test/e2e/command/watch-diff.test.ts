import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WatchFolder } from '../../../cli/watch/folder-watcher';
import { bareRepository, seedCommit, temporaryFolder } from '../../fixtures/git/git';
import { serveGit } from '../../fixtures/git/git-http-server';
import {
  claims,
  writeProgram,
  writeProject,
  type CliRun,
  type CliRunOptions,
  type TestClaim,
} from '../../cli/cli-run';

const APP: TestClaim = { key: 'infra/app', spec: { storage: '10Gi' } };
const WEB: TestClaim = { key: 'apps/web' };

describe('claims diff --watch', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let target: string;
  let cwd: string;
  beforeEach(() => {
    folder = temporaryFolder();
    target = bareRepository(folder.path, { 'README.md': 'hello\n' });
    cwd = join(folder.path, 'project');
    writeProject(cwd, [APP], '  target: ../target.git\n  project: shop\n  repository: acme/harvester\n');
  });
  afterEach(() => {
    folder.remove();
  });

  /** Runs it with a watcher that makes one change after the other, then sees no more. */
  async function watching(
    changes: readonly (() => void | Promise<void>)[],
    argv: readonly string[] = [],
    options: Partial<CliRunOptions> = {},
  ): Promise<{ run: CliRun; closed: number }> {
    const left = [...changes];
    let closed = 0;
    const watchFolder: WatchFolder = () => ({
      next: async () => {
        const change = left.shift();
        await change?.();
        return change !== undefined;
      },
      onChange: () => undefined,
      close: () => closed++,
    });
    const run = await claims(['diff', '--watch', ...argv], { cwd, watchFolder, ...options });
    return { run, closed };
  }
  const rounds = ({ stdout }: CliRun): Record<string, never>[] =>
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, never>);

  test('plans again after each change; with --json each round is a line', async () => {
    const { run, closed } = await watching(
      [
        () => {
          writeProgram(cwd, [APP, WEB]);
        },
      ],
      ['--json'],
    );
    expect(run.exitCode).toBe(0);
    expect(rounds(run)).toMatchObject([{ summary: { added: 1 } }, { summary: { added: 2 } }]);
    expect(closed).toBe(1);
  });

  test('shows the errors of the program and of the configuration, and goes on', async () => {
    const breakProgram = (): void => {
      writeFileSync(join(cwd, 'main.js'), 'throw new Error("not yet");\n');
    };
    const breakConfig = (): void => {
      writeFileSync(join(cwd, 'cdk8s.yaml'), 'app: node main.js\ngitops:\n  tragets: x\n');
    };
    const hint = (): void => {
      writeProject(cwd, [APP, WEB]);
    };
    const { run } = await watching([breakProgram, breakConfig, hint], ['--json']);
    expect(run.exitCode).toBe(0);
    expect(rounds(run)).toMatchObject([
      { summary: { added: 1 } },
      { error: { code: 'program-failed' } },
      { error: { code: 'config-invalid' } },
      { summary: { added: 2 } },
    ]);
    writeProject(cwd, [APP]);
    const people = await watching([breakProgram]);
    expect(people.run.stderr).toContain('not yet');
    expect(people.run.stdout).toContain('+ added infra/app');
  });

  test('a change stops the program that runs, and only what is new is shown', async () => {
    const started = join(folder.path, 'started');
    writeFileSync(
      join(cwd, 'main.js'),
      `require('node:fs').writeFileSync(${JSON.stringify(started)}, String(process.pid)); setInterval(() => undefined, 1000);\n`,
    );
    let pid = 0;
    let left = 1;
    const watchFolder: WatchFolder = () => ({
      onChange: (listener) => {
        const timer = setInterval(() => {
          if (!existsSync(started) || readFileSync(started, 'utf8') === '') return;
          clearInterval(timer);
          pid = Number(readFileSync(started, 'utf8'));
          writeProgram(cwd, [APP, WEB]);
          listener();
        }, 20);
      },
      next: () => Promise.resolve(left-- > 0),
      close: () => undefined,
    });
    const run = await claims(['diff', '--watch', '--json'], { cwd, watchFolder });
    expect(rounds(run)).toMatchObject([{ summary: { added: 2 } }]);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  test('a program that changes its own folder is not stopped for ever', async () => {
    const [runs, told] = [join(folder.path, 'runs'), join(folder.path, 'told')];
    // Every run is told of, the first three wait to be stopped, the fourth waits until it was told of as well.
    writeFileSync(
      join(cwd, 'main.js'),
      `const fs = require('node:fs');
      fs.appendFileSync(${JSON.stringify(runs)}, 'x');
      const isFourth = fs.statSync(${JSON.stringify(runs)}).size === 4;
      setInterval(() => {
        if (!isFourth || !fs.existsSync(${JSON.stringify(told)})) return;
        fs.copyFileSync('models.json', process.env.CLAIMS_MODELS_OUT);
        process.exit();
      }, 10);\n`,
    );
    let seen = 0;
    let timer: NodeJS.Timeout | undefined;
    const watchFolder: WatchFolder = () => ({
      onChange: (listener) => {
        timer = setInterval(() => {
          const size = existsSync(runs) ? statSync(runs).size : 0;
          if (size === seen) return;
          seen = size;
          listener();
          if (size === 4) writeFileSync(told, '');
        }, 10);
      },
      next: () => Promise.resolve(seen < 4),
      close: () => {
        clearInterval(timer);
      },
    });
    const run = await claims(['diff', '--watch', '--json'], { cwd, watchFolder });
    expect(rounds(run)).toMatchObject([{ summary: { added: 1 } }]);
  });

  test('a target on this machine is read anew each time', async () => {
    const merge = async (): Promise<void> => {
      await claims(['pr', '--merge'], { cwd });
    };
    const { run } = await watching([merge], ['--json']);
    expect(rounds(run)).toMatchObject([{ summary: { added: 1 } }, { summary: { added: 0 } }]);
  });

  test('a target behind a network is read once', async () => {
    const server = await serveGit(folder.path);
    try {
      let asked = 0;
      const change = (): void => {
        asked = server.authorizations.length;
        seedCommit(target, { 'claims/registry.yaml': 'claims: {\n' });
      };
      const { run } = await watching([change], ['--json', '--target', `${server.url}/target.git`]);
      expect(rounds(run)).toMatchObject([{ summary: { added: 1 } }, { summary: { added: 1 } }]);
      expect(asked).toBeGreaterThan(0);
      expect(server.authorizations).toHaveLength(asked);
    } finally {
      await server.close();
    }
  });

  test('clears the screen of a terminal, and of nothing else', async () => {
    const clear = '\u001b[2J';
    const nothing = (): void => undefined;
    expect((await watching([nothing], [], { tty: true })).run.stdout.split(clear)).toHaveLength(3);
    const elsewhere: Partial<CliRunOptions>[] = [
      { tty: false },
      { tty: true, env: { NO_COLOR: '1' } },
      { env: { FORCE_COLOR: '1' } },
    ];
    for (const options of elsewhere) {
      const { run } = await watching([nothing], [], options);
      expect(run.stdout).not.toContain(clear);
      expect(run.stdout.match(/added/g)?.length).toBeGreaterThan(1);
    }
  });

  test('Ctrl-C ends it with 130 and without a word of complaint', async () => {
    const controller = new AbortController();
    const { run, closed } = await watching(
      [
        () => {
          controller.abort();
        },
      ],
      [],
      { signal: controller.signal },
    );
    expect(run.exitCode).toBe(130);
    expect(run.stderr).not.toContain('error');
    expect(run.stdout.match(/\+ added/g)).toHaveLength(1);
    expect(closed).toBe(1);
  });

  test('--exit-code with it is refused: it never ends by itself', async () => {
    const { run } = await watching([], ['--exit-code']);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  });

  test('the folder watched is that of the configuration', async () => {
    const watched: string[] = [];
    const watchFolder: WatchFolder = ({ folder: place, ignored }) => {
      watched.push(place, String(ignored('dist/x')), String(ignored('main.js')));
      return { next: () => Promise.resolve(false), onChange: () => undefined, close: () => undefined };
    };
    await claims(['diff', '--watch', '--config', 'project/cdk8s.yaml'], { cwd: folder.path, watchFolder });
    expect(watched).toEqual([cwd, 'true', 'false']);
  });
});
