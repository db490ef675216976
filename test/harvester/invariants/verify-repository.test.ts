import { formatLedger } from '../../../harvester/ledger';
import { neededForVerify, slugOf } from '../../../harvester/tree/repository-view';
import { verifyRepository } from '../../../harvester/invariants/verify-repository';
import { claim, entry, folder, soundRepository } from './sound-repository';
import { viewOf } from './view';

type Files = Record<string, string>;

const LEDGER = 'claims/.claims/storage/infra.ledger';
const LOCATIONS = '.backstage/catalog-locations.yaml';
const INFRA = 'claims/infra/kustomization.yaml';
const REGISTRY = 'claims/registry.yaml';

function rows(files: Files): string[] {
  return verifyRepository(viewOf(files)).map(
    ({ code, path, line, repairable }) =>
      `${code} ${path}${line === undefined ? '' : `:${line}`}${repairable ? ' (repairable)' : ''}`,
  );
}

function replaced(path: string, from: string | RegExp, to: string): Files {
  const files = soundRepository();
  return { ...files, [path]: files[path]!.replace(from, to) };
}

function without(...paths: string[]): Files {
  return Object.fromEntries(
    Object.entries(soundRepository()).filter(([path]) => !paths.some((start) => path.startsWith(start))),
  );
}

/** Claims as Argo CD reads them: nothing beside them but what others keep there. */
function withoutArtefacts(): Files {
  return Object.fromEntries(
    Object.entries(soundRepository()).filter(
      ([path]) => !/kustomization|catalog-locations|registry/.test(path),
    ),
  );
}

test('finds nothing in a sound repository', () => {
  expect(rows(soundRepository())).toEqual([]);
});

test('finds nothing where there is nothing', () => {
  expect(rows({})).toEqual([]);
  expect(rows({ 'README.md': 'x', 'claims/README.md': 'x' })).toEqual([]);
});

