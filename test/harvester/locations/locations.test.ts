import { editLocations } from '../../../harvester/locations/edit-locations';
import { LocationCoverage } from '../../../harvester/locations/location-coverage';
import { readLocations } from '../../../harvester/locations/read-locations';
import { verifyRepository } from '../../../harvester/invariants/verify-repository';
import { planRepair } from '../../../harvester/repair/repair-repository';
import { soundRepository } from '../invariants/sound-repository';
import { viewOf } from '../invariants/view';

const FILE = '.backstage/catalog-locations.yaml';
const DB = 'claims/infra/db/catalog-info.yaml';
const CACHE = 'claims/infra/cache/catalog-info.yaml';
const HEAD = 'apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: root\n';

function location(...targets: string[]): string {
  return `${HEAD}spec:\n  targets:\n${targets.map((target) => `    - ${target}\n`).join('')}`;
}

function edited(text: string, add: string[], remove: string[] = [], slug?: string): string {
  return editLocations(text, { add, remove }, { path: FILE, slug });
}

/** What a location names of one repository, by the ways in which forges write addresses and Backstage resolves paths. */
test.each<[string, string | undefined, boolean]>([
  ['../claims/infra/db/catalog-info.yaml', undefined, true],
  ['./../claims/infra/./db/catalog-info.yaml', undefined, true],
  ['/claims/infra/db/catalog-info.yaml', undefined, true],
  ['../claims/**/catalog-info.yaml', undefined, true],
  ['../claims/*/catalog-info.yaml', undefined, false],
  ['../claims/*/*/catalog-info.y{a,}ml', undefined, true],
  ['../**', undefined, true],
  ['**/catalog-info.yaml', undefined, false],
  ['https://github.com/acme/harvester/blob/main/claims/infra/db/catalog-info.yaml', undefined, true],
  ['https://github.com/acme/harvester/blob/main/claims/infra/db/catalog-info.yaml', 'Acme/Harvester', true],
  ['https://github.com/acme/other/blob/main/claims/infra/db/catalog-info.yaml', 'acme/harvester', false],
  ['https://github.com/acme/harvester/tree/release/2.0/claims/**/catalog-info.yaml', 'acme/harvester', true],
  [
    'https://gitlab.com/acme/sub/harvester/-/blob/main/claims/infra/db/catalog-info.yaml?ref_type=heads',
    'acme/sub/harvester',
    true,
  ],
  [
    'https://git.example.test/acme/harvester/src/branch/main/claims/infra/db/catalog-info.yaml',
    'acme/harvester',
    true,
  ],
  ['https://bitbucket.org/acme/harvester/src/main/claims/infra/db/catalog-info.yaml', 'acme/harvester', true],
  ['https://github.com/acme/harvester/blob/main/claims/%69nfra/db/catalog-info.yaml', 'acme/harvester', true],
  ['https://github.com/acme/harvester/blob/main/claims/%zz', 'acme/harvester', false],
  ['https://github.com/acme/harvester/issues/claims/infra/db/catalog-info.yaml', 'acme/harvester', false],
  ['https://example.test/catalog-info.yaml', undefined, false],
])('%s in repository %s names the file: %s', (value, slug, expected) => {
  expect(new LocationCoverage([{ value }], slug).targetOf(DB) !== undefined).toBe(expected);
});

test('what a pattern or an address names needs no entry, and none is made', () => {
  for (const text of [
    location('../claims/**/catalog-info.yaml'),
    location(`https://github.com/a/b/blob/main/${DB}`),
  ]) {
    expect(edited(text, [DB])).toBe(text);
    const files = { ...soundRepository(), [FILE]: text.replace('a/b', 'acme/harvester') };
    const missing = verifyRepository(viewOf(files)).filter(({ code }) => code === 'location-missing');
    expect(missing.map(({ path }) => path)).toEqual(text.includes('**') ? [] : [CACHE]);
  }
});

test('repair lists what no target names, once', () => {
  const files = { ...soundRepository(), [FILE]: location(`../${DB}`, '../packer/**') };
  const clock = { now: () => new Date(0) };
  const { edits } = planRepair(viewOf(files), { clock, actor: 'me' });
  expect([...edits]).toEqual([
    [
      FILE,
      location(`../${CACHE}`, `../${DB}`, '../packer/**').replace(
        /(    - .*cache.*\n)(    - .*db.*\n)/,
        '$1$2',
      ),
    ],
  ]);
});

