import { ToolkitError } from '../../../core/errors/toolkit-error';
import { ReconcileLoop } from '../../../collector/reconciler/run/reconcile-loop';
import type { ReconcileResult } from '../../../collector/reconciler/run/reconcile';
import { WRITE_BUDGET, WriteBudget } from '../../../collector/reconciler/run/write-budget';
import { LeaderTerm } from '../../../collector/service/leader-term';
import { createLogger } from '../../../collector/service/logger';

const logger = createLogger('silent', { write: () => undefined });
const now = (): number => performance.now();

function loopOf(run: (signal: AbortSignal) => Promise<ReconcileResult>, limit: number): ReconcileLoop {
  return new ReconcileLoop({
    run: (_, signal) => run(signal),
    lead: new LeaderTerm({ take: () => Promise.resolve(1), lease: 60_000, now, logger }),
    budget: new WriteBudget(WRITE_BUDGET, now),
    interval: 60_000,
    logger,
    limit,
    slow: 20,
  });
}

/** A forge that never answers. */
function hanging(signal: AbortSignal): Promise<never> {
  return new Promise((_, fail) => {
    signal.addEventListener('abort', () => {
      fail(new Error('it hangs'));
    });
  });
}

describe('a loop whose run hangs', () => {
  it('is in trouble while that lasts, and ends it after its time', async () => {
    const loop = loopOf(hanging, 200);
    const run = loop.runOnce();
    expect(loop.trouble).toBeUndefined();
    const told = new Promise<string>((done) => {
      const timer = setInterval(() => {
        if (loop.trouble === undefined) return;
        clearInterval(timer);
        done(loop.trouble);
      }, 5);
    });
    expect(await told).toBe('the registry is not written: a run takes longer than 0 s');
    await run;
    expect([loop.trouble, loop.health]).toEqual([undefined, { failures: 1, reason: 'Error: it hangs' }]);
    await loop.runOnce();
    expect(loop.trouble).toBe('the registry is not written: Error: it hangs');
    await loop.close(0);
  });
});

describe('a loop whose runs fail', () => {
  it('says so while it leads, and no longer once another process does', async () => {
    let term: number | undefined = 7;
    const loop = new ReconcileLoop({
      run: () => Promise.reject(new ToolkitError('registry-missing', 'it is not there')),
      lead: new LeaderTerm({ take: () => Promise.resolve(term), lease: 60_000, now, logger }),
      budget: new WriteBudget(WRITE_BUDGET, now),
      interval: 60_000,
      logger,
    });
    await loop.runOnce();
    expect(loop.trouble).toBeUndefined();
    await loop.runOnce();
    expect(loop.trouble).toBe('the registry is not written: it is not there');
    term = undefined;
    await loop.runOnce();
    expect(loop.trouble).toBeUndefined();
  });
});