const CASES: readonly [string, Files, string[]][] = [
  [
    'an orphan',
    { ...soundRepository(), ...folder('infra', 'lost') },
    ['orphan claims/infra/lost (repairable)'],
  ],
  [
    'a claim in a folder without kustomization, which is applied and no orphan',
    { ...soundRepository(), ...folder('apps', 'lost') },
    [
      'registry-entry-missing claims/apps/lost (repairable)',
      'category-kustomization-missing claims/apps',
      'location-missing claims/apps/lost/catalog-info.yaml (repairable)',
    ],
  ],
  [
    'a claim without registry entry',
    replaced(REGISTRY, entry('infra', 'db'), ''),
    ['registry-entry-missing claims/infra/db (repairable)'],
  ],
  [
    'a claim that its category does not list',
    replaced(INFRA, '  - db\n', ''),
    ['kustomization-entry-missing claims/infra/db (repairable)'],
  ],
  [
    'an item of a category that names nothing',
    replaced(INFRA, '  - db\n', '  - db\n  - gone\n'),
    [`kustomization-dangling ${INFRA}:6 (repairable)`],
  ],
  [
    'a foreign item that names nothing',
    replaced(INFRA, 'base.yaml', 'gone.yaml'),
    [`kustomization-dangling ${INFRA}:6`],
  ],
  [
    'an item twice',
    replaced(INFRA, '  - db\n', '  - db\n  - ./db/\n'),
    [`kustomization-duplicate ${INFRA}:6`],
  ],
  [
    'an item out of the repository',
    replaced(INFRA, '../../shared', '../../../x'),
    [`path-outside-root ${INFRA}:6`],
  ],
  [
    'a category without kustomization',
    without('claims/infra/kustomization.yaml'),
    ['category-kustomization-missing claims/infra'],
  ],
  [
    'a flat category without kustomization',
    without('claims/cli/kustomization.yaml'),
    ['category-kustomization-missing claims/cli'],
  ],
  [
    'a claim folder without kustomization',
    without('claims/infra/db/kustomization.yaml'),
    ['claim-kustomization-missing claims/infra/db'],
  ],
  [
    'a claim file that is not listed',
    replaced('claims/infra/db/kustomization.yaml', 'volumeclaim', 'other'),
    [
      'claim-not-listed claims/infra/db/kustomization.yaml (repairable)',
      'kustomization-dangling claims/infra/db/kustomization.yaml:2',
    ],
  ],
  [
    'a folder named otherwise',
    replaced('claims/infra/db/volumeclaim.yaml', 'name: db', 'name: database'),
    ['name-mismatch claims/infra/db/volumeclaim.yaml:4'],
  ],
  [
    'a flat claim named otherwise',
    replaced('claims/cli/old.yaml', 'name: old', 'name: other'),
    [`name-mismatch ${REGISTRY}:4`],
  ],
  [
    'a path that is gone',
    replaced(REGISTRY, 'claims/cli/old.yaml', 'claims/cli/older.yaml'),
    [`registry-path ${REGISTRY}:4 (repairable)`],
  ],
  [
    'a path of a claim that is gone',
    { ...soundRepository(), [REGISTRY]: soundRepository()[REGISTRY]! + entry('infra', 'zz') },
    [`registry-path ${REGISTRY}:31`],
  ],
  [
    'a path out of the repository',
    { ...soundRepository(), [REGISTRY]: soundRepository()[REGISTRY]! + entry('infra', 'zz', '../../etc') },
    [`registry-path ${REGISTRY}:31`],
  ],
  [
    'a wrong category',
    replaced(REGISTRY, 'category: cli', 'category: apps'),
    [`registry-category ${REGISTRY}:4 (repairable)`],
  ],
  [
    'an empty repository',
    replaced(REGISTRY, 'acme/harvester', '""'),
    [`registry-repository ${REGISTRY}:4 (repairable)`],
  ],
  ['a missing field', replaced(REGISTRY, '      createdBy: ada\n', ''), [`registry-field ${REGISTRY}:4`]],
  [
    'an entry twice',
    { ...soundRepository(), [REGISTRY]: soundRepository()[REGISTRY]! + entry('infra', 'db') },
    [`registry-duplicate ${REGISTRY}:31`],
  ],
  [
    'a location of a claim that is gone',
    replaced(LOCATIONS, 'infra/db/', 'infra/gone/'),
    [
      `location-dangling ${LOCATIONS}:8 (repairable)`,
      'location-missing claims/infra/db/catalog-info.yaml (repairable)',
    ],
  ],
  ['a foreign location that is gone', without('packer/'), [`location-dangling ${LOCATIONS}:7`]],
  [
    'a location twice',
    replaced(
      LOCATIONS,
      '    - ../claims/infra/db',
      '    - ../claims/infra/cache/catalog-info.yaml\n    - ../claims/infra/db',
    ),
    [`location-duplicate ${LOCATIONS}:10`],
  ],
  [
    'a location out of the repository',
    replaced(LOCATIONS, '../packer', '../../packer'),
    [`path-outside-root ${LOCATIONS}:7`],
  ],
  ['nothing where the tree has no locations, no registry or no kustomization at all', withoutArtefacts(), []],
  [
    'two kustomizations in a folder',
    { ...soundRepository(), 'claims/infra/db/kustomization.yml': 'resources: []\n' },
    ['kustomization-ambiguous claims/infra/db/kustomization.yaml:1'],
  ],
  [
    'an object that is reached twice',
    replaced(INFRA, '  - db\n', '  - db\n  - db/volumeclaim.yaml\n'),
    [`object-applied-twice ${INFRA}:6`],
  ],
  [
    'a category that nothing lists though its siblings are listed',
    {
      ...soundRepository(),
      'claims/kustomization.yaml': 'resources: [infra]\n',
    },
    ['category-unlisted claims/cli'],
  ],
  [
    'a patch for an object that is gone',
    replaced(INFRA, 'resources:', "patches: [{patch: '{kind: Gone, metadata: {name: x}}'}]\nresources:"),
    [`build-failed ${INFRA}:3`],
  ],
  [
    'a listed file that is not a manifest',
    { ...replaced(INFRA, '  - db\n', '  - db\n  - values.yaml\n'), 'claims/infra/values.yaml': 'a: b\n' },
    ['build-failed claims/infra/values.yaml:1'],
  ],
  [
    'a symbolic link out of the root',
    { ...soundRepository(), 'claims/infra/link': '->../../packer' },
    ['path-outside-root claims/infra/link'],
  ],
  [
    'paths that differ only in case',
    { ...soundRepository(), 'claims/infra/DB/x.txt': '' },
    ['case-collision claims/infra/db'],
  ],
  [
    'a ledger line of a file that is gone',
    {
      ...soundRepository(),
      [LEDGER]: ledger('claims/infra/db/volumeclaim.yaml', 'claims/infra/gone/x.yaml'),
    },
    [`ledger-dangling ${LEDGER}:3 (repairable)`],
  ],
  [
    'a file in two ledgers',
    {
      ...soundRepository(),
      [LEDGER]: ledger('claims/cli/old.yaml'),
      'claims/.claims/other/cli.ledger': ledger('claims/cli/old.yaml'),
    },
    [`ledger-conflict ${LEDGER}:2`],
  ],
  [
    'a ledger that cannot be read',
    { ...soundRepository(), [LEDGER]: 'x\n' },
    [`file-unreadable ${LEDGER}:1`],
  ],
  [
    'a claim that cannot be read',
    replaced('claims/infra/db/volumeclaim.yaml', 'spec:', 'spec: ['),
    ['file-unreadable claims/infra/db/volumeclaim.yaml:8'],
  ],
  [
    'a kustomization that cannot be read',
    { ...soundRepository(), [INFRA]: 'resources: {}\n' },
    [`file-unreadable ${INFRA}:1`],
  ],
  [
    'a registry that cannot be read',
    { ...soundRepository(), [REGISTRY]: 'claims: {}\n' },
    [`file-unreadable ${REGISTRY}:1`],
  ],
];

