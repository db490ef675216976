import { ToolkitError } from '../../../core/errors/toolkit-error';
import { RegistrySync } from '../../../collector/registry-api/sync/registry-sync';
import type { FoundRegistry } from '../../../collector/registry-api/source/registry-source';
import { createLogger } from '../../../collector/service/logger';
import { THREE_CLAIMS } from '../../fixtures/registry-api/sample-registry';
import { until } from '../../fixtures/registry-api/registry-api';

/** A sync whose clock runs only while it waits, and which stops after some looks. */
function syncOf(answers: readonly (FoundRegistry | ToolkitError | undefined)[], random = 0.5) {
  const waits: number[] = [];
  const looks: (string | undefined)[] = [];
  let clock = 1_000_000;
  let isOver = false;
  const sync = new RegistrySync({
    source: {
      display: 'here',
      file: 'registry.yaml',
      read: (known) => {
        const answer = answers[looks.length];
        looks.push(known);
        if (looks.length === answers.length) isOver = true;
        return answer instanceof ToolkitError ? Promise.reject(answer) : Promise.resolve(answer);
      },
    },
    interval: 60_000,
    logger: createLogger('silent', { write: () => undefined }),
    now: () => clock,
    random: () => random,
    wait: (milliseconds, signal) => {
      if (isOver) {
        return new Promise((done) => {
          signal.addEventListener('abort', () => {
            done();
          });
        });
      }
      waits.push(milliseconds);
      clock += milliseconds;
      return Promise.resolve();
    },
  });
  const run = async (): Promise<void> => {
    await sync.first();
    sync.start();
    await until(() => isOver);
    await sync.close();
  };
  return { sync, waits, looks, run };
}

const GOOD: FoundRegistry = { text: THREE_CLAIMS, version: 'v1' };
const AWAY = new ToolkitError('registry-unavailable', 'away');
const WRONG: FoundRegistry = { text: 'claims: [', version: 'v2' };

it('looks once an interval, a tenth of it left to chance, and says which version it has', async () => {
  const { waits, looks, run } = syncOf([GOOD, undefined, undefined], 1);
  await run();
  expect(waits).toEqual([66_000, 66_000]);
  expect(looks).toEqual([undefined, 'v1', 'v1']);
  const early = syncOf([GOOD, undefined], 0);
  await early.run();
  expect(early.waits).toEqual([54_000]);
});

it('waits longer and longer for a source that is away, but not for ever', async () => {
  const { waits, run } = syncOf([GOOD, ...Array.from({ length: 12 }, () => AWAY)], 1);
  await run();
  expect(waits.slice(0, 5)).toEqual([66_000, 2_000, 4_000, 8_000, 16_000]);
  expect(waits.at(-1)).toBe(240_000);
});

it('waits as long as a source asks for', async () => {
  const busy = new ToolkitError('registry-unavailable', 'busy', { data: { retryAfter: 90_000 } });
  const { waits, run } = syncOf([GOOD, busy, undefined]);
  await run();
  expect(waits).toEqual([60_000, 90_000]);
});

it('asks for what is wrong no less often, and for the version that was good', async () => {
  const { waits, looks, sync, run } = syncOf([GOOD, ...Array.from({ length: 8 }, () => WRONG)], 1);
  await run();
  expect(Math.max(...waits.slice(1))).toBe(60_000);
  expect(new Set(looks.slice(1))).toEqual(new Set(['v1']));
  expect(sync.state?.failure).toMatchObject({ code: 'registry-unreadable', attempts: 8 });
  expect(sync.state?.queries.snapshot.items).toHaveLength(3);
});

it('keeps what it serves where a new version says the same', async () => {
  const { looks, sync, run } = syncOf([GOOD, { text: `# new\n${THREE_CLAIMS}`, version: 'v2' }, undefined]);
  await run();
  expect(looks).toEqual([undefined, 'v1', 'v2']);
  expect(sync.state).toMatchObject({ changedAt: 1_000_000, syncedAt: 1_120_000 });
});

it('throws what the first look throws', async () => {
  await expect(syncOf([AWAY]).sync.first()).rejects.toBe(AWAY);
});
