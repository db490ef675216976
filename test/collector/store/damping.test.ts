import type { ClaimReport } from '../../../core/status/claim-status';
import type { ConditionStatus } from '../../../core/status/condition';
import { applyReport } from '../../../collector/store/apply-report';
import { DAMPING, publishedStatus, type PublishedStatus, withChange } from '../../../collector/store/damping';
import type { StoredStatus } from '../../../collector/store/stored-status';

const START = 1_000_000;
const SECOND = 1_000;

/** A claim that is reported at times, in seconds, and looked at in between. */
class Claim {
  private stored: StoredStatus | undefined;

  at(seconds: number, more: Partial<ClaimReport>): this {
    const report: ClaimReport = {
      cluster: 'prod',
      claimRef: 'shop/one',
      identity: { apiVersion: 'acme.io/v1', kind: 'Database', namespace: 'shop', name: 'one' },
      statusMessage: 'm',
      ...more,
    };
    this.stored = applyReport(this.stored, report, START + seconds * SECOND, DAMPING).next ?? this.stored;
    return this;
  }

  /** Ready is one status after the other, every so many seconds. */
  alternate(from: number, times: number, every: number): this {
    for (let turn = 0; turn < times; turn++) {
      this.at(from + turn * every, { ready: { status: turn % 2 === 0 ? 'False' : 'True' } });
    }
    return this;
  }

  published(seconds: number): PublishedStatus {
    return publishedStatus(this.stored!, START + seconds * SECOND, DAMPING);
  }

  ready(seconds: number): ConditionStatus | undefined {
    return this.published(seconds).ready?.status;
  }

  flapping(seconds: number): number | undefined {
    return this.published(seconds).flapping;
  }
}

const ready = (status: ConditionStatus, more: object = {}): Partial<ClaimReport> => ({
  ready: { status, ...more },
});

describe('a change of Ready', () => {
  it('is published after it stood for 30 s', () => {
    const claim = new Claim().at(0, ready('True')).at(100, ready('False'));
    expect([claim.ready(100), claim.ready(129.999), claim.ready(130)]).toEqual(['True', 'True', 'False']);
  });

  it('is published at once where it is the first that is known', () => {
    expect(new Claim().at(0, ready('False')).ready(0)).toBe('False');
  });

  it('is published at once of an object that was made anew', () => {
    const claim = new Claim().at(0, { uid: 'a', ...ready('True') }).at(1, { uid: 'b', ...ready('False') });
    expect(claim.ready(1)).toBe('False');
  });

  it('is published at once of a claim that comes back', () => {
    const claim = new Claim().at(0, ready('True')).at(1, { deleted: true }).at(2, ready('False'));
    expect(claim.ready(2)).toBe('False');
  });

  it('that is taken back was never published', () => {
    const claim = new Claim().at(0, ready('True')).at(50, ready('False')).at(60, ready('True'));
    for (const seconds of [50, 60, 79, 80, 90, 200]) expect(claim.ready(seconds)).toBe('True');
  });

  it('that is refreshed counts from when it came', () => {
    const claim = new Claim().at(0, ready('True')).at(50, ready('False')).at(70, ready('False'));
    expect([claim.ready(79), claim.ready(80)]).toEqual(['True', 'False']);
  });

  it('whose words change counts from when it came', () => {
    const claim = new Claim()
      .at(0, ready('True'))
      .at(50, ready('False'))
      .at(70, ready('False', { reason: 'r' }));
    expect([claim.ready(79), claim.ready(80)]).toEqual(['True', 'False']);
  });

  it('stays published while the next one is young', () => {
    const claim = new Claim().at(0, ready('True')).at(50, ready('False')).at(90, ready('Unknown'));
    expect([claim.ready(90), claim.ready(119), claim.ready(120)]).toEqual(['False', 'False', 'Unknown']);
  });

  it('is not held back by Synced, which changes all the time', () => {
    const claim = new Claim().at(0, { ...ready('True'), synced: { status: 'True' } });
    const published: unknown[] = [];
    for (let turn = 0; turn < 8; turn++) {
      claim.at(50 + turn * 10, { ...ready('False'), synced: { status: turn % 2 === 0 ? 'False' : 'True' } });
      published.push(claim.ready(50 + turn * 10));
    }
    expect(published).toEqual(['True', 'True', 'True', 'False', 'False', 'False', 'False', 'False']);
    expect(claim.published(120).synced).toEqual({ status: 'True' });
  });

  it('that appears or is gone is a change, too', () => {
    const claim = new Claim().at(0, {}).at(50, ready('True'));
    expect([claim.ready(79), claim.ready(80)]).toEqual([undefined, 'True']);
    claim.at(100, {});
    expect([claim.ready(129), claim.ready(130)]).toEqual(['True', undefined]);
  });
});