test('an entry beside a pattern that names it is a problem, for Backstage calls it a conflict', () => {
  const files = { ...soundRepository(), [FILE]: location('../claims/**/catalog-info.yaml', `../${DB}`) };
  expect(verifyRepository(viewOf(files))).toMatchObject([
    {
      code: 'location-duplicate',
      line: 8,
      message: expect.stringContaining('**') as string,
      repairable: false,
    },
  ]);
});

test('an optional location may lead nowhere', () => {
  const optional = location('../nowhere/catalog-info.yaml').replace(
    'spec:\n',
    'spec:\n  presence: optional\n',
  );
  const codes = (text: string): string[] =>
    verifyRepository(viewOf({ ...soundRepository(), [FILE]: text })).map(({ code }) => code);
  expect(codes(optional)).not.toContain('location-dangling');
  expect(codes(optional.replace('optional', 'required'))).toContain('location-dangling');
});

test('a new entry is an address where all others are', () => {
  const start = 'https://github.com/acme/h/blob/main/';
  expect(edited(location(`${start}${DB}`), [DB, CACHE])).toBe(location(`${start}${CACHE}`, `${start}${DB}`));
  expect(edited(location(`${start}${DB}`, '../x/catalog-info.yaml'), [CACHE])).toContain(`- ../${CACHE}\n`);
});

test('an entry goes in whichever spelling it has', () => {
  const text = location(
    `https://github.com/a/b/blob/main/${DB}`,
    './../claims/infra/cache/catalog-info.yaml',
    '../x/y.yaml',
  );
  expect(edited(text, [], [DB, CACHE])).toBe(location('../x/y.yaml'));
});

describe('several documents', () => {
  const first = location('../x/catalog-info.yaml');
  const second = `---\n# ours\n${HEAD}spec:\n  targets: [ "../${DB}" ] # claims\n`;
  const system =
    '---\napiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: s\nspec:\n  targets: [nothing]\n';

  test('are read as one list, Locations alone, by the lines of the file', () => {
    expect(readLocations(`${first}${system}${second}`, FILE)).toEqual([
      { value: '../x/catalog-info.yaml', line: 7 },
      { value: `../${DB}`, line: 22 },
    ]);
  });

  test('only the Location that has most of their like changes', () => {
    const text = `${first}${system}${second}`;
    const expected = second.replace(`"../${DB}"`, `"../${CACHE}", "../${DB}"`);
    expect(edited(text, [CACHE, DB])).toBe(`${first}${system}${expected}`);
    expect(edited(text, [], [DB])).toBe(`${first}${system}${second.replace(` "../${DB}" `, '')}`);
    expect(edited(text, [DB])).toBe(text);
  });

  test('a list that is none is told by its line in the file', () => {
    expect(() => readLocations(`${first}---\n${HEAD}spec:\n  targets:\n    x: 1\n`, FILE)).toThrow(
      /:15: expected a list/,
    );
    expect(() => readLocations(`a: 1\n---\nb: 2\n`, FILE)).toThrow(/:1: none of the documents is a Location/);
  });
});

describe('a Location with one target', () => {
  const single = `${HEAD}spec:\n  type: url\n  target: ../${DB} # the one\n`;

  test('names it, and gets a list beside it', () => {
    expect(readLocations(single, FILE)).toEqual([{ value: `../${DB}`, line: 7 }]);
    expect(edited(single, [DB])).toBe(single);
    expect(edited(single, [CACHE])).toBe(`${single}  targets:\n    - ../${CACHE}\n`);
  });

  test('keeps an empty list when it goes', () => {
    expect(edited(single, [], [DB])).toBe(`${HEAD}spec:\n  type: url\n  targets: [] # the one\n`);
    const both = `${single}  targets:\n    - ../x/y.yaml\n`;
    expect(edited(both, [CACHE], [DB])).toBe(
      `${HEAD}spec:\n  type: url\n  targets:\n    - ../${CACHE}\n    - ../x/y.yaml\n`,
    );
  });
});

test('catalog-info.yml is a catalog file: no claim, and to be listed', () => {
  const files = soundRepository();
  const yml = DB.replace('.yaml', '.yml');
  files[yml] = files[DB] ?? '';
  delete files[DB];
  files[FILE] = location(`../${CACHE}`);
  expect(verifyRepository(viewOf(files))).toMatchObject([{ code: 'location-missing', path: yml }]);
  const clock = { now: () => new Date(0) };
  expect(planRepair(viewOf(files), { clock, actor: 'me' }).edits.get(FILE)).toBe(
    location(`../${CACHE}`, `../${yml}`),
  );
});
