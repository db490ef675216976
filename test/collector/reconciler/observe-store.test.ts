import { observedClaims } from '../../../collector/reconciler/observed/observe-store';
import { registryState } from '../../../collector/reconciler/words/registry-state';
import { applyReport } from '../../../collector/store/apply-report';
import { DAMPING } from '../../../collector/store/damping';
import type { StoredStatus } from '../../../collector/store/stored-status';
import type { ClaimReport } from '../../../core/status/claim-status';
import { NOW } from './observed';

const CREATING = { ready: { status: 'False', reason: 'Creating' } } as const;
const READY = { ready: { status: 'True' } } as const;

/** What the registry says at a time of a claim that said these things, each so many seconds after the first. */
function saidAt(
  seconds: number,
  said: readonly (readonly [number, Partial<ClaimReport>])[],
): readonly string[] {
  let stored: StoredStatus | undefined;
  for (const [at, status] of said.filter(([when]) => when <= seconds)) {
    const report: ClaimReport = {
      cluster: 'prod',
      claimRef: 'shop/db',
      identity: { apiVersion: 'acme.io/v1', kind: 'Database', namespace: 'shop', name: 'db' },
      statusMessage: '',
      order: { epoch: 1, sequence: at },
      ...status,
    };
    stored = applyReport(stored, report, NOW + at * 1000, DAMPING).next ?? stored;
  }
  const now = NOW + seconds * 1000;
  const snapshot = { statuses: stored === undefined ? [] : [stored], gone: [], kinds: [], clusters: [] };
  const rules = { damping: DAMPING, silence: { session: 600_000, legacy: undefined } };
  return observedClaims(snapshot, rules, now).map((claim) => registryState(claim, now).status);
}

describe('a claim that is being created', () => {
  it.each([
    ['said that it is', CREATING],
    ['said nothing so far', {}],
  ])('and %s is creating until its Ready is published, and active from then on', (_, first) => {
    const life = [
      [0, first],
      [10, READY],
    ] as const;
    expect([5, 11, 39, 40, 100].map((at) => saidAt(at, life))).toEqual([
      ['creating'],
      ['creating'],
      ['creating'],
      ['active'],
      ['active'],
    ]);
  });

  it('is an error at once where a cause is known, also while its Ready is held back', () => {
    const cause = { kind: 'Instance', name: 'db-x', reason: 'Quota' };
    const life = [
      [0, {}],
      [1, CREATING],
      [5, { ...CREATING, cause }],
    ] as const;
    expect([4, 6, 60].map((at) => saidAt(at, life))).toEqual([['creating'], ['error'], ['error']]);
  });

  it('is an error where it was Ready and is not any more', () => {
    const life = [
      [0, CREATING],
      [10, READY],
      [100, CREATING],
    ] as const;
    expect([99, 110, 131].map((at) => saidAt(at, life))).toEqual([['active'], ['active'], ['error']]);
  });
});
