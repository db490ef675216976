import fc from 'fast-check';
import { caught } from '../../caught';
import { runs, seed } from '../../runs';
import { formatLedger } from '../../../harvester/ledger';
import { planRepair } from '../../../harvester/repair/repair-repository';
import { verifyRepository } from '../../../harvester/invariants/verify-repository';
import { claim, entry, folder, soundRepository } from './sound-repository';
import { apply, viewOf } from './view';

const OPTIONS = { clock: { now: () => new Date('2026-03-01T10:00:00.123Z') }, actor: 'tester' } as const;
const LEDGER = 'claims/.claims/storage/infra.ledger';

function repaired(files: Record<string, string>, orphans?: 'remove' | 'register'): Record<string, string> {
  return apply(files, planRepair(viewOf(files), { ...OPTIONS, orphans }).edits);
}

test('plans nothing for a sound repository', () => {
  expect(planRepair(viewOf(soundRepository()), OPTIONS)).toEqual({
    edits: new Map(),
    repaired: [],
    left: [],
  });
});

test('lists the file of an orphan whose folder has no kustomization, so that a second repair has nothing to do', () => {
  const { 'claims/infra/lost/kustomization.yaml': _, ...lost } = folder('infra', 'lost');
  const files = { ...soundRepository(), ...lost };
  const plan = planRepair(viewOf(files), { ...OPTIONS, orphans: 'register' });
  expect(plan.repaired.map(({ code }) => code)).toEqual(['orphan']);
  expect(plan.edits.get('claims/infra/kustomization.yaml')).toContain('\n  - lost/volumeclaim.yaml\n');
  expect(plan.edits.has('claims/infra/lost/kustomization.yaml')).toBe(false);
  expect(plan.left).toEqual([]);
  expect(planRepair(viewOf(apply(files, plan.edits)), OPTIONS).edits.size).toBe(0);
});

test('removes an orphan with everything in its folder and its location, and nothing else', () => {
  const sound = soundRepository();
  const path = '.backstage/catalog-locations.yaml';
  const files = {
    ...sound,
    ...folder('infra', 'lost'),
    'claims/infra/lost/notes/x.md': 'x',
    [path]: `${sound[path]!}    - ../claims/infra/lost/catalog-info.yaml\n`,
  };
  expect(repaired(files, 'remove')).toEqual(sound);
});

test('lists an orphan again with the date of its first commit, else the clock', () => {
  const files = { ...soundRepository(), ...folder('infra', 'lost') };
  const after = repaired(files, 'register');
  expect(after).toEqual({
    ...files,
    'claims/registry.yaml': `${files['claims/registry.yaml']!}    - name: lost
      template: volumeclaim
      category: infra
      namespace: default
      createdAt: "2026-03-01T10:00:00Z"
      createdBy: tester
      source: synth
      repository: acme/harvester
      path: claims/infra/lost
`,
    'claims/infra/kustomization.yaml': files['claims/infra/kustomization.yaml']!.replace(
      '  - https',
      '  - https',
    ).concat('  - lost\n'),
    '.backstage/catalog-locations.yaml': `${files['.backstage/catalog-locations.yaml']!}    - ../claims/infra/lost/catalog-info.yaml\n`,
  });
  const createdAtOf = (path: string): string | undefined =>
    path === 'claims/infra/lost/volumeclaim.yaml' ? '2025-01-01T00:00:00Z' : undefined;
  const dated = planRepair(viewOf(files), { ...OPTIONS, orphans: 'register', createdAtOf });
  expect(dated.edits.get('claims/registry.yaml')).toContain('createdAt: "2025-01-01T00:00:00Z"');
});

test('refuses to guess about orphans and shows what either answer would do', () => {
  const error = caught(() =>
    planRepair(viewOf({ ...soundRepository(), ...folder('infra', 'lost') }), OPTIONS),
  );
  expect(error.code).toBe('orphans-undecided');
  expect(error.kind).toBe('invariant');
  expect(error.data).toMatchObject({
    orphans: ['claims/infra/lost'],
    plans: {
      remove: {
        files: [{ path: 'claims/infra/lost/catalog-info.yaml', action: 'delete' }, {}, {}],
        left: [],
      },
      register: { files: [{}, {}, { path: 'claims/registry.yaml', action: 'write' }], left: [] },
    },
  });
});

test('drops ledger lines of files that are gone, and a ledger without lines', () => {
  const line = (path: string): { objectId: string; path: string; construct: string } => ({
    objectId: 'a'.repeat(40),
    path,
    construct: 'infra/db',
  });
  const kept = formatLedger([line('claims/infra/db/volumeclaim.yaml')]);
  const files = {
    ...soundRepository(),
    [LEDGER]: formatLedger([line('claims/infra/db/volumeclaim.yaml'), line('claims/infra/gone/x.yaml')]),
    'claims/.claims/other/infra.ledger': formatLedger([line('claims/infra/gone/y.yaml')]),
  };
  const after = repaired(files);
  expect(after[LEDGER]).toBe(kept);
  expect(after['claims/.claims/other/infra.ledger']).toBeUndefined();
});

