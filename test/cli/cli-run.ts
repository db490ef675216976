import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../../cli/run-cli';
import type { WatchFolder } from '../../cli/watch/folder-watcher';
import type { JsonObject } from '../../core/claim-model';

/** What a run of the command line left. */
export interface CliRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** stdout as JSON. */
  readonly json: () => Record<string, never>;
}

/** How to run it. */
export interface CliRunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly tty?: boolean;
  readonly signal?: AbortSignal;
  readonly watchFolder?: WatchFolder;
}

/** The environment without what a package manager says of itself, however the tests are run. */
const BY_A_SHELL = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_(?:command|config_user_agent)$/.test(name)),
);

/** Runs the command line in this process, as `main.ts` would. */
export async function claims(argv: readonly string[], options: CliRunOptions): Promise<CliRun> {
  let stdout = '';
  let stderr = '';
  const exitCode = await runCli({
    argv,
    env: { ...BY_A_SHELL, SOURCE_DATE_EPOCH: '1700000000', ...options.env },
    cwd: options.cwd,
    stdout: { isTTY: options.tty ?? false, columns: options.columns, write: (text) => (stdout += text) },
    stderr: { isTTY: options.tty ?? false, columns: options.columns, write: (text) => (stderr += text) },
    signal: options.signal ?? new AbortController().signal,
    // How fast the machine is changes no output.
    patience: 600_000,
    ...(options.watchFolder === undefined ? {} : { watchFolder: options.watchFolder }),
  });
  return { exitCode, stdout, stderr, json: () => JSON.parse(stdout) as Record<string, never> };
}

/** A claim as a test writes it. */
export interface TestClaim {
  /** `<category>/<name>` */
  readonly key: string;
  readonly spec?: JsonObject;
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: JsonObject;
  readonly flatFile?: string;
  readonly file?: string;
  readonly cluster?: string;
  readonly owner?: string;
}

/** Hands over `models.json`, which takes a tenth of the time that Node needs to start; a `main.js` of the test itself is run by Node. */
const PROGRAM = 'test -e main.js && exec node main.js\nexec cp models.json "$CLAIMS_MODELS_OUT"\n';

/** Writes a project whose program hands over these claims. */
export function writeProject(folder: string, claimsOf: readonly TestClaim[], gitops = ''): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'cdk8s.yaml'),
    `app: sh program.sh\n${gitops === '' ? '' : `gitops:\n${gitops}`}`,
  );
  writeProgram(folder, claimsOf);
}

/** What the program declares, from now on. */
export function writeProgram(
  folder: string,
  claimsOf: readonly TestClaim[],
  issues: readonly object[] = [],
): void {
  const categories = [...new Set(claimsOf.map(({ key }) => key.slice(0, key.lastIndexOf('/'))))];
  const document = {
    version: 1,
    categories: categories.map((name) => ({ name })),
    claims: claimsOf.map((claim, index) => {
      const { key, spec = {}, apiVersion = 'example.test/v1', kind = 'VolumeClaim' } = claim;
      const { metadata = {}, flatFile, file, cluster, owner } = claim;
      const category = key.slice(0, key.lastIndexOf('/'));
      const name = key.slice(category.length + 1);
      return {
        constructPath: key,
        category,
        name,
        template: kind.toLowerCase(),
        ...(flatFile === undefined ? {} : { flatFile }),
        ...(file === undefined ? {} : { file }),
        ...(cluster === undefined ? {} : { cluster }),
        ...(owner === undefined ? {} : { owner }),
        object: { apiVersion, kind, metadata: { name, ...metadata }, spec },
        dependsOn: [],
        source: { file: 'main.js', line: index + 1 },
      };
    }),
    issues,
  };
  rmSync(join(folder, 'main.js'), { force: true });
  writeFileSync(join(folder, 'program.sh'), PROGRAM);
  writeFileSync(join(folder, 'models.json'), JSON.stringify(document));
}
