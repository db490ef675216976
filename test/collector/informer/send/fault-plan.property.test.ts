import fc from 'fast-check';
import { ToolkitError } from '../../../../core/errors/toolkit-error';
import type { ClaimSummary } from '../../../../collector/informer/claim-summary';
import type { Posted } from '../../../../collector/informer/send/poster';
import type { WatchedKind } from '../../../../collector/informer/seen';
import { QueuedStore } from '../../../../collector/store/queued-store';
import { STORE_RULES } from '../../../../collector/store/decide/store-rules';
import { SqliteEngine } from '../../../../collector/store/sqlite/sqlite-engine';
import { temporaryFolder } from '../../../fixtures/git/git';
import { ManualClock } from '../../../fixtures/informer/manual-clock';
import { runCollector, type RunningCollector } from '../../../fixtures/collector/collector';
import { BUCKET, DATABASE, claimOf, gone, listed, present } from '../../../fixtures/informer/claims';
import { type Fault, SenderWorld } from '../../../fixtures/informer/sender-world';
import { runs, seed } from '../../../runs';

let collector: RunningCollector;
const folder = temporaryFolder();
/** The clock of the informer that runs: leases end by it. */
let clock = new ManualClock();
beforeAll(async () => {
  const engine = new SqliteEngine({ folder: folder.path, rules: STORE_RULES });
  const store = new QueuedStore({
    groups: 1,
    run: (calls) => Promise.resolve(engine.run(calls, clock.now())),
    close: () => {
      engine.close();
      return Promise.resolve();
    },
  });
  collector = await runCollector({ store });
});
afterAll(async () => {
  await collector.close();
  folder.remove();
});

const lost = (): never => {
  throw new ToolkitError('collector-unreachable', 'the connection was lost', { data: { isRefused: true } });
};
const answer = (status: number): Posted => ({ status, text: '{"error":"made up"}' });

/** What may happen to a request. The last ones happen after the collector took it. */
const FAULTS: Readonly<Record<string, (cluster: string) => Fault>> = {
  'lost on the way': () => () => Promise.resolve().then(lost),
  'lost on the way back': () => (next) => next().then(lost),
  'answered 500': () => () => Promise.resolve(answer(500)),
  'answered 429': () => () => Promise.resolve({ ...answer(429), retryAfter: 3_000 }),
  'answered 503 after it was taken': () => (next) => next().then(() => answer(503)),
  'sent twice': () => (next) => next().then(() => next()),
  'refused as too long':
    () =>
    (next, { body }) => {
      const { reports } = body as { reports?: object[] };
      return (reports?.length ?? 0) > 1 ? Promise.resolve(answer(413)) : next();
    },
  'to a collector that lost everything': (cluster) => async (next) => {
    await collector.store.forget(cluster);
    return next();
  },
  'after another informer took over': (cluster) => async (next) => {
    await collector.store.openSession({
      cluster,
      informer: 'thief',
      kinds: [DATABASE, BUCKET],
      standby: false,
    });
    return next();
  },
  'after a repetition of an old one': () => {
    let old: (() => Promise<Posted>) | undefined;
    return async (next) => {
      await old?.();
      old = next;
      return next();
    };
  },
};

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ does: fc.constant('change' as const), name: fc.nat(5), kind: fc.nat(1) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('delete' as const), name: fc.nat(5), kind: fc.nat(1) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('missed delete' as const), name: fc.nat(5), kind: fc.nat(1) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('cause' as const), name: fc.nat(5), kind: fc.nat(1) }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('list' as const), kind: fc.nat(1) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('fault' as const),
      fault: fc.constantFrom(...Object.keys(FAULTS)),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('pass' as const), milliseconds: fc.nat(40_000) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('restart' as const) }) },
);

const KINDS = [DATABASE, BUCKET] as const;
let clusters = 0;

