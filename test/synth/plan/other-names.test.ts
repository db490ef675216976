import { apply, claim, context, type Files, models, planOn, touched } from './target';

const FOLDER = 'claims/infra/db';
const MANIFEST =
  'apiVersion: resources.stuttgart-things.com/v1alpha1\nkind: VolumeClaim\nmetadata: {name: db, namespace: default}\nspec: {storage: 20Gi}\n';

function tree(kustomization: string, catalogInfo: string): Files {
  return {
    'claims/registry.yaml': 'apiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\nclaims: []\n',
    '.backstage/catalog-locations.yaml': 'kind: Location\nspec:\n  targets: []\n',
    [`claims/infra/${kustomization}`]: 'resources: [db]\n',
    [`${FOLDER}/${kustomization}`]: 'resources: [volumeclaim.yaml]\n',
    [`${FOLDER}/${catalogInfo}`]: 'kind: Component\nmetadata: {name: db}\n',
    [`${FOLDER}/volumeclaim.yaml`]: MANIFEST,
  };
}

test.each([
  ['kustomization.yml', 'catalog-info.yml'],
  ['Kustomization', 'catalog-info.yaml'],
])(
  'what is called %s and %s gets no second file beside it, and is known by that name',
  (kustomization, catalogInfo) => {
    const files = tree(kustomization, catalogInfo);
    const declared = models(claim('infra/db'), claim('infra/web'));
    const plan = planOn(files, declared);
    const after = apply(files, plan);
    expect(
      Object.keys(after)
        .filter((path) => path.startsWith(`${FOLDER}/`))
        .sort(),
    ).toEqual(
      Object.keys(files)
        .filter((path) => path.startsWith(`${FOLDER}/`))
        .sort(),
    );
    expect(after[`claims/infra/${kustomization}`]).toBe('resources: [db, web]\n');
    expect(after['claims/infra/kustomization.yaml']).toBeUndefined();
    expect(after['.backstage/catalog-locations.yaml']).toContain(`../${FOLDER}/${catalogInfo}\n`);
    expect(touched(planOn(after, declared))).toEqual([]);
    const removed = apply(after, planOn(after, models(claim('infra/web'))));
    expect(removed[`${FOLDER}/volumeclaim.yaml`]).toBeUndefined();
    expect(removed[`claims/infra/${kustomization}`]).toBe('resources: [web]\n');
  },
);

test('a claim that stands already and only gets what it lacks beside it is not changed', () => {
  const files: Files = {
    'claims/infra/kustomization.yaml': 'resources: [db]\n',
    [`${FOLDER}/volumeclaim.yaml`]: MANIFEST,
  };
  const plan = planOn(files, models(claim('infra/db')), context());
  expect(plan.changes).toMatchObject([
    { change: 'registry-only', fields: [], files: [`${FOLDER}/kustomization.yaml`] },
  ]);
  expect(plan.summary).toMatchObject({ changed: 0 });
});
