import { parse } from 'yaml';
import type { Plan } from '../../../core/plan';
import { buildDeletion, neededForDeletion } from '../../../synth/plan/build-deletion';
import type { PlanContext } from '../../../synth/plan/plan-context';
import { apply, claim, context, type Files, models, planOn, snapshotOf, touched } from './target';

function deleteOn(files: Files, keys: readonly string[], given: PlanContext = context()): Plan {
  const contents = new Map<string, string>();
  for (;;) {
    const needed = neededForDeletion(keys, snapshotOf(files, contents), given);
    if (needed.length === 0) return buildDeletion(keys, snapshotOf(files, contents), given);
    for (const path of needed) contents.set(path, files[path] ?? '');
  }
}

const FILES = apply({}, planOn({}, models(claim('infra/app-pvc'), claim('infra/other'))));

describe('deleting a named claim', () => {
  it('removes every artefact of it and nothing else', () => {
    const alone = apply({}, planOn({}, models(claim('infra/other'))));
    const plan = deleteOn(FILES, ['infra/app-pvc']);
    expect(apply(FILES, plan)).toEqual(alone);
    expect(plan.changes).toMatchObject([
      { change: 'removed', category: 'infra', name: 'app-pvc', before: { kind: 'VolumeClaim' } },
    ]);
  });

  it('removes hand-edited and additional files of its folder too, for a person named it', () => {
    const files = {
      ...FILES,
      'claims/infra/app-pvc/patch.yaml': 'x: 1\n',
      'claims/infra/app-pvc/volumeclaim.yaml': 'kind: X\n',
    };
    const after = apply(files, deleteOn(files, ['infra/app-pvc']));
    expect(Object.keys(after).filter((path) => path.includes('app-pvc'))).toEqual([]);
  });

  it('removes an orphaned folder that no list knows', () => {
    const files: Files = {
      'claims/infra/ghost/volumeclaim.yaml': 'kind: X\n',
      'claims/infra/kustomization.yaml': 'resources: []\n',
    };
    expect(touched(deleteOn(files, ['infra/ghost']))).toEqual(['-claims/infra/ghost/volumeclaim.yaml']);
  });

  it('removes a legacy flat claim: its file and its entry', () => {
    const entry = 'claims:\n    - name: hacky\n      category: cli\n      path: claims/cli/hacky.yaml\n';
    const files: Files = {
      'claims/registry.yaml': `kind: ClaimRegistry\napiVersion: claim-registry.io/v1alpha1\n${entry}`,
      'claims/cli/hacky.yaml': 'kind: X\n',
      'claims/cli/other.yaml': 'kind: X\n',
    };
    const after = apply(files, deleteOn(files, ['cli/hacky']));
    expect(Object.keys(after).sort()).toEqual(['claims/cli/other.yaml', 'claims/registry.yaml']);
    expect(parse(after['claims/registry.yaml'] ?? '').claims).toEqual([]);
  });

  it('refuses an unknown name, proposes the nearest, and reports all unknown names at once', () => {
    expect(() => deleteOn(FILES, ['infra/app-pcv'])).toThrow("did you mean 'infra/app-pvc'?");
    expect(() => deleteOn(FILES, ['infra/app-pcv', 'nowhere/x'])).toThrow('2 claims cannot be deleted');
  });

  it('refuses a claim that another project owns', () => {
    expect(() => deleteOn(FILES, ['infra/app-pvc'], context({ project: 'web' }))).toThrow(
      "belongs to project 'shop'",
    );
  });
});