test.each(CASES)('finds %s', (_, files, expected) => {
  expect(rows(files).sort()).toEqual([...expected].sort());
});

function ledger(...paths: string[]): string {
  return formatLedger(paths.map((path) => ({ objectId: 'a'.repeat(40), path, construct: 'infra/db' })));
}

test('expects a claim at the usual place, whatever its template is called', () => {
  const files = replaced(REGISTRY, 'path: claims/infra/db', 'path: claims/infra/dbs');
  files[REGISTRY] = files[REGISTRY]!.replace(/template: volumeclaim(?=\n[^-]*dbs)/, 'template: small');
  expect(rows(files)).toEqual([`registry-path ${REGISTRY}:22 (repairable)`]);
});

test('never repeats a repository that may hold a token', () => {
  const [problem] = verifyRepository(
    viewOf(replaced(REGISTRY, 'acme/harvester', 'https://x:secret@github.com/acme/harvester')),
  );
  expect(problem?.code).toBe('registry-repository');
  expect(JSON.stringify(problem)).not.toContain('secret');
});

test('lets an author choose the folder of a declared claim', () => {
  const files = replaced('claims/infra/db/volumeclaim.yaml', 'name: db', 'name: database');
  expect(rows({ ...files, [LEDGER]: ledger('claims/infra/db/volumeclaim.yaml') })).toEqual([]);
});

test('accepts several documents in a claim file and folders that hold no claim', () => {
  const files = soundRepository();
  files['claims/infra/db/volumeclaim.yaml'] = `${claim('secret')}---\n${claim('db')}`;
  files['claims/infra/docs/README.md'] = 'x';
  files['claims/infra/base/a.yaml'] = claim('a');
  files['claims/infra/base/b.yaml'] = claim('b');
  expect(rows(files)).toEqual([]);
});

test('asks for the files that it reads and no others', () => {
  const files: Files = {
    ...soundRepository(),
    'claims/infra/db/deep/er.txt': 'x',
    'docs/x.yaml': 'x',
    [LEDGER]: ledger(),
  };
  const view = viewOf(files);
  const needed = neededForVerify(view.index, 'claims');
  expect(needed).not.toContain('docs/x.yaml');
  expect(needed).not.toContain('claims/infra/db/deep/er.txt');
  const contents = new Map([...view.contents].filter(([path]) => needed.includes(path)));
  expect(verifyRepository({ ...view, contents })).toEqual(verifyRepository(view));
});

test('takes the slug from the target when nobody gives one', () => {
  const view = viewOf(soundRepository());
  expect(slugOf(view)).toBe('acme/harvester');
  expect(slugOf({ ...view, slug: 'given/slug' })).toBe('given/slug');
  expect(slugOf(viewOf({}))).toBeUndefined();
});
