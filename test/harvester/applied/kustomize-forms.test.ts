import { resolveEntryPoint, type AppliedBuild } from '../../../harvester/applied/resolve-entry-point';
import { TextSource } from '../../../harvester/applied/text-source';
import { build, object, sourceOf, told, type Files } from './tree';

const RESOURCES = 'resources: [a.yaml]\n';
const A = { 'c/a.yaml': object('a') };
const PATCH = 'apiVersion: a.io/v1\nkind: A\nmetadata: {name: a}\nspec: {size: 1}\n';

const BUILDS: readonly [string, Files, readonly string[]][] = [
  ['a folder that lists a file', { ...A, 'c/kustomization.yaml': RESOURCES }, ['/a of c/a.yaml']],
  ['kustomization.yml', { ...A, 'c/kustomization.yml': RESOURCES }, ['/a of c/a.yaml']],
  ['Kustomization', { ...A, 'c/Kustomization': RESOURCES }, ['/a of c/a.yaml']],
  ['JSON and any case', { ...A, 'c/kustomization.yaml': '{"RESOURCES": ["a.yaml"]}' }, ['/a of c/a.yaml']],
  [
    'the last of two lists, the first of two documents',
    { ...A, 'c/kustomization.yaml': `resources: [x]\n${RESOURCES}---\nresources: [y]\n` },
    ['/a of c/a.yaml'],
  ],
  ['an empty list', { 'c/kustomization.yaml': 'resources: []\n' }, []],
  [
    'folders in every spelling',
    {
      'c/kustomization.yaml': 'resources: [./p, q/, r/../s, ../t, "a b"]\n',
      ...Object.fromEntries(
        ['c/p', 'c/q', 'c/s', 't', 'c/a b'].flatMap((folder) => [
          [`${folder}/kustomization.yaml`, 'resources: [x.yaml]\n'],
          [`${folder}/x.yaml`, object(folder.replace(/\W/g, ''))],
        ]),
      ),
    },
    [
      '/ca b of c/a b/x.yaml',
      '/cp of c/p/x.yaml',
      '/cq of c/q/x.yaml',
      '/cs of c/s/x.yaml',
      '/t of t/x.yaml',
    ].map((line) => line.replace('/ca b', '/cab')),
  ],
  [
    'bases after resources',
    { ...A, 'c/b.yaml': object('b'), 'c/kustomization.yaml': 'bases: [b.yaml]\nresources: [a.yaml]\n' },
    ['/a of c/a.yaml', '/b of c/b.yaml'],
  ],
  [
    'a component that acts on all of its parent',
    {
      ...A,
      'c/k/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [k.yaml]\nnamePrefix: p-\n',
      'c/k/k.yaml': object('k'),
      'c/kustomization.yaml': `${RESOURCES}components: [k]\n`,
    },
    ['/p-a of c/a.yaml', '/p-k of c/k/k.yaml'],
  ],
  [
    'namespaces and names, the outer ones outside',
    {
      'c/in/kustomization.yaml': 'resources: [a.yaml]\nnamespace: inner\nnamePrefix: in-\nnameSuffix: -x\n',
      'c/in/a.yaml': object('a', 'said'),
      'c/kustomization.yaml': 'resources: [in]\nnamespace: outer\nnamePrefix: out-\n',
    },
    ['outer/out-in-a-x of c/in/a.yaml'],
  ],
  [
    'kinds that keep names or have no namespace',
    {
      'c/a.yaml':
        'apiVersion: v1\nkind: Namespace\nmetadata: {name: n}\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: r}\n',
      'c/kustomization.yaml': `${RESOURCES}namespace: shop\nnamePrefix: p-\n`,
    },
    ['/p-r of c/a.yaml', '/shop of c/a.yaml'],
  ],
  [
    'several documents and lists',
    {
      'c/a.yaml': `---\n# none\n---\n${object('a')}--- # more\nkind: AList\nitems:\n- {kind: A, metadata: {name: b}}\n- {kind: List, items: [{kind: A, metadata: {name: c}}]}\n`,
      'c/kustomization.yaml': RESOURCES,
    },
    ['/a of c/a.yaml', '/b of c/a.yaml', '/c of c/a.yaml'],
  ],
  [
    'nothing that is for this machine only',
    {
      'c/a.yaml': object('a').replace(
        'name: a',
        'name: a\n  annotations: {config.kubernetes.io/local-config: "true"}',
      ),
      'c/kustomization.yaml': RESOURCES,
    },
    [],
  ],
  [
    'no object that a patch deletes',
    {
      ...A,
      'c/kustomization.yaml': `${RESOURCES}patches:\n- patch: '{$patch: delete, kind: A, apiVersion: a.io/v1, metadata: {name: a}}'\n`,
    },
    [],
  ],
  [
    'an object that a patch renames, without its name',
    {
      ...A,
      'c/kustomization.yaml': `${RESOURCES}patches:\n- target: {name: a}\n  patch: '[{"op": "replace", "path": "/metadata/name", "value": "b"}]'\n`,
    },
    ['? of c/a.yaml'],
  ],
  [
    'a patch in a file, which is not applied itself',
    { ...A, 'c/p.yaml': PATCH, 'c/kustomization.yaml': `${RESOURCES}patches: [{path: p.yaml}]\n` },
    ['/a of c/a.yaml'],
  ],
  [
    'a file that a generator reads, which is not applied itself',
    { ...A, 'c/kustomization.yaml': 'configMapGenerator:\n- {name: g, files: [a.yaml]}\n' },
    ['? of c/kustomization.yaml'],
  ],
  [
    'a remote entry, which is opaque',
    {
      ...A,
      'c/kustomization.yaml':
        'resources: [a.yaml, "https://example.org/x.yaml", "github.com/o/r//p?ref=v1"]\n',
    },
    ['/a of c/a.yaml'],
  ],
  [
    'files outside, as Flux does',
    { 'x.yaml': object('x'), 'c/kustomization.yaml': 'resources: [../x.yaml]\n' },
    ['/x of x.yaml'],
  ],
];

