import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compiledCli } from '../../fixtures/programs/compiled-cli';
import { changePoints, runSynth, type ChangePoint } from '../../fixtures/programs/killed-synth';
import { temporaryFolder } from '../../fixtures/git/git';
import { seededRandom } from '../../gitops/change-request/random';
import { runs, seed } from '../../runs';
import { putFiles, readTree } from '../../synth/write/tree-fixture';
import { claims, type TestClaim, writeProject } from '../../cli/cli-run';

const BEFORE: readonly TestClaim[] = [
  { key: 'infra/a', spec: { storage: '1Gi' } },
  { key: 'infra/b', spec: { storage: '1Gi' } },
  { key: 'apps/c', spec: { replicas: 1 } },
];
const AFTER: readonly TestClaim[] = [
  { key: 'infra/a', spec: { storage: '2Gi' } },
  { key: 'infra/d', spec: { storage: '1Gi' } },
  { key: 'web/e', spec: { replicas: 1 } },
];
const FOREIGN = { 'README.md': 'mine\n', 'claims/infra/mine/thing.yaml': 'mine: 1\n' };

const SETTINGS = '  project: shop\n  repository: acme/harvester\n';

type Tree = Readonly<Record<string, string>>;

describe('a real `claims synth` that is killed', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let main: string;
  beforeAll(() => {
    folder = temporaryFolder();
    main = compiledCli(join(folder.path, 'cli'));
  });
  afterAll(() => {
    folder.remove();
  });

  /** Points spread over the whole run, in an order of their own: the first few of them alone are many kinds already. */
  function chosen(points: readonly ChangePoint[], count: number): readonly ChangePoint[] {
    const random = seededRandom(seed() ?? 1);
    return points
      .map((point) => ({ point, order: random() }))
      .sort((one, other) => one.order - other.order)
      .slice(0, count)
      .map(({ point }) => point);
  }

  /** Runs whole once, then again and again from the same start, killed each time at another point. */
  async function killEverywhere(
    start: (project: string) => Promise<void>,
    before: Tree,
    count: number,
  ): Promise<number> {
    const place = mkdtempSync(join(folder.path, 'killed-'));
    const whole = join(place, 'whole');
    await start(whole);
    expect(runSynth(main, whole)).toBeNull();
    const after = readTree(join(whole, 'dist'));
    const points = changePoints(whole);
    for (const point of chosen(points, count)) {
      const project = join(place, `at-${point.at}${point.half ? '-half' : ''}`);
      await start(project);
      try {
        expect(runSynth(main, project, point)).toBe('SIGKILL');
        const dist = join(project, 'dist');
        const left = existsSync(dist) ? readTree(dist) : {};
        for (const [path, text] of Object.entries(left)) {
          if (path.startsWith('.claims-staging-')) continue;
          if (!path.endsWith('.ledger')) expect([before[path], after[path]]).toContain(text);
          expect(text.endsWith('\n')).toBe(true);
        }
        const next = await claims(['synth'], { cwd: project });
        expect(next).toMatchObject({ exitCode: 0, stderr: '' });
        expect(readTree(dist)).toEqual(after);
        expect(readdirSync(project).filter((name) => name.startsWith('.claims'))).toEqual([]);
      } catch (error) {
        throw new Error(`killed ${JSON.stringify(point)}: ${String(error)}`, { cause: error });
      }
    }
    return points.length;
  }

  test(
    'while it makes the output folder, leaves it whole or not at all; the next run makes it',
    async () => {
      const start = (project: string): Promise<void> => {
        mkdirSync(project);
        writeProject(project, AFTER, SETTINGS);
        return Promise.resolve();
      };
      expect(await killEverywhere(start, {}, runs(6, Infinity))).toBeGreaterThan(25);
    },
    runs(60_000, 600_000),
  );

  test(
    'while it updates the output folder, leaves every file whole; the next run completes it',
    async () => {
      const standing = join(folder.path, 'standing');
      mkdirSync(standing);
      writeProject(standing, BEFORE, SETTINGS);
      expect((await claims(['synth'], { cwd: standing })).exitCode).toBe(0);
      putFiles(join(standing, 'dist'), FOREIGN);
      const start = (project: string): Promise<void> => {
        cpSync(standing, project, { recursive: true });
        writeProject(project, AFTER, SETTINGS);
        return Promise.resolve();
      };
      const before = readTree(join(standing, 'dist'));
      expect(await killEverywhere(start, before, runs(6, Infinity))).toBeGreaterThan(50);
    },
    runs(60_000, 600_000),
  );
});
