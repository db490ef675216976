import { adoptRepository } from '../../../synth/adopt/adopt-repository';
import { apply, claim, context, type Files, models, planOn, snapshotOf, touched } from './target';

const object = (kind: string, name: string): string =>
  `apiVersion: resources.stuttgart-things.com/v1alpha1\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:\n  size: 1\n`;

/** What a new claim `infra/new` of a tree gets, ledgers left out; the plan after that has nothing to do. */
function made(
  files: Files,
  kind = 'Database',
): { readonly paths: string[]; readonly list?: string; readonly warnings: string[] } {
  const adoption = adoptRepository(snapshotOf(files), { project: 'shop' });
  const given = context({ catalog: adoption.catalog, artifacts: adoption.artifacts });
  const before = apply(files, planOn(files, adoption.models, given));
  const declared = models(...adoption.models.claims, claim('infra/new', { kind }));
  const plan = planOn(before, declared, given);
  const after = apply(before, plan);
  expect(touched(planOn(after, declared, given))).toEqual([]);
  // It stays where it is when the others go, until a plan says otherwise.
  return {
    paths: touched(plan).filter((path) => path.startsWith('+') && !path.endsWith('.ledger')),
    list: after['claims/infra/kustomization.yaml'],
    warnings: plan.warnings.map(({ message }) => message),
  };
}

describe('a new claim of which nobody says where it stands', () => {
  it('stands in a file where those beside it do, called as theirs are', () => {
    const files: Files = {
      'claims/infra/kustomization.yaml': 'resources:\n- one.yaml\n- two.yaml\n',
      'claims/infra/one.yaml': object('Database', 'one'),
      'claims/infra/two.yaml': object('Database', 'two'),
    };
    const { paths, list } = made(files);
    expect(paths).toEqual(['+claims/infra/new.yaml']);
    expect(list).toBe('resources:\n- new.yaml\n- one.yaml\n- two.yaml\n');
  });

  it('stands in a folder without a kustomization where the category lists files in folders', () => {
    const files: Files = {
      'claims/infra/kustomization.yaml':
        'resources:\n- ./one/db.yaml\n- ./two/db.yaml\n- ./cache/cache.yaml\n',
      'claims/infra/one/db.yaml': object('Database', 'one'),
      'claims/infra/one/values.yaml': 'a: 1\n',
      'claims/infra/one/extra.yaml': object('Database', 'extra'),
      'claims/infra/two/db.yaml': object('Database', 'two'),
      'claims/infra/two/extra.yaml': object('Database', 'extra-two'),
      'claims/infra/cache/cache.yaml': object('Cache', 'cache'),
    };
    const { paths, list } = made(files);
    expect(paths).toEqual(['+claims/infra/new/db.yaml']);
    expect(list).toContain('- ./new/db.yaml\n');
  });

  it('stands directly in a folder that is applied as it is, and what is left out is told', () => {
    const files: Files = {
      'claims/infra/one.yaml': object('Database', 'one'),
      'claims/apps/kustomization.yaml': 'resources: [web]\n',
      'claims/apps/web/kustomization.yaml': 'resources: [database.yaml]\n',
      'claims/apps/web/catalog-info.yaml': 'kind: Component\nmetadata: {name: web}\n',
      'claims/apps/web/database.yaml': object('Database', 'web'),
    };
    const { paths, warnings } = made(files);
    expect(paths).toEqual(['+claims/infra/new.yaml']);
    expect(warnings).toContain(
      "claims/infra/new.yaml gets no kustomization.yaml and no catalog-info.yaml: the claims of 'infra' are single files",
    );
  });

  it('has a folder of its own where another has, and where nothing stands yet', () => {
    const folder: Files = {
      'claims/infra/kustomization.yaml': 'resources: [web, one.yaml, two.yaml]\n',
      'claims/infra/one.yaml': object('Database', 'one'),
      'claims/infra/two.yaml': object('Database', 'two'),
      'claims/infra/web/kustomization.yaml': 'resources: [database.yaml]\n',
      'claims/infra/web/database.yaml': object('Database', 'web'),
    };
    expect(made(folder).paths).toEqual([
      '+claims/infra/new/database.yaml',
      '+claims/infra/new/kustomization.yaml',
    ]);
    expect(made({}).paths).toContain('+claims/infra/new/kustomization.yaml');
  });

  it('has a folder of its own where another claim has the file that would be called after it', () => {
    const standing = [
      ...['one', 'two'].map((name) => claim(`infra/${name}`, { file: `${name}.yaml` })),
      claim('infra/other', { file: 'new.yaml' }),
    ];
    const files = apply({}, planOn({}, models(...standing)));
    const paths = touched(planOn(files, models(...standing, claim('infra/new'))));
    expect(paths).toContain('+claims/infra/new/volumeclaim.yaml');
    expect(paths).not.toContain('~claims/infra/new.yaml');
  });
});
