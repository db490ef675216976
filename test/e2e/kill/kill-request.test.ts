import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { claims, writeProgram, writeProject, type TestClaim } from '../../cli/cli-run';
import { bareRepository, git, temporaryFolder } from '../../fixtures/git/git';
import { compiledCli } from '../../fixtures/programs/compiled-cli';
import { type KillPoint, type Program, runKilled } from '../../fixtures/programs/killed-run';
import { seededRandom } from '../../gitops/change-request/random';
import { runs, seed } from '../../runs';

const REQUEST = 'refs/claims/requests/shop/all';
const MAIN = 'refs/heads/main';
const CLAIMS: readonly TestClaim[] = [
  { key: 'infra/app', spec: { storage: '10Gi' } },
  { key: 'apps/web', spec: { replicas: 1 } },
];
const EARLIER: readonly TestClaim[] = [
  { key: 'infra/app', spec: { storage: '5Gi' } },
  { key: 'infra/old', spec: { storage: '5Gi' } },
];

/** Points at which a real process is killed, for each of the three runs. */
const POINTS = runs(50, 200);

interface Scene {
  readonly target: string;
  readonly project: string;
}

let folder: ReturnType<typeof temporaryFolder>;
let main: string;
beforeAll(() => {
  folder = temporaryFolder();
  main = compiledCli(join(folder.path, 'cli'));
});
afterAll(() => {
  folder.remove();
});

function program({ project }: Scene, argv: readonly string[]): Program {
  return {
    arguments: [main, ...argv, '--json', '--config', join(project, 'cdk8s.yaml')],
    environment: { SOURCE_DATE_EPOCH: '1700000000', NODE_COMPILE_CACHE: join(folder.path, 'cache') },
  };
}

async function finish({ project }: Scene, argv: readonly string[]): Promise<Record<string, unknown>> {
  const run = await claims([...argv, '--json'], { cwd: project });
  expect(run).toMatchObject({ exitCode: 0 });
  return run.json();
}

function refsOf({ target }: Scene): Record<string, string> {
  const lines = git(target, ['for-each-ref', '--format=%(refname) %(tree)']).split('\n');
  return Object.fromEntries(lines.map((line) => line.split(' ') as [string, string]));
}

/** A repository in which something is open or merged already, and a program that says more. */
async function prepare(name: string, before: readonly (readonly string[])[]): Promise<Scene> {
  const at = join(folder.path, name);
  const project = join(at, 'project');
  writeProject(project, EARLIER, '  target: ../target.git\n  project: shop\n  repository: acme/harvester\n');
  const target = bareRepository(at, { 'README.md': 'x\n' });
  for (const argv of before) await finish({ target, project }, argv);
  writeProgram(project, CLAIMS);
  return { target, project };
}

function copyOf({ project }: Scene, name: string): Scene {
  const at = join(folder.path, name);
  cpSync(join(project, '..'), at, { recursive: true });
  return { target: join(at, 'target.git'), project: join(at, 'project') };
}

/** A moment of a run that takes so much less time. */
function scaled(point: KillPoint, factor: number): KillPoint {
  return point.when === 'time' ? { ...point, milliseconds: Math.floor(point.milliseconds * factor) } : point;
}

/** Each Git command before, after and while it runs, then random moments of the whole run; spread in a seeded order. */
function killPoints(calls: number, duration: number): readonly KillPoint[] {
  const random = seededRandom(seed() ?? 1);
  const points: KillPoint[] = [];
  for (let call = 1; call <= calls; call++) {
    points.push({ when: 'before', call }, { when: 'after', call });
    points.push({ when: 'during', call, seconds: Math.round(random() * 30) / 1000 });
  }
  while (points.length < POINTS * 1.2) {
    points.push({ when: 'time', milliseconds: Math.floor(random() * duration) });
  }
  return points
    .map((point) => ({ point, order: random() }))
    .sort((one, other) => one.order - other.order)
    .slice(0, POINTS)
    .map(({ point }) => point);
}

test.each([
  ['pr, which opens a request', [], ['pr']],
  ['pr, which updates a request', [['pr']], ['pr']],
  ['pr --merge', [['pr', '--merge']], ['pr', '--merge', '--acknowledge', 'infra/old']],
])(
  'a real `claims %s`, killed anywhere, leaves the target as it was or complete, and the next run finishes',
  async (_, before, argv) => {
    const name = argv.join('') + String(before.length);
    const start = await prepare(name, before);
    const standing = refsOf(start);
    const whole = copyOf(start, `${name}-whole`);
    const began = Date.now();
    const { code, calls } = await runKilled(join(whole.project, '..'), program(whole, argv));
    expect(code).toBe(0);
    const complete = refsOf(whole);
    expect(complete).not.toEqual(standing);
    const first = Date.now() - began;
    // The first run may be the slowest: a run that ended before it was killed tells how long they take now.
    let shortest = first;
    const points = killPoints(calls, first);
    let killed = 0;
    const killAt = async (index: number, point: KillPoint): Promise<void> => {
      const scene = copyOf(start, `${name}-${index}`);
      const started = Date.now();
      const end = await runKilled(
        join(scene.project, '..'),
        program(scene, argv),
        scaled(point, shortest / first),
      );
      if (end.code === null) killed++;
      else shortest = Math.min(shortest, Date.now() - started);
      expect(git(scene.target, ['fsck', '--strict', '--no-dangling'])).toBe('');
      for (const [ref, tree] of Object.entries(refsOf(scene))) {
        expect([MAIN, REQUEST]).toContain(ref);
        // A request on its way to the base stands in its own ref first.
        expect([standing[ref], complete[ref], ref === REQUEST ? complete[MAIN] : undefined]).toContain(tree);
      }
      await finish(scene, argv);
      expect(refsOf(scene)[MAIN]).toBe(complete[MAIN]);
      if (!argv.includes('--merge')) expect(refsOf(scene)).toEqual(complete);
      if (index % 5 > 0) return;
      const refs = git(scene.target, ['for-each-ref']);
      expect(await finish(scene, argv)).toMatchObject({ writes: 0 });
      expect(git(scene.target, ['for-each-ref'])).toBe(refs);
    };
    const queue = [...points.entries()];
    const worker = async (): Promise<void> => {
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
        const [index, point] = next;
        await killAt(index, point).catch((error: unknown) => {
          throw new Error(`killed ${JSON.stringify(point)}: ${String(error)}`, { cause: error });
        });
      }
    };
    await Promise.all([worker(), worker(), worker()]);
    expect(points).toHaveLength(POINTS);
    // Some of the random moments come after the end.
    expect(killed).toBeGreaterThan(POINTS * 0.8);
  },
  3_600_000,
);
