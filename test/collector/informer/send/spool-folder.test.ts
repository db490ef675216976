import { appendFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BoxedClaim } from '../../../../collector/informer/send/claim-box';
import { SpoolFolder } from '../../../../collector/informer/send/spool-folder';
import { runCollector } from '../../../fixtures/collector/collector';
import { temporaryFolder } from '../../../fixtures/git/git';
import { DATABASE, claimOf, gone, listed, present } from '../../../fixtures/informer/claims';
import { SenderWorld } from '../../../fixtures/informer/sender-world';

let folder: ReturnType<typeof temporaryFolder>;
const problems: unknown[] = [];
beforeEach(() => {
  folder = temporaryFolder();
  problems.length = 0;
});
afterEach(() => {
  folder.remove();
});

const spool = (largest?: number): SpoolFolder =>
  new SpoolFolder({ folder: folder.path, largest, onProblem: (error) => problems.push(error) });
const boxed = (name: string, more: Partial<BoxedClaim> = {}): BoxedClaim => ({
  kind: DATABASE,
  claim: claimOf(name),
  cause: undefined,
  at: 5,
  isGone: false,
  version: 1,
  ...more,
});
const file = (): string => join(folder.path, 'waiting.jsonl');

describe('a spool in a folder', () => {
  it('keeps the latest of every claim, and appends only what changed', async () => {
    const first = spool();
    expect(await first.load()).toEqual([]);
    const one = boxed('one');
    const two = boxed('two', { isGone: true });
    await first.keep([one, two]);
    const size = statSync(file()).size;
    await first.keep([one, two]);
    expect(statSync(file()).size).toBe(size);
    one.version = 2;
    one.claim = claimOf('one', { generation: 9 });
    one.cause = { kind: 'Bucket', name: 'b', chain: [{ kind: 'Bucket', name: 'b' }] };
    await first.keep([one, two]);
    expect(await spool().load()).toEqual([{ ...one, version: 1 }, two]);
    expect(problems).toEqual([]);
  });

  it('reads what a kill left: the last line may be torn, others may be anything', async () => {
    await spool().keep([boxed('one'), boxed('two')]);
    truncateSync(file(), statSync(file()).size - 20);
    appendFileSync(file(), '\n{"kind":1}\nnull\n{"__proto__":{}}\n');
    expect((await spool().load()).map(({ claim }) => claim.name)).toEqual(['one']);
  });

  it('never grows beyond its bound: what is gone is kept first', async () => {
    const bound = spool(20_000);
    const claims = Array.from({ length: 100 }, (_each, index) =>
      boxed(`claim-${index}`, { isGone: index % 10 === 0 }),
    );
    expect(await bound.keep(claims)).toBeGreaterThan(0);
    for (let version = 2; version < 10; version++) {
      for (const claim of claims.slice(0, 20)) claim.version = version;
      await bound.keep(claims);
      expect(statSync(file()).size).toBeLessThanOrEqual(20_000);
    }
    const kept = await spool(20_000).load();
    expect(kept.filter(({ isGone }) => isGone)).toHaveLength(10);
  });

  it('is removed once nothing waits', async () => {
    const emptied = spool();
    await emptied.keep([boxed('one')]);
    await emptied.clear();
    expect(existsSync(file())).toBe(false);
  });

  it('is an empty one where it cannot be used, and says so', async () => {
    writeFileSync(join(folder.path, 'taken'), '');
    const unusable = new SpoolFolder({
      folder: join(folder.path, 'taken'),
      onProblem: (error) => problems.push(error),
    });
    expect(await unusable.load()).toEqual([]);
    expect(await unusable.keep([boxed('one')])).toBe(0);
    expect(problems).toHaveLength(2);
  });
});

describe('a sender with a spool', () => {
  it('tells after a restart what waited, unless the cluster says something newer', async () => {
    const dead = new SenderWorld('http://127.0.0.1:9', { spool: spool() });
    for (const name of ['one', 'two', 'three']) dead.sender.seen(present(claimOf(name), 1));
    dead.sender.seen(gone(claimOf('three'), 2));
    await dead.until(
      () => existsSync(file()) && readFileSync(file(), 'utf8').split('\n').length === 4,
      false,
    );
    // No end: as after kill -9, only what stands on the disk is left.
    const collector = await runCollector();
    const next = new SenderWorld(`http://127.0.0.1:${collector.port}`, { spool: spool() });
    next.sender.seen(present(claimOf('two', { generation: 7 }), 3));
    await next.until(() => next.sender.pending === 0);
    const generations = async (): Promise<unknown[]> =>
      (await collector.store.read('prod')).statuses
        .filter(({ deletedAt }) => deletedAt === undefined)
        .map(({ claimRef, status }) => [claimRef, status.generation])
        .sort();
    expect(await generations()).toEqual([
      ['shop/one', 1],
      ['shop/two', 7],
    ]);
    await next.until(() => !existsSync(file()));
    next.sender.seen(listed([claimOf('two')], 4));
    await next.until(() => next.sender.pending === 0);
    expect(await generations()).toEqual([['shop/two', 7]]);
    await next.close();
    await dead.close();
    await collector.close();
  });
});
