import { openSqliteStore } from '../../../collector/store/sqlite/open-sqlite-store';
import { SqliteEngine } from '../../../collector/store/sqlite/sqlite-engine';
import { STORE_RULES } from '../../../collector/store/decide/store-rules';
import { legacy, statusStoreContract } from '../../contract/status-store';
import { storeInThread } from '../../fixtures/collector/store-in-thread';
import { temporaryFolder } from '../../fixtures/git/git';
import { SOURCE_THREAD } from './source-thread';

describe('a store in SQLite', () => {
  statusStoreContract(() => {
    const folder = temporaryFolder();
    return Promise.resolve({
      open: (rules = STORE_RULES) => Promise.resolve(storeInThread({ folder: folder.path, rules })),
      remove: () => {
        folder.remove();
      },
    });
  });

  it('holds in its thread what it said, and answers many at once with few commits', async () => {
    const folder = temporaryFolder();
    const options = { folder: folder.path, rules: STORE_RULES };
    let store = await openSqliteStore(options, SOURCE_THREAD);
    const reports = Array.from({ length: 200 }, (_, index) => legacy('a', `x/${index}`, 'm'));
    await Promise.all(reports.map((report) => store.report({ cluster: 'a', reports: [report] })));
    expect((await store.figures()).commits).toBeLessThan(50);
    await store.close();
    store = await openSqliteStore(options, SOURCE_THREAD);
    expect((await store.read('a')).statuses).toHaveLength(200);
    await store.close();
    folder.remove();
  });

  it('gives greater terms after a restart, also where the clock was put back meanwhile', () => {
    const folder = temporaryFolder();
    const take = (holder: string, now: number): unknown => {
      const engine = new SqliteEngine({ folder: folder.path, rules: STORE_RULES });
      const request = { role: 'r', holder, lease: 60_000 };
      const [answer] = engine.run([{ does: 'lead', request }], now);
      engine.close();
      return answer;
    };
    expect(take('a', 600_000)).toEqual({ value: 600_000 });
    expect(take('b', 1_000)).toEqual({ value: 600_001 });
    expect(take('c', 700_000)).toEqual({ value: 700_000 });
    folder.remove();
  });

  it('is opened by one process alone', async () => {
    const folder = temporaryFolder();
    const options = { folder: folder.path, rules: STORE_RULES };
    const store = await openSqliteStore(options, SOURCE_THREAD);
    await expect(openSqliteStore(options, SOURCE_THREAD)).rejects.toMatchObject({ code: 'store-in-use' });
    await store.close();
    folder.remove();
  });

  it('says that it is full, keeps what it has, and goes on once there is room', async () => {
    const folder = temporaryFolder();
    const small = { folder: folder.path, rules: STORE_RULES, pageLimit: 60 };
    let store = await openSqliteStore(small, SOURCE_THREAD);
    const kept: string[] = [];
    let refusal: unknown;
    for (let index = 0; refusal === undefined && index < 500; index++) {
      const report = legacy('a', `x/${index}`, 'm'.repeat(1000));
      await store.report({ cluster: 'a', reports: [report] }).then(
        () => kept.push(report.claimRef),
        (error: unknown) => {
          refusal = error;
        },
      );
    }
    expect(refusal).toMatchObject({ code: 'store-full' });
    const held = async (): Promise<string[]> =>
      (await store.read()).statuses.map(({ claimRef }) => claimRef).sort();
    expect(await held()).toEqual([...kept].sort());
    expect(await store.forget('a', 'x/0')).toBe(true);
    await store.report({ cluster: 'a', reports: [legacy('a', 'x/new', 'small')] });
    await expect(store.check()).resolves.toBeUndefined();
    await store.close();
    store = await openSqliteStore({ ...small, pageLimit: undefined }, SOURCE_THREAD);
    expect(await held()).toEqual([...kept.slice(1), 'x/new'].sort());
    await store.close();
    folder.remove();
  });
});
