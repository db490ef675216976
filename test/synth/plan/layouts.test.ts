import type { ClaimModel } from '../../../core/claim-model';
import type { PlanConfig } from '../../../core/plan-config';
import { expectGolden } from '../../golden-folder';
import { apply, claim, context, type Files, models, planOn, touched } from './target';

interface Layout {
  readonly config?: Partial<PlanConfig>;
  readonly declared: readonly ClaimModel[];
}

/** One tree for each way in which claims may stand, as a new target gets it; `test/golden/layouts/<name>`. */
const LAYOUTS: Readonly<Record<string, Layout>> = {
  'nested-categories': {
    declared: [
      claim('prod/infra/db', { kind: 'Database' }),
      claim('prod/apps/shop', { dependsOn: ['prod/infra/db'] }),
    ],
  },
  'top-of-repository': {
    config: { root: '.' },
    declared: [claim('infra/db', { kind: 'Database' }), claim('infra/flat', { file: 'flat.yaml' })],
  },
  'shared-file': {
    declared: [
      claim('infra/a', { kind: 'Database', file: 'db/all.yml', cluster: 'eu-1' }),
      claim('infra/b', { kind: 'Database', file: 'db/all.yml' }),
      claim('infra/own'),
    ],
  },
};

describe.each(Object.entries(LAYOUTS))('the layout %s', (name, { config = {}, declared }) => {
  const given = context(config);
  const after = apply({}, planOn({}, models(...declared), given));

  it('is written as its golden tree', () => {
    expectGolden(`layouts/${name}`, after);
  });

  it('is left alone where nothing differs, and read no further than the registry', () => {
    const plan = planOn(after, models(...declared), given);
    expect(touched(plan)).toEqual([]);
    expect(plan.warnings).toEqual([]);
    const paths = plan.files.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('changes by one file and its ledger, and goes as it came', () => {
    for (const changed of declared) {
      const other = { ...changed, object: { ...changed.object, spec: { storage: '30Gi' } } };
      const now = declared.map((each) => (each === changed ? other : each));
      const plan = planOn(after, models(...now), given);
      expect(plan.changes.map(({ change, category, name: its }) => `${change} ${category}/${its}`)).toEqual([
        `changed ${changed.constructPath}`,
      ]);
      expect(touched(plan)).toHaveLength(2);
      const without = declared.filter((each) => each !== changed);
      const gone = apply(after, planOn(after, models(...without), given));
      const back = apply(gone, planOn(gone, models(...declared), given));
      expect(sorted(back)).toEqual(sorted(after));
    }
    const empty = apply(after, planOn(after, models(), given));
    expect(
      Object.keys(empty).filter((path) => !/kustomization\.yaml$|registry|locations/.test(path)),
    ).toEqual([]);
  });
});

/** Lines of every file in order: where claims share a file, one that comes back goes to the end. */
function sorted(files: Files): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => !path.endsWith('.ledger'))
      .map(([path, text]) => [path, text.split('\n').sort()]),
  );
}
