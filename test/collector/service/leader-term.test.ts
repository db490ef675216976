import { LeaderTerm } from '../../../collector/service/leader-term';
import { createLogger } from '../../../collector/service/logger';

describe('a process that may lead', () => {
  let clock: number;
  let answer: () => number | undefined;
  let lead: LeaderTerm;
  beforeEach(() => {
    clock = 0;
    answer = () => 7;
    const logger = createLogger('silent', { write: () => undefined });
    const take = (): Promise<number | undefined> => Promise.resolve().then(() => answer());
    lead = new LeaderTerm({ take, lease: 30_000, now: () => clock, logger });
  });
  const fails = (): never => {
    throw new Error('down');
  };

  it('leads in the term that the store gave, and not before it asked', async () => {
    expect(lead.term).toBeUndefined();
    expect(await lead.current()).toBe(7);
    expect(lead.term).toBe(7);
  });

  it('does not begin a write late in its lease', async () => {
    await lead.current();
    clock = 19_999;
    expect(lead.term).toBe(7);
    clock = 20_000;
    expect(lead.term).toBeUndefined();
  });

  it('counts the lease from when it asked, not from when it was answered', async () => {
    answer = () => {
      clock = 15_000;
      return 7;
    };
    await lead.current();
    clock = 20_000;
    expect(lead.term).toBeUndefined();
  });

  it('keeps the lead while the store is down for a moment, and loses it after', async () => {
    await lead.current();
    answer = fails;
    clock = 10_000;
    expect(await lead.current()).toBe(7);
    clock = 21_000;
    expect(await lead.current()).toBeUndefined();
  });

  it('ends at once where another one leads', async () => {
    await lead.current();
    answer = () => undefined;
    expect(await lead.current()).toBeUndefined();
    expect(lead.term).toBeUndefined();
  });
});
