import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { own, type Shown } from '../../report/text/shown';

/** How the people of a package manager install a project, and call a command of it. */
interface PackageManager {
  readonly install: Shown;
  readonly run: Shown;
  /** What it leaves in a folder that it looks after. */
  readonly locks: readonly string[];
}

const NPM: PackageManager = {
  install: own('npm install'),
  run: own('npx claims'),
  locks: ['package-lock.json', 'npm-shrinkwrap.json'],
};
const MANAGERS: Readonly<Record<string, PackageManager>> = {
  npm: NPM,
  pnpm: {
    install: own('pnpm install'),
    run: own('pnpm exec claims'),
    locks: ['pnpm-lock.yaml', 'pnpm-workspace.yaml'],
  },
  yarn: { install: own('yarn install'), run: own('yarn claims'), locks: ['yarn.lock'] },
  bun: { install: own('bun install'), run: own('bunx claims'), locks: ['bun.lock', 'bun.lockb'] },
};

type Environment = Readonly<Record<string, string | undefined>>;

/** The package manager that started this process; undefined where a shell did. All of them say so in one variable, npm in another one too. */
export function startedBy(env: Environment): PackageManager | undefined {
  const agent = /^([a-z]+)\//.exec(env['npm_config_user_agent'] ?? '')?.[1] ?? '';
  const known = Object.hasOwn(MANAGERS, agent) ? MANAGERS[agent] : undefined;
  return known ?? (env['npm_command'] === undefined ? undefined : NPM);
}

/** The package manager of a new project: whichever started this process, else the one that looks after a folder above, else npm. */
export function managerOf(folder: string, env: Environment): PackageManager {
  const started = startedBy(env);
  if (started !== undefined) return started;
  for (let at = folder; ; at = dirname(at)) {
    const found = Object.values(MANAGERS).find(({ locks }) =>
      locks.some((lock) => existsSync(join(at, lock))),
    );
    if (found !== undefined) return found;
    if (existsSync(join(at, '.git')) || dirname(at) === at) return NPM;
  }
}
