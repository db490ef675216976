import {
  defaultEntryPoints,
  defaultEntryPointsAround,
} from '../../../harvester/applied/default-entry-points';
import { entryPointFiles, entryPointsOf } from '../../../harvester/applied/entry-points';
import { findEntryPoints } from '../../../harvester/applied/find-entry-points';
import { foldersOf } from '../../../harvester/applied/tree-paths';
import { build, object, sourceOf, told, type Files } from './tree';

function flux(path: string, spec = ''): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: k, namespace: flux-system}\nspec:\n  path: ${path}\n  sourceRef: {kind: GitRepository, name: here}\n${spec}`;
}

function argo(source: string): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  source: ${source}\n`;
}

function found(files: Files, slug?: string): string[] {
  const folders = foldersOf(Object.keys(files));
  return findEntryPoints(Object.entries(files), { folders, slug }).map(
    ({ path, origin, overrides, directory }) =>
      `${origin} ${path}${overrides === undefined ? '' : ` ${JSON.stringify(overrides)}`}${directory?.recurse === true ? ' recurse' : ''}`,
  );
}

/** Entry points of a tree with these files. */
function standing(paths: readonly string[], setting?: readonly string[], root = 'claims'): string[] {
  const files = Object.fromEntries(paths.map((path) => [path, 'x']));
  const { entries } = sourceOf(files);
  const options = { entries, root, found: [], ...(setting !== undefined && { setting }) };
  return entryPointsOf(options).map(({ path, origin }) => `${origin} ${path}`);
}

const FOLDERS = { 'claims/infra/db/x.yaml': '', 'apps/a/x.yaml': '', 'apps/b/x.yaml': '' };

it.each<[string, Files, string[], string?]>([
  ['a Flux Kustomization', { 'ks.yaml': flux('./claims/infra') }, ['flux claims/infra']],
  ['one of the top', { 'ks.yaml': flux('') }, ['flux ']],
  [
    'what it adds',
    { 'ks.yaml': flux('./claims', '  targetNamespace: t\n  namePrefix: p-\n  nameSuffix: -s\n') },
    ['flux claims {"namespace":"t","namePrefix":"p-","nameSuffix":"-s"}'],
  ],
  ['no folder that is not there', { 'ks.yaml': flux('./elsewhere') }, []],
  ['no path with variables', { 'ks.yaml': flux('./clusters/${name}') }, []],
  ['nothing of a file that cannot be read', { 'ks.yaml': `${flux('./claims')}  x: [\n` }, []],
  [
    'nothing that comes from another repository',
    {
      'ks.yaml': flux('./claims'),
      'source.yaml':
        'apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: {name: here, namespace: flux-system}\nspec: {url: "ssh://git@github.com/other/thing"}\n',
    },
    [],
    'acme/harvester',
  ],
  ['an Application', { 'app.yaml': argo('{path: apps/a, repoURL: "https://x/y/z.git"}') }, ['argo apps/a']],
  [
    'one that recurses',
    { 'app.yaml': argo('{path: apps, directory: {recurse: true}}') },
    ['argo apps recurse'],
  ],
  ['no chart', { 'app.yaml': argo('{chart: redis, repoURL: "https://charts"}') }, []],
  [
    'what a Git generator finds',
    {
      'set.yaml':
        'apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: s}\nspec:\n  generators:\n  - git: {directories: [{path: apps/*}, {path: apps/b, exclude: true}]}\n  template:\n    spec: {source: {path: "{{path}}"}}\n',
    },
    ['argo apps/a'],
  ],
])('finds %s', (...[, files, expected, slug]) => {
  expect(found({ ...FOLDERS, ...files }, slug)).toEqual(expected);
});

it.each<[string, string[], string[]]>([
  [
    'a category of claim folders',
    ['claims/infra/db/x.yaml', 'claims/infra/db/kustomization.yaml'],
    ['category claims/infra'],
  ],
  ['a category of files', ['claims/cli/x.yaml', 'claims/registry.yaml'], ['category claims/cli']],
  ['a category of several segments', ['claims/prod/infra/db/x.yaml'], ['category claims/prod/infra']],
  [
    'the outermost folder with a kustomization',
    ['claims/prod/kustomization.yaml', 'claims/prod/infra/db/x.yaml'],
    ['category claims/prod'],
  ],
  [
    'the root too, when it has one',
    ['claims/kustomization.yml', 'claims/infra/db/x.yaml'],
    ['root claims', 'category claims/infra'],
  ],
  ['no hidden folder', ['claims/.claims/p/x.ledger', 'claims/.x/y/z.yaml'], []],
])('takes, where nobody says what is built, %s', (_, paths, expected) => {
  expect(standing(paths)).toEqual(expected);
});

