import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CollectorProcess, startCollector } from '../../fixtures/collector/collector-process';
import { NumberedLoad } from '../../fixtures/collector/numbered-load';
import { temporaryFolder } from '../../fixtures/git/git';
import { describeWithPostgres } from '../../fixtures/postgres/describe-with-postgres';
import { type PostgresServer, query, startPostgres } from '../../fixtures/postgres/postgres-server';
import { seededRandom } from '../../gitops/change-request/random';
import { runs, steadySeed } from '../../runs';

/** Points at which a real process is killed, on each store. */
const POINTS = runs(200, 1_000);
/** Longest time from the first report to the kill, in milliseconds. */
const LONGEST = 150;

jest.setTimeout(1_800_000);

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

/** Kills a collector again and again under load, and looks each time whether the next one holds what was acknowledged. */
async function killAgainAndAgain(env: Readonly<Record<string, string>>): Promise<NumberedLoad> {
  const random = seededRandom(steadySeed() ?? Date.now());
  const load = new NumberedLoad(8, 12);
  for (let point = 0; point < POINTS; point++) {
    const collector = await startCollector({ folder: folder.path, env });
    try {
      expect(await load.problems(collector.url)).toEqual([]);
      const over = load.run(collector.url);
      await new Promise((done) => setTimeout(done, random() * LONGEST));
      await collector.kill();
      await over;
    } finally {
      await collector.kill();
    }
  }
  const last = await startCollector({ folder: folder.path, env });
  expect(await load.problems(last.url)).toEqual([]);
  expect(await last.stop()).toBe(0);
  return load;
}

it(`a store in a folder holds every acknowledged report after each of ${POINTS} kills`, async () => {
  const load = await killAgainAndAgain({});
  expect(load.acknowledgements).toBeGreaterThan(POINTS * 5);
  expect([...load.refusals]).toEqual([]);
});

describeWithPostgres('a store in PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());

  it(`holds every acknowledged report after each of ${POINTS} kills of its collector`, async () => {
    const url = await server.createDatabase();
    const load = await killAgainAndAgain({ COLLECTOR_DATABASE_URL: url });
    expect(load.acknowledgements).toBeGreaterThan(POINTS);
    expect([...load.refusals]).toEqual([]);
    const counted = await query(
      url,
      `SELECT (SELECT sum(claims)::int FROM collector_clusters) AS told, (SELECT count(*)::int FROM collector_statuses) AS held`,
    );
    expect(counted[0]?.['told']).toBe(counted[0]?.['held']);
  });

  it('answers 503 while its database is away, and holds everything once it is back', async () => {
    const url = await server.createDatabase();
    const collector = await startCollector({ folder: folder.path, env: { COLLECTOR_DATABASE_URL: url } });
    const load = new NumberedLoad(8, 12);
    const over = load.run(collector.url);
    try {
      for (let round = 0; round < 4; round++) {
        await reached(() => load.acknowledgements > 200 * (round + 1));
        await (round % 2 === 0 ? server.crash() : server.stop());
        await reached(() => (load.refusals.get(503) ?? 0) > 0);
        expect((await fetch(`${collector.url}/readyz`)).status).toBe(503);
        load.refusals.clear();
        await server.start();
      }
      await reached(() => load.acknowledgements > 1_200);
      load.end();
      await over;
      expect(await load.problems(collector.url)).toEqual([]);
      expect((await fetch(`${collector.url}/readyz`)).status).toBe(200);
      expect(collector.stderr()).not.toContain(server.password);
    } finally {
      await collector.kill();
    }
  });
});

describe('the disk', () => {
  const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;
  (canTrace ? it : it.skip)('is synced at least once for each commit (strace counts)', async () => {
    const trace = join(folder.path, 'trace');
    const collector = await startCollector({ folder: folder.path });
    const argv = ['-f', '-e', 'trace=fsync,fdatasync', '-o', trace, '-p', String(collector.child.pid)];
    const tracer = spawn('strace', argv, { stdio: ['ignore', 'ignore', 'pipe'] });
    const traced = new Promise((done) => tracer.once('exit', done));
    await new Promise((done) => tracer.stderr.once('data', done));
    const load = new NumberedLoad(4, 5);
    const before = commitsOf(await metrics(collector));
    const over = load.run(collector.url);
    await reached(() => load.acknowledgements > 300);
    load.end();
    await over;
    const commits = commitsOf(await metrics(collector)) - before;
    expect(await collector.stop()).toBe(0);
    await traced;
    expect(commits).toBeGreaterThan(10);
    expect(syncsIn(trace)).toBeGreaterThanOrEqual(commits);
  });

  const probe = smallDisk();
  probe?.remove();
  (probe === undefined ? it.skip : it)(
    'that is full: 507 and not ready, nothing is lost, and it goes on once there is room',
    async () => {
      const { path, remove } = smallDisk()!;
      try {
        const ballast = join(path, 'ballast');
        writeFileSync(ballast, Buffer.alloc(2_500_000));
        const env = { COLLECTOR_STATE_DIR: join(path, 'state') };
        const collector = await startCollector({ folder: folder.path, env });
        const load = new NumberedLoad(8, 2_000);
        let over = load.run(collector.url);
        await reached(() => (load.refusals.get(507) ?? 0) > 20);
        expect([...load.refusals.keys()]).toEqual([507]);
        expect((await fetch(`${collector.url}/readyz`)).status).toBe(503);
        expect((await fetch(`${collector.url}/healthz`)).status).toBe(200);
        load.end();
        await over;
        expect(await load.problems(collector.url)).toEqual([]);
        rmSync(ballast);
        const acknowledged = load.acknowledgements;
        over = load.run(collector.url);
        await reached(() => load.acknowledgements > acknowledged + 100);
        load.end();
        await over;
        expect((await fetch(`${collector.url}/readyz`)).status).toBe(200);
        await collector.kill();
        const next = await startCollector({ folder: folder.path, env });
        expect(await load.problems(next.url)).toEqual([]);
        await next.kill();
      } finally {
        remove();
      }
    },
  );
});

/** A disk of 4 MB, where this user may mount one. */
function smallDisk(): { readonly path: string; readonly remove: () => void } | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const { path, remove } = temporaryFolder();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', path]);
  if (mounted.status !== 0) {
    remove();
    return undefined;
  }
  return {
    path,
    remove: () => {
      execFileSync('umount', [path]);
      remove();
    },
  };
}

async function metrics({ url }: CollectorProcess): Promise<string> {
  return (await fetch(`${url}/metrics`)).text();
}

function commitsOf(text: string): number {
  return Number(/^claims_store_commits_total (\d+)$/m.exec(text)?.[1]);
}

function syncsIn(trace: string): number {
  return existsSync(trace) ? (readFileSync(trace, 'utf8').match(/\bf(?:data)?sync\(/g) ?? []).length : 0;
}

async function reached(what: () => boolean): Promise<void> {
  const end = Date.now() + 120_000;
  while (!what()) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((done) => setTimeout(done, 5));
  }
}