/** A cluster as it is, and an informer that watches it. */
class Scene {
  readonly truth = new Map<string, { kind: WatchedKind; claim: ClaimSummary; cause?: string }>();
  readonly cluster = `cluster-${(clusters += 1)}`;
  private readonly clock = (clock = new ManualClock());
  private readonly faults: Fault[] = [];
  world = this.begin();
  private version = 0;

  begin(): SenderWorld {
    const world = new SenderWorld(`http://127.0.0.1:${collector.port}`, {
      cluster: this.cluster,
      clock: this.clock,
    });
    world.fault = (next, sent) => (this.faults.shift() ?? ((go) => go()))(next, sent);
    return world;
  }

  async run(does: typeof step extends fc.Arbitrary<infer Step> ? Step : never): Promise<void> {
    const { sender, clock } = this.world;
    const now = clock.now();
    switch (does.does) {
      case 'fault':
        this.faults.push((FAULTS[does.fault] as (cluster: string) => Fault)(this.cluster));
        return;
      case 'pass':
        await clock.advance(does.milliseconds);
        return;
      case 'restart':
        await this.world.close();
        this.world = this.begin();
        for (const kind of KINDS) this.list(kind);
        return;
      case 'list':
        this.list(KINDS[does.kind] as WatchedKind);
        return;
      case 'change':
      case 'cause':
      case 'delete':
      case 'missed delete': {
        const kind = KINDS[does.kind] as WatchedKind;
        const key = `${kind.kind}/${does.name}`;
        const known = this.truth.get(key);
        if (does.does === 'change') {
          this.version += 1;
          const uid = known?.claim.uid ?? `uid-${this.version}`;
          const claim = claimOf(`c${does.name}`, { uid, generation: this.version }, kind);
          this.truth.set(key, { ...known, kind, claim });
          sender.seen(present(claim, now, kind));
        } else if (known !== undefined && does.does === 'cause') {
          this.version += 1;
          const cause = `cause ${this.version}`;
          this.truth.set(key, { ...known, cause });
          sender.cause(kind, known.claim, { kind: 'Bucket', name: 'b', message: cause });
        } else if (known !== undefined) {
          this.truth.delete(key);
          if (does.does === 'delete') sender.seen(gone(known.claim, now, kind));
        }
      }
    }
  }

  /** What an informer learns by reading everything: causes are not part of it. */
  list(kind: WatchedKind): void {
    const { sender, clock } = this.world;
    const standing = [...this.truth.values()].filter((each) => each.kind === kind);
    for (const { claim } of standing) sender.seen(present(claim, clock.now(), kind));
    sender.seen(
      listed(
        standing.map(({ claim }) => claim),
        clock.now(),
        kind,
      ),
    );
    for (const { claim, cause } of standing) {
      if (cause !== undefined) sender.cause(kind, claim, { kind: 'Bucket', name: 'b', message: cause });
    }
  }

  async stored(): Promise<unknown[]> {
    const { statuses } = await collector.store.read(this.cluster);
    return statuses
      .filter(({ deletedAt }) => deletedAt === undefined)
      .map(({ identity, uid, status }) => [
        identity?.kind,
        identity?.name,
        uid,
        status.generation,
        status.cause?.message,
      ])
      .sort();
  }

  expected(): unknown[] {
    return [...this.truth.values()]
      .map(({ kind, claim, cause }) => [kind.kind, claim.name, claim.uid, claim.generation, cause])
      .sort();
  }
}

describe('whatever happens to its requests', () => {
  it('the collector knows in the end what is true', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const scene = new Scene();
        for (const each of steps) await scene.run(each);
        for (const kind of KINDS) scene.list(kind);
        const expected = JSON.stringify(scene.expected());
        try {
          await scene.world.until(async () => JSON.stringify(await scene.stored()) === expected);
        } catch (error) {
          expect(await scene.stored()).toEqual(scene.expected());
          throw error;
        }
        expect(scene.world.sender.figures.rejected).toBe(0);
        await scene.world.until(() => scene.world.sender.state === 'session');
        await scene.world.close();
        await collector.store.forget(scene.cluster);
      }),
      { numRuns: runs(20, 400), seed: seed() },
    );
  });
});
