import { ToolkitError } from '../../../core/errors/toolkit-error';
import { ReconcileLoop } from '../../../collector/reconciler/run/reconcile-loop';
import { WRITE_BUDGET, WriteBudget } from '../../../collector/reconciler/run/write-budget';
import { LeaderTerm } from '../../../collector/service/leader-term';
import { createLogger } from '../../../collector/service/logger';

describe('a loop whose runs fail', () => {
  it('says so while it leads, and no longer once another process does', async () => {
    let term: number | undefined = 7;
    const logger = createLogger('silent', { write: () => undefined });
    const now = (): number => 0;
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
