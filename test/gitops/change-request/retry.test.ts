import { ToolkitError } from '../../../core/errors/toolkit-error';
import { RaceLost, withRetries } from '../../../gitops/change-request/retry';

test('a lost race is run again with doubling, jittered, bounded waits, and given up at last', async () => {
  const waits: number[] = [];
  const wait = (milliseconds: number) => {
    waits.push(milliseconds);
    return Promise.resolve();
  };
  let attempts = 0;
  const run = withRetries({ attempts: 6, firstWait: 100, longestWait: 700, random: () => 0.5, wait }, () => {
    attempts++;
    return Promise.reject(new RaceLost('main moved'));
  });
  await expect(run).rejects.toMatchObject({
    code: 'request-race-lost',
    message: 'gave up after 6 attempts: main moved',
  });
  expect(attempts).toBe(6);
  expect(waits).toEqual([50, 100, 200, 350, 350]);
});

test('a lock counts as a lost race and stays itself, everything else is thrown at once', async () => {
  const policy = { attempts: 2, wait: () => Promise.resolve() };
  const locked = new ToolkitError('target-locked', 'locked');
  await expect(withRetries(policy, () => Promise.reject(locked))).rejects.toBe(locked);
  let attempts = 0;
  const broken = withRetries(policy, () => {
    attempts++;
    return Promise.reject(new Error('broken'));
  });
  await expect(broken).rejects.toThrow('broken');
  expect(attempts).toBe(1);
});

test('waiting ends with the run', async () => {
  const controller = new AbortController();
  const run = withRetries(
    { firstWait: 60_000, random: () => 1 },
    () => Promise.reject(new RaceLost('x')),
    controller.signal,
  );
  controller.abort();
  await expect(run).rejects.toMatchObject({ code: 'git-aborted' });
});
