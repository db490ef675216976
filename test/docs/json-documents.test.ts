import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { claims, writeProgram, writeProject } from '../cli/cli-run';
import { bareRepository, filesAt, seedCommit, temporaryFolder } from '../fixtures/git/git';
import { COMMANDS } from '../../cli/command/command-table';
import { emitYaml } from '../../core/yaml/emit-yaml';
import { WHOLE_INPUT } from '../fixtures/deploy/deployment-input';
import { documentPaths, jsonShape, shapePaths } from './json-shape';

const PROJECT = join(__dirname, '../..');
const page = readFileSync(join(PROJECT, 'docs/commands.md'), 'utf8');
const REGISTRY = 'claims/registry.yaml';

const table = page.slice(page.indexOf('| command | document |'), page.indexOf('Fields of `changes`:'));

/** Rows of the table, by what stands in their first column. */
const ROWS = new Map(
  [...table.matchAll(/^\| (`[^|]+) \| [^|`]*`([{[][^`]*)`/gm)].map(([, command = '', shape = '']) => [
    command.replaceAll('`', ''),
    shape,
  ]),
);

/** What no test here runs: it starts processes of its own, and `test/e2e/demo` runs it. */
const GITOPS = '  target: ../target.git\n  project: shop\n  repository: acme/harvester\n  actor: ana\n';
const XRD = join(PROJECT, 'claims/xrds/volume-claim.yaml');

interface Extra {
  readonly statusMessage?: string;
  readonly lastCheckedAt?: string;
  readonly cluster?: string;
}

const NOT_RUN = ['demo'];
/** What only a status collector or a failing program of the cluster adds; the suites of these hold it. */
const NOT_SEEN: Readonly<Record<string, readonly string[]>> = {
  status: ['chain', 'seenAt'],
  'explain <kind>': ['deprecation'],
};

