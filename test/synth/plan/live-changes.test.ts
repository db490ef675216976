import type { Change } from '../../../core/plan';
import { scanRegistry } from '../../../harvester/registry/scan-registry';
import { withLiveStates } from '../../../synth/plan/live-changes';

const entry = (category: string, name: string, ...fields: readonly string[]): string =>
  [`  - name: ${name}`, `category: ${category}`, ...fields].join('\n    ');
const REGISTRY = scanRegistry(
  [
    'apiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\nclaims:',
    entry('infra', 'db', 'cluster: eu', 'status: active', 'lastCheckedAt: 2026-11-15T10:00:00Z'),
    entry('infra', 'db', 'cluster: us', 'status: error', 'statusMessage: no more'),
    entry('infra', 'old', 'status: creating'),
    entry('infra', 'quiet', 'statusMessage: Ready'),
    '',
  ].join('\n'),
  'registry.yaml',
);
const change = (name: string, more: Partial<Change> = {}): Change => ({
  change: 'changed',
  kind: 'Database',
  category: 'infra',
  name,
  path: `claims/infra/${name}/database.yaml`,
  fields: [],
  files: [],
  ...more,
});
const liveOf = (one: Change): unknown => withLiveStates([one], REGISTRY)[0]?.live;

describe('what the registry of the base says of a change', () => {
  test('is what each entry of the claim says', () => {
    expect(liveOf(change('db'))).toEqual([
      { status: 'active', cluster: 'eu', since: '2026-11-15T10:00:00Z' },
      { status: 'error', cluster: 'us', message: 'no more' },
    ]);
  });

  test('is what it says of the claim under its former name', () => {
    expect(liveOf(change('new', { change: 'renamed', from: 'infra/old' }))).toEqual([{ status: 'creating' }]);
  });

  test('is nothing where it says nothing', () => {
    for (const name of ['quiet', 'new']) expect(liveOf(change(name))).toBeUndefined();
    expect(withLiveStates([change('db')], undefined)).toEqual([change('db')]);
    expect(withLiveStates([], REGISTRY)).toEqual([]);
  });
});
