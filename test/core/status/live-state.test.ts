import { isLive, knownTime, liveState } from '../../../core/status/live-state';

const stateOf = (fields: Readonly<Record<string, string>>) => liveState(new Map(Object.entries(fields)));

describe('liveState', () => {
  test('is what the entry says, with its time in UTC', () => {
    expect(
      stateOf({
        name: 'app',
        status: 'active',
        statusMessage: 'Ready',
        lastCheckedAt: '2026-11-15T12:00:00+02:00',
        cluster: 'prod-eu',
      }),
    ).toEqual({ status: 'active', message: 'Ready', since: '2026-11-15T10:00:00Z', cluster: 'prod-eu' });
  });

  test('is nothing where the entry has no status', () => {
    expect(stateOf({ statusMessage: 'Ready', lastCheckedAt: '2026-11-15T10:00:00Z' })).toBeUndefined();
    expect(stateOf({ status: '' })).toBeUndefined();
  });

  test('is bounded and has no secret', () => {
    const message = `password=hunter2hunter2 ${'x'.repeat(10_000)}`;
    const state = stateOf({ status: 'error', statusMessage: message });
    expect(state?.message?.length).toBeLessThan(5000);
    expect(state?.message).not.toContain('hunter2');
  });

  test.each(['yesterday', '2026-13-45T99:99:99Z', '2026', '<script>', ''])(
    'has no time where %j is none',
    (text) => {
      expect(knownTime(text)).toBeUndefined();
    },
  );

  test.each([
    ['active', true],
    ['creating', true],
    ['error', true],
    ['unknown', false],
    ['deleting', false],
    ['inactive', false],
  ])('%s: something stands in a cluster: %s', (status, expected) => {
    expect(isLive({ status })).toBe(expected);
  });
});