describe('what --json prints is what docs/commands.md says', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let cwd: string;
  let target: string;
  const declared = ['a', 'b', 'c'].map((name) => ({
    key: `infra/${name}`,
    metadata: { namespace: 'shop' },
    cluster: 'prod',
  }));
  /** The target as a work tree. */
  const tree = (): string => join(folder.path, 'tree');
  const json = async (...argv: string[]): Promise<unknown> => {
    const { stdout, stderr } = await claims([...argv, '--json'], { cwd });
    if (stdout === '' || stdout.startsWith('{\n  "error"')) {
      throw new Error(`${argv.join(' ')}: ${stdout}${stderr}`);
    }
    return JSON.parse(stdout) as unknown;
  };

  beforeAll(async () => {
    folder = temporaryFolder();
    target = bareRepository(folder.path, { 'README.md': 'hello\n' });
    cwd = join(folder.path, 'project');
    writeProject(cwd, declared, GITOPS);
    await json('pr', '--merge');
    const text = filesAt(target, 'main')[REGISTRY] ?? '';
    seedCommit(target, {
      [REGISTRY]: text
        .replace('repository: acme/harvester', 'repository: acme/old')
        .replace(
          /^( +)createdBy: .*\n/gm,
          '$&$1status: error\n$1statusMessage: no disk\n$1lastCheckedAt: "2026-11-27T10:00:00Z"\n',
        ),
      'claims/infra/a/kustomization.yaml': 'resources: []\n',
      'claims/odd/x/kustomization.yaml': 'resources:\n  - gone.yaml\n',
      'claims/infra/db/values.yaml': 'replicas: 1\n',
    });
    writeProgram(cwd, declared.slice(0, 1));
    execFileSync('git', ['clone', '--quiet', target, tree()]);
    rmSync(join(tree(), '.git'), { recursive: true });
    writeFileSync(join(cwd, 'deployment.yaml'), emitYaml(WHOLE_INPUT));
  });
  afterAll(() => {
    folder.remove();
  });

  /** Runs of one row; together they have every field. */
  const RUNS: Readonly<Record<string, () => Promise<readonly unknown[]>>> = {
    init: async () => [await json('init', '../one')],
    'init --from': async () => [await json('init', '../two', '--from', '../target.git')],
    adopt: async () => [await json('adopt', '../target.git', '--project', 'other', '--out', '../three')],
    import: async () => [await json('import', XRD)],
    'import --check': async () => {
      await json('import', XRD);
      writeFileSync(join(cwd, 'imports/resources.stuttgart-things.com/v1alpha1.js'), '');
      return [await json('import', '--check')];
    },
    synth: async () => [await json('synth')],
    diff: async () => [await json('diff')],
    'pr, delete': async () => [
      await json('pr', '--dry-run', '--acknowledge', 'infra/b', '--acknowledge', 'infra/c'),
      await json('delete', 'infra/c', '--dry-run'),
      await json('delete', 'infra/c', '--dry-run', '--target', tree(), '--project', 'shop'),
    ],
    'pr with gitops.request.group': async () => {
      writeProject(cwd, declared.slice(0, 1), `${GITOPS}  request:\n    group: category\n`);
      const requests = await json('pr', '--dry-run', '--acknowledge', 'infra/b', '--acknowledge', 'infra/c');
      writeProject(cwd, declared.slice(0, 1), GITOPS);
      return [requests];
    },
    'pr --show': async () => {
      await json('pr', '--acknowledge', 'infra/b', '--acknowledge', 'infra/c');
      return [await json('pr', '--show')];
    },
    list: async () => [
      await json('list', '--target', tree()).then((entries) =>
        // These stand in the entries of this test alone.
        (entries as object[]).map(
          ({ statusMessage: _m, lastCheckedAt: _l, cluster: _c, ...entry }: Extra) => entry,
        ),
      ),
    ],
    'list --program': async () => [await json('list', '--program')],
    status: async () => [await json('status')],
    'registry verify': async () => [await json('registry', 'verify')],
    'registry repair': async () => [
      await json('registry', 'repair', '--dry-run', '--orphans=register'),
      await json('registry', 'repair', '--dry-run', '--orphans=register', '--target', tree()),
    ],
    'rename-project': async () => [
      await json('rename-project', 'shop', '--project', 'store', '--dry-run'),
      await json('rename-project', 'shop', '--project', 'store', '--dry-run', '--target', tree()),
    ],
    'doctor, deploy doctor': async () => [
      await json('doctor', '--base', 'mian'),
      await json('deploy', 'doctor'),
    ],
    'deploy render': async () => [await json('deploy', 'render')],
    'deploy token': async () => [await json('deploy', 'token', 'prod')],
    'explain <code>': async () => [
      await json('explain', 'config-invalid'),
      await json('explain', 'secret-literal-allowed'),
    ],
    'explain <kind>': async () => {
      await json('import', XRD);
      return [
        await json('explain', 'VolumeClaim'),
        await json('explain', 'VolumeClaim.spec'),
        await json('explain', 'VolumeClaim.spec.storage'),
      ];
    },
    explain: async () => [await json('explain')],
    completion: async () => [await json('completion', 'bash')],
  };

  test('every command that prints a document has a row, and every row a run', () => {
    expect(Object.keys(RUNS).sort()).toEqual([...ROWS.keys()].filter((row) => !NOT_RUN.includes(row)).sort());
    const told = [...ROWS.keys()].flatMap((row) => row.split(', '));
    const silent = COMMANDS.filter(({ name }) => !/^(?:__|serve )/.test(name))
      .map(({ name }) => name)
      .filter((name) => !told.some((row) => row === name || row.startsWith(`${name} `)));
    expect(silent).toEqual([]);
  });

  test.each(Object.keys(RUNS))('%s', async (command) => {
    const shape = jsonShape(ROWS.get(command) ?? '');
    const documents = await RUNS[command]!();
    const seen = [...new Set(documents.flatMap((document) => documentPaths(document, shape)))];
    const missing = NOT_SEEN[command] ?? [];
    expect(seen.sort()).toEqual(
      shapePaths(shape)
        .filter((path) => !missing.includes(path))
        .sort(),
    );
  });
});
