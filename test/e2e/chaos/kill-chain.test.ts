import { type FolderCopy } from '../../fixtures/git/git';
import { describeWithPostgres } from '../../fixtures/postgres/describe-with-postgres';
import { type PostgresServer, startPostgres } from '../../fixtures/postgres/postgres-server';
import { seededRepository } from '../../collector/chaos/seeded-repository';
import { runs, steadySeed } from '../../runs';
import { ProcessRun } from './process-run';

/** Plans with one collector, and with two on a database. */
const PLANS = runs(27, 100);
/** Plans at once: most of their time processes start. */
const LANES = 4;

jest.setTimeout(3_600_000);

let files: FolderCopy;
beforeAll(async () => {
  files = await seededRepository();
});

/** Carries out plans; a failure names its seed. */
async function carryOut(count: number, database?: () => Promise<string>): Promise<void> {
  const first = steadySeed() ?? Date.now() % 1_000_000;
  let next = first;
  const lane = async (): Promise<void> => {
    while (next < first + count) {
      const seed = next++;
      try {
        await new ProcessRun({ seed, files, ...(database && { database: await database() }) }).run();
      } catch (error) {
        throw new Error(`SEED=${seed} fails: ${String(error)}`, { cause: error });
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: LANES }, lane));
  const failed = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
  if (failed.length > 0) throw new AggregateError(failed, failed.map(String).join('\n'));
}

it(`one collector with a folder: ${PLANS} plans of kills end in the truth`, async () => {
  await carryOut(PLANS);
});

describeWithPostgres('two collectors on one PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());

  it(`${PLANS} plans of kills end in the truth`, async () => {
    await carryOut(PLANS, () => server.createDatabase());
  });
});