it('takes what the setting says, with or beside what it finds', () => {
  const paths = ['claims/infra/db/x.yaml', 'overlay/kustomization.yaml'];
  expect(standing(paths, ['./overlay/'])).toEqual(['setting overlay']);
  expect(standing(paths, ['overlay', '...'])).toEqual(['category claims/infra', 'setting overlay']);
  expect(standing(paths, ['.'])).toEqual(['setting ']);
});

it('builds what Flux generates: every YAML file below, folders with a kustomization as a whole', () => {
  const files = {
    'c/a.yaml': object('a'),
    'c/.hidden/b.yml': object('b'),
    'c/deep/er/c.yaml': object('c'),
    'c/whole/kustomization.yaml': 'resources: [d.yaml]\n',
    'c/whole/d.yaml': object('d'),
    'c/whole/not.yaml': object('not'),
    'c/x.json': '{}',
    'c/.sops.yaml': 'creation_rules: []\n',
    'c/deep/.github/workflows/ci.yml': 'on: push\n',
  };
  expect(told(build(files, { origin: 'category' }))).toEqual([
    '/a of c/a.yaml',
    '/b of c/.hidden/b.yml',
    '/c of c/deep/er/c.yaml',
    '/d of c/whole/d.yaml',
  ]);
  expect(told(build({ ...files, 'c/values.yaml': 'size: 1\n' }))).toEqual([
    'c/values.yaml:1: it has no kind',
  ]);
});

it('builds what Argo CD reads: files directly in the folder, or those below that the globs leave', () => {
  const files = {
    'c/a.yaml': object('a'),
    'c/b/b.yaml': object('b'),
    'c/values.yaml': 'size: 1\n',
    'c/c.json': '{"kind": "C", "metadata": {"name": "c"}}',
  };
  expect(told(build(files, { origin: 'argo' }))).toEqual(['/a of c/a.yaml', '/c of c/c.json']);
  const directory = { recurse: true, include: '{*.yaml,**/*.yaml}', exclude: 'a.*' };
  expect(told(build(files, { origin: 'argo', directory }))).toEqual(['/b of c/b/b.yaml']);
  expect(build({ 'c/Chart.yaml': 'name: x\n' }, { origin: 'argo' }).builder).toBe('helm');
});

it('adds what a Flux Kustomization says to what the folder says itself', () => {
  const files = { 'c/kustomization.yaml': 'resources: [a.yaml]\nnamespace: own\n', 'c/a.yaml': object('a') };
  const overrides = { namespace: 'target', namePrefix: 'p-' };
  expect(told(build(files, { overrides }))).toEqual(['target/p-a of c/a.yaml']);
  const variable = { 'c/a.yaml': object('${cluster}-a') };
  expect(told(build(variable, { overrides: { substitutes: true } }))).toEqual(['? of c/a.yaml']);
});

it('asks for files outside of the claims, and for few of those among them', () => {
  const { entries } = sourceOf({
    'clusters/prod/apps.yaml': '',
    'charts/x/templates/a.yaml': '',
    'claims/ks.yaml': '',
    'claims/infra/db/database.yaml': '',
    'claims/infra/ks.yaml': '',
    'README.md': '',
  });
  expect([...entryPointFiles(entries, 'claims')].sort()).toEqual([
    'claims/infra/ks.yaml',
    'claims/ks.yaml',
    'clusters/prod/apps.yaml',
  ]);
});

it('finds what leads to some folders as it finds all', () => {
  const paths = [
    'claims/infra/kustomization.yaml',
    'claims/infra/db/database.yaml',
    'claims/apps/kustomization.yml',
    'claims/.hidden/kustomization.yaml',
    'claims/deep/er/kustomization.yaml',
    'clusters/prod.yaml',
  ];
  const entries = new Map(paths.map((path) => [path, { mode: '100644', objectId: path }]));
  const around = (...folders: string[]): unknown =>
    defaultEntryPointsAround(entries, 'claims', new Set(folders));
  const all = defaultEntryPoints(entries, 'claims');
  expect(around('claims', 'claims/infra', 'claims/infra/db')).toEqual(
    all.filter(({ path }) => path === 'claims/infra'),
  );
  expect(around('claims', 'claims/.hidden', 'clusters')).toEqual([]);
  expect(around('claims', 'claims/deep', 'claims/deep/er')).toBeUndefined();
  expect(defaultEntryPointsAround(entries, '.', new Set(['claims']))).toBeUndefined();
});
