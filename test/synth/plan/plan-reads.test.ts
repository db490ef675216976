import type { Snapshot } from '../../../core/snapshot';
import { createPlanner } from '../../../synth/plan/planner';
import { byHand, changedProgram, FIRST, modelsOf } from './edited-history';
import { apply, claim, context, type Files, models, planOn, snapshotOf, touched } from './target';

const REGISTRY = 'claims/registry.yaml';
const CLAIMS = ['apps/a', 'apps/a-b', 'apps/a.b', 'infra/db'];

function declared(changed?: string): ReturnType<typeof models> {
  return models(...CLAIMS.map((path) => claim(path, path === changed ? { spec: { storage: '99Gi' } } : {})));
}

const MERGED: Files = apply({}, planOn({}, declared()));

/** What a planner asks for, round by round. */
function rounds(files: Files, changed?: string): string[][] {
  const planner = createPlanner(declared(changed), context());
  const contents = new Map<string, string>();
  const snapshot: Snapshot = { index: snapshotOf(files).index, contents };
  const asked: string[][] = [];
  for (
    let needed = planner.neededPaths(snapshot);
    needed.length > 0;
    needed = planner.neededPaths(snapshot)
  ) {
    asked.push(needed);
    for (const path of needed) contents.set(path, files[path] ?? '');
  }
  planner.build(snapshot);
  return asked;
}

test('reads the registry alone where everything stands as planned', () => {
  expect(rounds(MERGED)).toEqual([[REGISTRY]]);
});

test('reads what was edited by hand, and nothing about the rest of its category', () => {
  const path = 'claims/apps/a-b/volumeclaim.yaml';
  expect(rounds({ ...MERGED, [path]: `${MERGED[path] ?? ''}# mine\n` })).toEqual([[REGISTRY], [path]]);
});

test('reads the ledger and the file of a claim that the program changed, and the kustomizations of its category', () => {
  expect(rounds(MERGED, 'apps/a.b')).toEqual([
    [REGISTRY],
    ['claims/.claims/shop/apps.ledger'],
    ['claims/apps/a.b/volumeclaim.yaml'],
    ['claims/apps/kustomization.yaml'],
    // Those of all claims say the same.
    ['claims/apps/a/kustomization.yaml'],
  ]);
});

test('reads a list that holds something else than the claims', () => {
  const path = 'claims/apps/kustomization.yaml';
  const edited = { ...MERGED, [path]: `${MERGED[path] ?? ''}  - by-hand\n` };
  expect(rounds(edited)).toEqual([[REGISTRY], [path]]);
});

test('reads the ledgers of other projects, which say what is theirs', () => {
  const other = 'claims/.claims/web/apps.ledger';
  const web = context({ project: 'web' });
  const both = apply(MERGED, planOn(MERGED, models(claim('apps/site')), web));
  expect(rounds(both).slice(0, 2)).toEqual([[REGISTRY], [other]]);
});

test('reads one of several lists that say the same, whichever a later round asks for first', () => {
  const renamed = changedProgram(FIRST, { does: 'rename', which: 45, how: 0 });
  const first = apply({}, planOn({}, models(...modelsOf(FIRST))));
  const files: Files = apply(first, planOn(first, models(...modelsOf(renamed))));
  expect(files['claims/apps/kustomization.yaml']).toBe(files['claims/infra/kustomization.yaml']);
  const steps = [
    { does: 'template', which: 711, how: 0 },
    { does: 'file', which: 0, how: 425 },
  ] as const;
  const pieces = steps.reduce(
    changedProgram,
    changedProgram(renamed, { does: 'template', which: 0, how: 0 }),
  );
  for (const edited of [files, { ...files, ...byHand(files, { does: 'edit', which: 271, how: 0 }) }]) {
    expect(touched(planOn(edited, models(...modelsOf(pieces))))).not.toEqual([]);
  }
});