const FAILS: readonly [string, Files, string][] = [
  [
    'two kustomizations',
    { 'c/kustomization.yaml': RESOURCES, 'c/kustomization.yml': RESOURCES },
    'c/kustomization.yaml:1: c/kustomization.yml exists too',
  ],
  [
    'an entry that is not text',
    { 'c/kustomization.yaml': 'resources:\n- on\n' },
    'c/kustomization.yaml:1: resources[0] must be text, found true',
  ],
  [
    'a number',
    { 'c/kustomization.yaml': 'resources: [0644]\n' },
    'c/kustomization.yaml:1: resources[0] must be text, found 420',
  ],
  [
    'an unknown field',
    { 'c/kustomization.yaml': 'resources: []\nx-a: b\n' },
    'c/kustomization.yaml:2: there is no field `x-a`',
  ],
  [
    'an empty file',
    { 'c/kustomization.yaml': 'kind: Kustomization\n' },
    'c/kustomization.yaml:1: the kustomization is empty',
  ],
  [
    'another kind',
    { 'c/kustomization.yaml': 'kind: Kustomize\nresources: []\n' },
    'c/kustomization.yaml:1: kind must be Kustomization or Component',
  ],
  [
    'an entry of nothing',
    { 'c/kustomization.yaml': 'resources:\n-\n' },
    'c/kustomization.yaml:2: an entry is empty',
  ],
  [
    'what is not there',
    { 'c/kustomization.yaml': 'resources:\n- a\n- b.yaml\n' },
    'c/kustomization.yaml:2: a does not exist',
  ],
  [
    'a folder without kustomization',
    { 'c/d/x.yaml': object('x'), 'c/kustomization.yaml': 'resources: [d]\n' },
    'c/kustomization.yaml:1: d has no kustomization',
  ],
  ['a cycle', { 'c/kustomization.yaml': 'resources: [../c]\n' }, 'c/kustomization.yaml:1: ../c leads back'],
  [
    'an object twice',
    { ...A, 'c/kustomization.yaml': 'resources:\n- a.yaml\n- ./a.yaml\n' },
    'c/kustomization.yaml:3: A a of c/a.yaml: c/a.yaml is reached twice',
  ],
  [
    'one of two files',
    { ...A, 'c/b.yaml': object('a', 'default'), 'c/kustomization.yaml': 'resources:\n- a.yaml\n- b.yaml\n' },
    'c/kustomization.yaml:3: A default/a of c/b.yaml: c/a.yaml has it already',
  ],
  [
    'a Component in resources',
    {
      'c/k/kustomization.yaml': 'kind: Component\nresources: []\n',
      'c/kustomization.yaml': 'resources: [k]\n',
    },
    'c/kustomization.yaml:1: k is a Component',
  ],
  [
    'a patch for nobody',
    {
      ...A,
      'c/kustomization.yaml': `${RESOURCES}patches:\n- patch: '${PATCH.replaceAll('\n', '\\n')}'\n`
        .replace(/'/g, '"')
        .replace('name: a', 'name: z'),
    },
    'c/kustomization.yaml:2: a patch is for A z: no such object is built',
  ],
  [
    'a patch that is not there',
    { ...A, 'c/kustomization.yaml': `${RESOURCES}patches: [{path: p.yaml}]\n` },
    'c/kustomization.yaml:2: p.yaml does not exist',
  ],
  [
    'a document without name',
    { 'c/a.yaml': 'kind: A\nmetadata: {generateName: a-}\n', 'c/kustomization.yaml': RESOURCES },
    'c/a.yaml:1: the A has no metadata.name',
  ],
  [
    'what is not a manifest',
    { 'c/a.yaml': 'size: 1\n', 'c/kustomization.yaml': RESOURCES },
    'c/a.yaml:1: it has no kind',
  ],
  [
    'Helm charts',
    { 'c/kustomization.yaml': 'helmCharts: [{name: x}]\n' },
    'c/kustomization.yaml:1: Helm charts',
  ],
  [
    'a symbolic link, which Flux does not see',
    { 'c/b.yaml': object('b'), 'c/a.yaml': '->b.yaml', 'c/kustomization.yaml': RESOURCES },
    'c/kustomization.yaml:1: a.yaml does not exist',
  ],
];

it.each(BUILDS)('builds %s', (_, files, expected) => {
  expect(told(build(files))).toEqual([...expected].sort());
});

it.each(FAILS)('fails for %s, and says where', (_, files, expected) => {
  const [first = ''] = told(build(files));
  expect(first.slice(0, expected.length)).toBe(expected);
});

it('keeps to the folder and follows links inside of it where Argo CD builds', () => {
  const outside = { 'x.yaml': object('x'), 'c/kustomization.yaml': 'resources: [../x.yaml]\n' };
  expect(build(outside, { origin: 'argo' }).builds).toBe(false);
  const linked = { 'c/b.yaml': object('b'), 'c/a.yaml': '->b.yaml', 'c/kustomization.yaml': RESOURCES };
  expect(told(build(linked, { origin: 'argo' }))).toEqual(['/b of c/b.yaml']);
  const away = { 'b.yaml': object('b'), 'c/a.yaml': '->../b.yaml', 'c/kustomization.yaml': RESOURCES };
  expect(build(away, { origin: 'argo' }).builds).toBe(false);
});

it('tells by which kustomizations a file is reached, and what else they name', () => {
  const files = {
    'c/kustomization.yaml': 'resources: [d]\n',
    'c/d/kustomization.yaml':
      'resources: [a.yaml]\npatches: [{path: p.yaml}]\nsecretGenerator: [{name: s, files: [k=b.txt]}]\n',
    'c/d/a.yaml': object('a'),
    'c/d/p.yaml': PATCH,
    'c/d/b.txt': 'x',
  };
  const { objects, named, files: reached } = build(files);
  expect(objects[0]).toMatchObject({
    file: 'c/d/a.yaml',
    chain: ['c/kustomization.yaml', 'c/d/kustomization.yaml'],
    document: 0,
    line: 1,
  });
  expect(reached.map(({ file }) => file)).toEqual(['c/d/a.yaml']);
  expect(named.map(({ field, file, needs }) => [field, file ?? needs?.[0]?.name])).toEqual([
    ['patches[].path', 'c/d/p.yaml'],
    ['secretGenerator[].files', 'c/d/b.txt'],
    ['patches', 'a'],
  ]);
});

function resolveKnown(files: Files, known: ReadonlyMap<string, string>): AppliedBuild {
  const source = new TextSource(sourceOf(files).entries, (path) => known.get(path));
  return resolveEntryPoint(source, { path: 'c', origin: 'flux' });
}

it('asks for what it has to read, round by round, and for nothing else', () => {
  const files: Files = {
    'c/kustomization.yaml': 'resources: [d, e]\n',
    'c/d/kustomization.yaml': RESOURCES,
    'c/d/a.yaml': object('a'),
    'c/e/kustomization.yaml': 'resources: []\n',
    'c/other.yaml': 'x',
  };
  const known = new Map<string, string>();
  const rounds: string[][] = [];
  for (;;) {
    const { missing, builds } = resolveKnown(files, known);
    if (missing.size === 0) {
      expect(builds).toBe(true);
      break;
    }
    rounds.push([...missing].sort());
    for (const path of missing) known.set(path, files[path] ?? '');
  }
  expect(rounds).toEqual([
    ['c/kustomization.yaml'],
    ['c/d/kustomization.yaml', 'c/e/kustomization.yaml'],
    ['c/d/a.yaml'],
  ]);
});

it('comes to an end with components that multiply each other', () => {
  const files: Record<string, string> = { 'c/kustomization.yaml': 'components: [../k0]\n' };
  for (let level = 0; level < 20; level += 1) {
    files[`k${level}/kustomization.yaml`] =
      `kind: Component\ncomponents: [../k${level + 1}, ../k${level + 1}/]\n`;
  }
  files['k20/kustomization.yaml'] = 'kind: Component\nresources: []\n';
  expect(build(files).problems.at(-1)?.reason).toContain('too many');
});

it('comes to an end with lists that multiply each other, and with chains of any length', () => {
  const files: Record<string, string> = {};
  for (let level = 0; level < 20; level += 1) {
    const next = level + 1;
    files[`c/k${level}/kustomization.yaml`] = `resources: [../k${next}, ../k${next}/]\n`;
  }
  files['c/k20/kustomization.yaml'] = 'resources: []\n';
  files['c/kustomization.yaml'] = 'resources: [k0]\n';
  expect(build(files).builds).toBe(false);
  const chain: Record<string, string> = { 'c/kustomization.yaml': 'resources: [../k0]\n' };
  for (let level = 0; level < 3000; level += 1) {
    chain[`k${level}/kustomization.yaml`] = `resources: [../k${level + 1}]\n`;
  }
  expect(build(chain).problems[0]?.reason).toContain('too deeply');
});