test('drops ledger lines that do not count and keeps their files', () => {
  const line = (path: string, construct = 'infra/db') => ({ objectId: 'a'.repeat(40), path, construct });
  const sound = formatLedger([line('claims/infra/db/volumeclaim.yaml')]);
  const wrong = [
    line('claims/registry.yaml'),
    line('claims/infra/cache/volumeclaim.yaml'),
    line('claims/infra/kustomization.yaml'),
    line('claims/cli/old.yaml', 'cli/old'),
  ];
  const files = {
    ...soundRepository(),
    [LEDGER]: formatLedger([line('claims/infra/db/volumeclaim.yaml'), ...wrong]),
  };
  const found = verifyRepository(viewOf(files)).map(({ code, path }) => `${code} ${path}`);
  expect(found).toEqual(wrong.map(() => `ledger-line-uncounted ${LEDGER}`));
  expect(repaired(files)).toEqual({ ...files, [LEDGER]: sound });
});

test('never removes a folder that a line of a ledger names, even where that ledger is damaged', () => {
  const file = 'claims/infra/lost/volumeclaim.yaml';
  const line = (construct: string): string =>
    formatLedger([{ objectId: 'a'.repeat(40), path: file, construct }]);
  for (const ledger of [line('infra/lost'), `${line('infra/lost')}<<<<<<< HEAD\n`]) {
    const files = {
      ...soundRepository(),
      ...folder('infra', 'lost'),
      'claims/.claims/web/infra.ledger': ledger,
    };
    const { edits, left } = planRepair(viewOf(files), { ...OPTIONS, orphans: 'remove' });
    expect([...edits].filter(([path]) => path.startsWith('claims/infra/'))).toEqual([]);
    expect(left).toContainEqual(expect.objectContaining({ code: 'orphan', repairable: false }));
  }
});

test('never makes a kustomization or locations: that would change what is applied, or add what the tree does not have', () => {
  const {
    'claims/infra/kustomization.yaml': _,
    '.backstage/catalog-locations.yaml': __,
    'claims/infra/db/kustomization.yaml': ___,
    ...files
  } = soundRepository();
  const { edits, left } = planRepair(viewOf(files), OPTIONS);
  expect([...edits]).toEqual([]);
  expect(left.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'category-kustomization-missing claims/infra',
  ]);
});

test('does not invent a repository that nobody knows', () => {
  const { 'catalog-info.yaml': _, ...files } = soundRepository();
  files['claims/registry.yaml'] = files['claims/registry.yaml']!.replace('acme/harvester', '""');
  const { edits, left } = planRepair(viewOf(files), OPTIONS);
  expect(edits.size).toBe(0);
  expect(left).toMatchObject([{ code: 'registry-repository', repairable: false }]);
  expect(planRepair(viewOf(files), { ...OPTIONS, slug: 'acme/harvester' }).left).toEqual([]);
});

/** Ways in which tools and people break a repository. */
const BREAKAGES: readonly ((files: Record<string, string>) => unknown)[] = [
  (files) =>
    void (files['claims/registry.yaml'] = files['claims/registry.yaml']!.replace(entry('infra', 'db'), '')),
  (files) =>
    void (files['claims/registry.yaml'] = files['claims/registry.yaml']!.replace(
      'path: claims/cli/old.yaml',
      'path: .',
    )),
  (files) =>
    void (files['claims/registry.yaml'] = files['claims/registry.yaml']!.replace(
      'category: cli',
      'category: ""',
    )),
  (files) =>
    void (files['claims/registry.yaml'] = files['claims/registry.yaml']!.replaceAll(
      'repository: acme/harvester',
      'repository: ""',
    )),
  (files) => void (files['claims/registry.yaml'] = files['claims/registry.yaml']! + entry('zz', 'gone')),
  (files) =>
    void (files['claims/infra/kustomization.yaml'] = files['claims/infra/kustomization.yaml']!.replace(
      '  - db\n',
      '',
    )),
  (files) =>
    void (files['claims/infra/kustomization.yaml'] =
      files['claims/infra/kustomization.yaml']! + '  - gone\n'),
  (files) => delete files['claims/infra/cache/kustomization.yaml'],
  (files) => delete files['claims/infra/cache/volumeclaim.yaml'],
  (files) => delete files['packer/catalog-info.yaml'],
  (files) =>
    void (files['.backstage/catalog-locations.yaml'] = files['.backstage/catalog-locations.yaml']!.replace(
      /.*infra\/db.*\n/,
      '',
    )),
  (files) => void Object.assign(files, folder('apps', 'lost')),
  (files) => void Object.assign(files, folder('infra', 'lost')),
  (files) => void (files['claims/infra/db/volumeclaim.yaml'] = claim('other')),
  (files) => void (files['claims/cli/extra.yaml'] = claim('extra')),
];

test('leaves nothing that it could fix, fixes nothing twice, and keeps what no problem names', () => {
  fc.assert(
    fc.property(
      fc.subarray([...BREAKAGES], { maxLength: 5 }),
      fc.constantFrom('remove', 'register'),
      (breakages, orphans) => {
        const files = soundRepository();
        for (const breakage of breakages) breakage(files);
        const { edits, left } = planRepair(viewOf(files), { ...OPTIONS, orphans });
        const after = apply(files, edits);
        expect(left).toEqual(verifyRepository(viewOf(after)));
        expect(left.filter((problem) => problem.repairable)).toEqual([]);
        expect(planRepair(viewOf(after), { ...OPTIONS, orphans }).edits.size).toBe(0);
        for (const path of ['shared/base.yaml', 'catalog-info.yaml', 'claims/cli/old.yaml']) {
          expect(after[path]).toBe(files[path]);
        }
        expect(after['.backstage/catalog-locations.yaml']).toContain('../packer/catalog-info.yaml # by hand');
      },
    ),
    { numRuns: runs(120, 10_000), seed: seed() },
  );
});
