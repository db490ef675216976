import { ChaosTally } from './chaos-tally';
import { askedRuns } from '../../runs';

describe('how many runs', () => {
  const { RUNS, CLAIMS_SOAK } = process.env;
  afterEach(() => {
    Object.assign(process.env, { RUNS: RUNS ?? '', CLAIMS_SOAK: CLAIMS_SOAK ?? '' });
  });

  test.each([
    ['', '', 3],
    ['', '1', 10_000],
    ['1000', '', 1000],
    ['1000', '1', 1000],
    ['0', '', 3],
    ['many', '1', 10_000],
  ])("RUNS='%s' and CLAIMS_SOAK='%s' are %i", (asked, soak, count) => {
    Object.assign(process.env, { RUNS: asked, CLAIMS_SOAK: soak });
    expect(askedRuns(3, 10_000)).toBe(count);
  });
});

test('a tally names what too few plans had', () => {
  const tally = new ChaosTally();
  for (let plan = 0; plan < 10; plan++) {
    tally.add(new Map([['a run fails', 2], ...(plan === 3 ? ([['a post is lost', 1]] as const) : [])]));
  }
  expect(tally.rarer(0.1)).not.toContain('a post is lost');
  expect(tally.rarer(0.2)).toContain('a post is lost');
  expect(tally.rarer(1)).not.toContain('a run fails');
  expect(tally.rarer(0.01)).toContain('the base moves during a run');
  expect(tally.toString()).toContain('10 plans:\n');
  expect(tally.toString()).toContain('a run fails: in 10, 20 times');
});
