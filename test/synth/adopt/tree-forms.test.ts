import { parseKindText } from '../../../harvester/claim-kinds/kind-name';
import { sameValue } from '../../../core/yaml/same-value';
import { adoptRepository } from '../../../synth/adopt/adopt-repository';
import { apply, context, planOn, snapshotOf, touched } from '../plan/target';
import { accountedClaims } from './accounted-program';
import { runSource } from './run-source';
import { TREE_FORMS } from './tree-forms';

describe.each(TREE_FORMS)('$form', ({ files, root = 'claims', kinds = [], claims }) => {
  const named = kinds.flatMap((kind) => parseKindText(kind) ?? []);
  const adoption = adoptRepository(snapshotOf(files), { project: 'shop', root, claimKinds: { named } });
  const config = { root, catalog: adoption.catalog, artifacts: adoption.artifacts };

  test('has all its claims in the program, each where it stands', () => {
    const found = adoption.models.claims.map(({ constructPath, file = '-' }) => `${constructPath} ${file}`);
    expect(found).toEqual(claims);
    expect(adoption.leftOut.filter(({ why }) => why !== 'no-claim')).toEqual([]);
  });

  test.each([false, true])('is a program that declares what was found, split: %p', (split) => {
    const { files: sources } = adoptRepository(snapshotOf(files), {
      project: 'shop',
      root,
      split,
      claimKinds: { named },
    });
    const declared = runSource(sources);
    expect(declared.issues).toEqual([]);
    const stripped = declared.claims.map(({ source: _source, ...model }) => model);
    const byPath = (one: { constructPath: string }, other: { constructPath: string }): number =>
      one.constructPath < other.constructPath ? -1 : 1;
    expect(sameValue(stripped.sort(byPath), [...adoption.models.claims].sort(byPath))).toBe(true);
    expect(accountedClaims(sources)).toHaveLength(claims.length);
  });

  test('keeps every byte but those of ledgers, and is at rest afterwards', () => {
    const first = planOn(files, adoption.models, context(config));
    expect(first.kept).toEqual([]);
    const changed = touched(first).filter((path) => !path.endsWith('.ledger'));
    expect(changed).toEqual([]);
    const after = apply(files, first);
    expect(touched(planOn(after, adoption.models, context(config)))).toEqual([]);
  });
});
