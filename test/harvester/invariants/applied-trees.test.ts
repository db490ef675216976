import { describeWithCorpus } from '../../corpus';
import { planRepair } from '../../../harvester/repair/repair-repository';
import { verifyRepository } from '../../../harvester/invariants/verify-repository';
import { entry, folder, soundRepository } from './sound-repository';
import { apply, filesBelow, viewOf } from './view';

type Files = Record<string, string>;

const OPTIONS = { clock: { now: () => new Date('2026-03-01T10:00:00Z') }, actor: 'tester' } as const;
const REGISTRY = `apiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\nclaims:\n${entry('infra', 'cache')}`;

function rows(files: Files): string[] {
  return verifyRepository(viewOf(files)).map(({ code, path }) => `${code} ${path}`);
}

/** What `registry repair --orphans=remove` leaves. */
function afterRepair(files: Files): Files {
  return apply(files, planRepair(viewOf(files), { ...OPTIONS, orphans: 'remove' }).edits);
}

/** Two claims of which the registry names one, with these kustomizations around them. */
function tree(kustomizations: Files): Files {
  const { 'claims/infra/db/catalog-info.yaml': _, ...db } = folder('infra', 'db');
  return { 'claims/registry.yaml': REGISTRY, ...folder('infra', 'cache'), ...db, ...kustomizations };
}

const INFRA = 'claims/infra/kustomization.yaml';
const FLUX =
  'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: x}\nspec: {path: ./clusters/a, sourceRef: {kind: GitRepository, name: x}}\n';

const APPLIED: readonly [string, Files][] = [
  ['bases', { [INFRA]: 'resources: [cache]\nbases: [db]\n' }],
  ['a way around', { [INFRA]: 'resources: [cache, ./../infra/db]\n' }],
  ['the file in the folder', { [INFRA]: 'resources: [cache, ./db/volumeclaim.yaml]\n' }],
  ['a quoted or trailing slash', { [INFRA]: 'resources: [cache, "db/"]\n' }],
  [
    'a root kustomization',
    { [INFRA]: 'resources: [cache]\n', 'claims/kustomization.yaml': 'resources: [infra, infra/db]\n' },
  ],
  ['another name of the kustomization', { 'claims/infra/Kustomization': 'resources: [cache, db]\n' }],
  [
    'a component',
    {
      [INFRA]: 'resources: [cache]\ncomponents: [../part]\n',
      'claims/part/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [../infra/db]\n',
    },
  ],
  [
    'a folder elsewhere that Flux builds',
    {
      [INFRA]: 'resources: [cache]\n',
      'clusters/a/kustomization.yaml': 'resources: [../../claims/infra/db]\n',
      'ks.yaml': FLUX,
    },
  ],
  ['no kustomization at all', {}],
  ['a list that cannot be read', { [INFRA]: 'resources: [cache, db\n' }],
  [
    'one of two kustomizations',
    { [INFRA]: 'resources: [cache]\n', 'claims/infra/Kustomization': 'resources: [cache, db]\n' },
  ],
  [
    'a generator, as data',
    { [INFRA]: 'resources: [cache]\nconfigMapGenerator: [{name: x, files: [db/volumeclaim.yaml]}]\n' },
  ],
];

test.each(APPLIED)(
  'a claim that is applied by %s is not an orphan, and repair removes nothing',
  (_, kustomizations) => {
    const files = tree(kustomizations);
    expect(rows(files)).not.toContain('orphan claims/infra/db');
    const after = afterRepair(files);
    expect(Object.keys(files).filter((path) => !(path in after))).toEqual([]);
    for (const path of Object.keys(kustomizations)) expect(after[path]).toBe(files[path]);
  },
);

test('a claim that nothing applies is an orphan still', () => {
  const files = tree({ [INFRA]: 'resources: [cache]\n' });
  expect(rows(files)).toContain('orphan claims/infra/db');
  expect(Object.keys(afterRepair(files)).filter((path) => path.startsWith('claims/infra/db/'))).toEqual([]);
});

test('a category that lists files in folders needs no kustomization in them', () => {
  const files = Object.fromEntries(
    Object.entries(tree({ [INFRA]: 'resources: [cache/volumeclaim.yaml, db/volumeclaim.yaml]\n' })).filter(
      ([path]) => !/cache\/kust|db\/kust/.test(path),
    ),
  );
  expect(rows(files)).toEqual(['registry-entry-missing claims/infra/db']);
});

test('kustomizations under their other names are taken for what they are', () => {
  const files = Object.fromEntries(
    Object.entries(soundRepository()).map(([path, text]) => [
      path.replace('kustomization.yaml', 'kustomization.yml'),
      text,
    ]),
  );
  expect(rows(files)).toEqual([]);
});

test('the setting says what is built where the tree does not', () => {
  const files = {
    ...tree({ [INFRA]: 'resources: [cache]\n' }),
    'overlay/kustomization.yaml': 'resources: [../claims/infra/db]\n',
  };
  const view = { ...viewOf(files), entryPoints: ['...', 'overlay'] };
  expect(verifyRepository(view).map(({ code }) => code)).not.toContain('orphan');
});

describeWithCorpus('trees that people have', 'field', (field) => {
  const filesOf = (name: string): Files => filesBelow(`${field}/${name}/tree`);

  test.each([
    ['orphans-remove-live-claim', ['registry-entry-missing claims/infra/db']],
    ['kustomization-lists-file-in-folder', []],
    ['kustomization-yml', []],
    ['no-kustomization-second-file', []],
    ['foreign-file-in-claim-folder', []],
  ])('%s has no problem but what is true, and repair removes nothing', (name, expected) => {
    const files = filesOf(name);
    expect(rows(files)).toEqual(expected);
    const after = afterRepair(files);
    expect(Object.keys(files).filter((path) => !(path in after))).toEqual([]);
  });
});
