import fc from 'fast-check';
import { ReadBackoff } from '../../../collector/informer/read/read-backoff';

const chance = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

describe('waits after failures', () => {
  it('the first is short, all others keep 5 seconds at least and 45 at most, and never sink', () => {
    fc.assert(
      fc.property(fc.array(chance, { minLength: 2, maxLength: 40 }), (chances) => {
        let at = 0;
        const backoff = new ReadBackoff(() => chances[at++] ?? 0);
        const waits = chances.map(() => backoff.failed());
        expect(waits[0]).toBeLessThanOrEqual(1_000);
        for (const [index, wait] of waits.entries()) {
          if (index > 0) expect(wait).toBeGreaterThanOrEqual(5_000);
          expect(wait).toBeLessThanOrEqual(45_000);
        }
      }),
    );
  });

  it('those of many readers that failed together are spread', () => {
    const waits = Array.from({ length: 100 }, () => {
      const backoff = new ReadBackoff(Math.random);
      return [backoff.failed(), backoff.failed()];
    });
    expect(new Set(waits.map(([, second]) => Math.round((second ?? 0) / 100))).size).toBeGreaterThan(10);
  });

  it('begin anew once reading worked', () => {
    const backoff = new ReadBackoff(() => 0.5);
    for (let count = 0; count < 5; count += 1) backoff.failed();
    backoff.worked();
    expect([backoff.failed(), backoff.failed()]).toEqual([500, 6_250]);
  });

  it('are never shorter than the server asks for, and a list that is dear waits at once', () => {
    fc.assert(
      fc.property(fc.nat(300_000), chance, (wish, random) => {
        expect(new ReadBackoff(() => random).failed(wish)).toBeGreaterThanOrEqual(wish);
      }),
    );
    expect(new ReadBackoff(() => 0).failed(0, true)).toBe(5_000);
  });
});
