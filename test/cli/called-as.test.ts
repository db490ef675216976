import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../cli/command/command-table';
import { temporaryFolder } from '../fixtures/git/git';
import { claims } from './cli-run';

/** What a package manager says of itself to what it starts, and how people call a command by it. */
const MANAGERS = [
  [{ npm_command: 'exec' }, 'npx claims', 'npm install'],
  [
    { npm_config_user_agent: 'npm/11.6.0 node/v24.1.0 linux x64 workspaces/false' },
    'npx claims',
    'npm install',
  ],
  [
    { npm_command: 'run-script', npm_config_user_agent: 'npm/11.6.0 node/v24.1.0' },
    'npx claims',
    'npm install',
  ],
  [
    { npm_command: 'run-script', npm_config_user_agent: 'pnpm/10.2.0 npm/? node/v24.1.0 linux x64' },
    'pnpm exec claims',
    'pnpm install',
  ],
  [{ npm_config_user_agent: 'yarn/1.22.22 npm/? node/v24.1.0 linux x64' }, 'yarn claims', 'yarn install'],
  [{ npm_config_user_agent: 'yarn/4.9.1 npm/? node/v24.1.0 linux x64' }, 'yarn claims', 'yarn install'],
  [{ npm_config_user_agent: 'bun/1.3.0 npm/? node/v24.1.0 linux x64' }, 'bunx claims', 'bun install'],
  [{}, 'claims', 'npm install'],
  [{ npm_config_user_agent: 'else/1.0' }, 'claims', 'npm install'],
] as const;

describe('a command to copy', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  test.each(MANAGERS)(
    'started with %j is `%s`, in help, hints, errors and pointers alike',
    async (env, called) => {
      const run = (...argv: string[]): ReturnType<typeof claims> =>
        claims(argv, { cwd: folder.path, env, columns: 200 });
      for (const { name, examples } of COMMANDS) {
        const { stdout } = await run(...name.split(' '), '--help');
        for (const { command } of examples) {
          expect(stdout).toContain(`$ ${command.replace(/^claims/, called)}\n`);
        }
      }
      for (const argv of [['--help'], [], ['help']]) {
        expect((await run(...argv)).stdout).toContain(`Start with: ${called} init my-claims`);
      }
      const wrong = (await run('plan')).stderr;
      expect(wrong).toContain(`use \`${called} diff\``);
      expect(wrong).toContain(`\`${called} --help\``);
      expect(wrong).toContain(`more: ${called} explain`);
      expect(wrong.replaceAll(called, '')).not.toContain('claims ');
    },
  );

  test.each(MANAGERS)('started with %j is what init proposes as %s', async (env, called, install) => {
    const { stdout } = await claims(['init', 'shop', '--target', '../x'], { cwd: folder.path, env });
    const inProject = called === 'claims' ? 'npx claims' : called;
    expect(stdout.slice(stdout.indexOf('Next:')).split('\n').slice(1)).toEqual([
      ...['cd shop', install, `${inProject} synth`, `${inProject} diff`, `${inProject} pr`].map(
        (step) => `  ${step}`,
      ),
      '',
    ]);
  });

  test.each([
    ['pnpm-lock.yaml', 'pnpm install', 'pnpm exec claims'],
    ['pnpm-workspace.yaml', 'pnpm install', 'pnpm exec claims'],
    ['yarn.lock', 'yarn install', 'yarn claims'],
    ['bun.lock', 'bun install', 'bunx claims'],
    ['package-lock.json', 'npm install', 'npx claims'],
  ])('of a project below a %s is that of its package manager', async (lock, install, called) => {
    writeFileSync(join(folder.path, lock), '');
    for (const more of [[], ['--infra']]) {
      const { stdout } = await claims(['init', `apps/shop${more.length}`, ...more], { cwd: folder.path });
      expect(stdout).toContain(`\n  ${install}\n  ${called} `);
      expect(stdout.replaceAll(called, '').replaceAll('my-claims', '')).not.toMatch(
        /\bclaims (?:diff|pr|synth)/,
      );
    }
  });
});