describe('what is never held back', () => {
  it.each<[string, Partial<ClaimReport>, Partial<PublishedStatus>]>([
    ['a message', { ...ready('True'), statusMessage: 'new' }, { statusMessage: 'new' }],
    ['a generation', { ...ready('True'), generation: 7 }, { generation: 7 }],
    ['a cause', { ...ready('True'), cause: { kind: 'K', name: 'n' } }, { cause: { kind: 'K', name: 'n' } }],
    ['words of Ready', ready('True', { reason: 'new' }), { ready: { status: 'True', reason: 'new' } }],
  ])('%s', (_what, report, wanted) => {
    expect(new Claim().at(0, ready('True')).at(100, report).published(100)).toMatchObject(wanted);
  });

  it('a cause beside a Ready that is', () => {
    const claim = new Claim()
      .at(0, ready('True'))
      .at(100, { ...ready('False'), cause: { kind: 'K', name: 'n' } });
    expect(claim.published(100)).toMatchObject({ ready: { status: 'True' }, cause: { kind: 'K' } });
  });
});

describe('flapping', () => {
  it.each([
    ['5 changes in 2 minutes are none', 5, 10, 41, undefined],
    ['6 are', 6, 10, 51, 6],
    ['12 are counted', 12, 5, 56, 12],
    ['6 in more than 2 minutes are none', 6, 25, 126, undefined],
    ['those that are older than 2 minutes do not count', 12, 12, 133, 10],
  ])('%s', (_what, times, every, seconds, wanted) => {
    const claim = new Claim().at(-1000, ready('True')).alternate(0, times, every);
    expect(claim.flapping(seconds)).toBe(wanted);
  });

  it('is one thing that is said, and over 30 s after the last change', () => {
    const claim = new Claim().at(-1000, ready('True')).alternate(0, 7, 1);
    expect(claim.published(35)).toMatchObject({ ready: { status: 'True' }, flapping: 7 });
    expect(claim.published(36)).toEqual(expect.not.objectContaining({ flapping: expect.anything() }));
    expect(claim.ready(36)).toBe('False');
  });

  it('counts changes of Ready and Synced together, a report that changes both once', () => {
    const claim = new Claim().at(-1000, { ...ready('True'), synced: { status: 'True' } });
    for (let turn = 0; turn < 6; turn++) {
      const status = turn % 2 === 0 ? 'False' : 'True';
      claim.at(turn, { ready: { status }, synced: { status } });
    }
    expect(claim.flapping(6)).toBe(6);
  });

  it('of an object that was made anew begins anew', () => {
    const claim = new Claim().at(-1000, { uid: 'a', ...ready('True') }).alternate(0, 9, 1);
    expect(claim.at(10, { uid: 'b', ...ready('True') }).flapping(10)).toBeUndefined();
  });

  it('of thousands of changes a second takes no more room than of a thousand', () => {
    let recentChanges: readonly number[] = [];
    for (let turn = 0; turn < 3_000; turn++) {
      recentChanges = withChange({ recentChanges } as StoredStatus, START, DAMPING);
    }
    expect(recentChanges.length).toBeLessThanOrEqual(1_000);
  });
});
