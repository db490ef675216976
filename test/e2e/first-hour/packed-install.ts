import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hasPseudoTerminal } from './pseudo-terminal';

const PROJECT = join(__dirname, '../../..');
const DEPENDENCIES = [
  'cdk8s',
  'constructs',
  'yaml',
  'zod',
  'commander',
  'simple-git',
  'typescript',
  '@types/node',
];

/** `describe` where the documentation can be played: with a build and a pseudo-terminal; else `describe.skip`, and a line that says so. */
export function describeWithTerminal(name: string, suite: () => void): void {
  const canPlay = existsSync(join(PROJECT, 'build/cli/main.js')) && hasPseudoTerminal();
  if (!canPlay) {
    process.stderr.write(`${name}: not played, needs \`npm run build\` and \`script\` of util-linux\n`);
  }
  (canPlay ? describe : describe.skip)(name, suite);
}

/** Installs the packed archive as npm does; what it needs comes from this checkout, so that no registry is asked. */
export function installPacked(folder: string): void {
  const packed = spawnSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  const archive = packed.stdout.trim().split('\n').at(-1) ?? '';
  const own = join(folder, 'node_modules/cdk8s-claims');
  mkdirSync(own, { recursive: true });
  spawnSync('tar', ['-xzf', join(folder, archive), '-C', own, '--strip-components=1']);
  for (const name of DEPENDENCIES) {
    const place = join(folder, 'node_modules', name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(realpathSync(join(PROJECT, 'node_modules', name)), place);
  }
  // simple-git and cdk8s find theirs where the links lead to.
  const packages = { 'node_modules/cdk8s-claims': { resolved: `file:${archive}` } };
  writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
  mkdirSync(join(folder, 'node_modules/.bin'));
  symlinkSync('../cdk8s-claims/build/cli/main.js', join(folder, 'node_modules/.bin/claims'));
}

/** All variables of a shell as in a container: no home, no identity but Git's own, no colours. */
export function containerEnvironment(): Record<string, string> {
  return {
    PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(':'),
    TERM: 'dumb',
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
    SOURCE_DATE_EPOCH: '1700000000',
    CLAIMS_CACHE: 'off',
    NPM_CONFIG_UPDATE_NOTIFIER: 'false',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Ana',
    GIT_AUTHOR_EMAIL: 'ana@example.test',
    GIT_COMMITTER_NAME: 'Ana',
    GIT_COMMITTER_EMAIL: 'ana@example.test',
  };
}
