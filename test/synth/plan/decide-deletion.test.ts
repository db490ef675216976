import { parse } from 'yaml';
import { blobObjectId } from '../../../core/git/object-id';
import { caught } from '../../caught';
import type { Plan } from '../../../core/plan';
import type { PlanContext } from '../../../synth/plan/plan-context';
import { createDeletionPlanner } from '../../../synth/plan/planner';
import { apply, claim, context, type Files, models, planOn, snapshotOf, touched } from './target';

function deleteOn(files: Files, keys: readonly string[], given: PlanContext = context()): Plan {
  const contents = new Map<string, string>();
  const planner = createDeletionPlanner(keys, given);
  for (;;) {
    const needed = planner.neededPaths(snapshotOf(files, contents));
    if (needed.length === 0) return planner.build(snapshotOf(files, contents));
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

  it.each([
    '.',
    '',
    'claims',
    'claims/infra',
    'claims/registry.yaml',
    'claims/infra/kustomization.yaml',
    'claims/infra/kustomization.yml',
    'claims/infra/Kustomization.yaml',
    'claims/infra/catalog-info.yaml',
    'claims/infra/by-hand',
    'claims/infra/other',
    'claims/infra/other/volumeclaim.yaml',
    'claims/infra/site.yaml',
    'claims/infra/../infra/site.yaml',
    'claims/infra/./site.yaml',
    'claims/.claims/web/infra.ledger',
    '.backstage/catalog-locations.yaml',
    '../outside.yaml',
    '/etc/passwd.yaml',
    'claims\\infra\\site.yaml',
    'claims/infra/own.yaml',
  ])('deletes nothing else through a registry entry with the path %j', (path) => {
    const line = (construct: string, file: string): string =>
      `# cdk8s-claims ledger 1\n${blobObjectId('kind: X\n')}\t${file}\t${construct}\n`;
    const files: Files = {
      ...FILES,
      'claims/registry.yaml': `${FILES['claims/registry.yaml'] ?? ''}    - name: trap\n      category: infra\n      path: ${JSON.stringify(path)}\n`,
      'claims/infra/by-hand/x.yaml': 'kind: X\n',
      'claims/infra/site.yaml': 'kind: X\n',
      'claims/infra/own.yaml': 'kind: X\n',
      'claims/.claims/web/infra.ledger': line('infra/site', 'claims/infra/site.yaml'),
      'claims/.claims/shop/infra.ledger': `${FILES['claims/.claims/shop/infra.ledger'] ?? ''}${line('infra/own', 'claims/infra/own.yaml').replace(/^.*\n/, '')}`,
    };
    if (path === '') {
      // Nothing is said about a place: the entry goes, and there is no folder.
      expect(touched(deleteOn(files, ['infra/trap']))).toEqual(['~claims/registry.yaml']);
      return;
    }
    const error = caught(() => deleteOn(files, ['infra/trap']));
    expect(['claim-path-wrong', 'claim-owned-elsewhere']).toContain(error.code);
    expect(error.message).toContain('infra/trap');
  });

  it('refuses a folder in which other claims stand, by registry, by our ledger or by that of another project', () => {
    const entry = '    - name: inner\n      category: infra/group\n      path: claims/infra/group/inner\n';
    const inner = 'claims/infra/group/inner/x.yaml';
    const registered = {
      ...FILES,
      [inner]: 'kind: X\n',
      'claims/registry.yaml': `${FILES['claims/registry.yaml'] ?? ''}${entry}`,
    };
    expect(caught(() => deleteOn(registered, ['infra/group'])).code).toBe('claim-path-wrong');
    const theirs = {
      ...FILES,
      [inner]: 'kind: X\n',
      'claims/.claims/web/infra.ledger': `# cdk8s-claims ledger 1\n${'0'.repeat(40)}\t${inner}\tinfra/inner\n`,
    };
    expect(caught(() => deleteOn(theirs, ['infra/group'])).code).toBe('claim-owned-elsewhere');
  });
});
