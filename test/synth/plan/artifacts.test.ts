import type { Artifacts } from '../../../core/plan-config';
import { apply, claim, context, type Files, models, planOn, touched } from './target';

const APP = claim('infra/app');
const OTHER = 'apiVersion: acme.io/v1\nkind: Cache\nmetadata: {name: other}\n';

/** Paths that a plan leaves, without those that were there before and ledgers. */
function made(files: Files, artifacts?: Partial<Artifacts>, declared = models(APP)): string[] {
  const given = context(artifacts === undefined ? {} : { artifacts });
  const after = apply(files, planOn(files, declared, given));
  expect(touched(planOn(after, declared, given))).toEqual([]);
  return Object.keys(after)
    .filter((path) => !(path in files) && !path.endsWith('.ledger'))
    .sort();
}

const CLAIM = 'claims/infra/app/volumeclaim.yaml';
/** Where what stands in the category is applied as it is: a file and nothing beside it. */
const FLAT = 'claims/infra/app.yaml';
const CATALOG = 'claims/infra/app/catalog-info.yaml';
const OWN_KUSTOMIZATION = 'claims/infra/app/kustomization.yaml';
/** With that of the category, which a folder that has manifests and none gets only where one is asked for. */
const KUSTOMIZATIONS = [OWN_KUSTOMIZATION, 'claims/infra/kustomization.yaml'];
const LOCATIONS = '.backstage/catalog-locations.yaml';
const REGISTRY = 'claims/registry.yaml';

describe('what is written beside claims', () => {
  it.each<[string, Files, string[]]>([
    ['nothing at all', {}, [LOCATIONS, CATALOG, ...KUSTOMIZATIONS, CLAIM, REGISTRY]],
    [
      'files that are no claims',
      { 'README.md': '', 'claims/README.md': '', 'docs/x.yaml': 'a: 1\n' },
      [LOCATIONS, CATALOG, ...KUSTOMIZATIONS, CLAIM, REGISTRY],
    ],
    ['claims alone', { 'claims/infra/other.yaml': OTHER }, [FLAT]],
    [
      'claims and a registry',
      {
        'claims/infra/other.yaml': OTHER,
        [REGISTRY]: 'apiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\nclaims: []\n',
      },
      [FLAT],
    ],
    [
      'claims with kustomizations',
      {
        'claims/infra/other/cache.yaml': OTHER,
        'claims/infra/other/kustomization.yaml': 'resources: [cache.yaml]\n',
      },
      [OWN_KUSTOMIZATION, CLAIM],
    ],
    [
      'claims with kustomization.yml',
      {
        'claims/infra/other/cache.yaml': OTHER,
        'claims/infra/other/kustomization.yml': 'resources: [cache.yaml]\n',
      },
      [OWN_KUSTOMIZATION, CLAIM],
    ],
    [
      'claims and Backstage’s own files',
      { 'claims/infra/other.yaml': OTHER, 'catalog-info.yaml': 'kind: Component\n' },
      [FLAT],
    ],
    [
      'claims in the catalog',
      { 'claims/infra/other/cache.yaml': OTHER, 'claims/infra/other/catalog-info.yaml': 'kind: Component\n' },
      [CATALOG, CLAIM],
    ],
  ])('is what a target with %s has', (_what, files, expected) => {
    expect(made(files)).toEqual([...expected].sort());
  });

  it.each<[Partial<Artifacts>, string[]]>([
    [{ registry: false }, [LOCATIONS, CATALOG, ...KUSTOMIZATIONS, CLAIM]],
    [{ catalog: false }, [...KUSTOMIZATIONS, CLAIM, REGISTRY]],
    [{ locations: false }, [CATALOG, ...KUSTOMIZATIONS, CLAIM, REGISTRY]],
    [{ kustomizations: false }, [LOCATIONS, CATALOG, CLAIM, REGISTRY]],
    [{ registry: false, catalog: false, locations: false, kustomizations: false }, [CLAIM]],
  ])('is not what %j switches off, in an empty target', (artifacts, expected) => {
    expect(made({}, artifacts)).toEqual([...expected].sort());
  });

  it('is what is switched on, whatever the target has', () => {
    const files = { 'claims/infra/other.yaml': OTHER };
    const all = { registry: true, catalog: true, locations: true, kustomizations: true };
    expect(made(files, all)).toEqual([LOCATIONS, CATALOG, ...KUSTOMIZATIONS, CLAIM, REGISTRY].sort());
    const after = apply(files, planOn(files, models(APP), context({ artifacts: all })));
    expect(after['claims/infra/kustomization.yaml']).toContain('resources:\n  - app\n  - other.yaml\n');
  });

  it('stays where it was switched off later, and goes with its claim', () => {
    const before = apply({}, planOn({}, models(APP)));
    const off = context({
      artifacts: { registry: false, catalog: false, locations: false, kustomizations: false },
    });
    expect(touched(planOn(before, models(APP), off))).toEqual([]);
    const bigger = claim('infra/app', { spec: { storage: '40Gi' } });
    const changed = apply(before, planOn(before, models(bigger), off));
    expect(Object.keys(changed)).toEqual(Object.keys(before));
    const gone = Object.keys(apply(changed, planOn(changed, models(), off)));
    expect(gone.filter((path) => path.includes('/app/'))).toEqual([]);
  });
});

it('a file that goes is taken out of the nearest kustomization that lists it', () => {
  const declared = models(claim('infra/db', { kind: 'Database', file: 'data/db.yml' }));
  const files = apply(
    {
      'claims/infra/kustomization.yaml': 'resources:\n- data\n- other.yaml # theirs\n',
      'claims/infra/data/kustomization.yml': 'resources:\n- ./db.yml\n- theirs.yaml\n',
      'claims/infra/data/theirs.yaml': OTHER,
      'claims/infra/other.yaml': OTHER,
    },
    planOn({ 'claims/infra/data/theirs.yaml': OTHER }, declared),
  );
  const after = apply(files, planOn(files, models()));
  expect(after['claims/infra/data/db.yml']).toBeUndefined();
  expect(after['claims/infra/data/kustomization.yml']).toBe('resources:\n- theirs.yaml\n');
  expect(after['claims/infra/kustomization.yaml']).toBe(files['claims/infra/kustomization.yaml']);
});
