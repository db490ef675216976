import { apply, claim, context, type Files, models, planOn, touched } from './target';

const SPEC = { storage: '10Gi', mode: 'Block' };
const CHANGED = { ...SPEC, storage: '20Gi' };
const FILE = 'claims/infra/a/volumeclaim.yaml';
const CATALOG = 'claims/infra/a/catalog-info.yaml';
const KUSTOMIZATION = 'claims/infra/a/kustomization.yaml';

const a = (spec: Record<string, unknown> = SPEC, kind?: string) =>
  models(claim('infra/a', { spec, ...(kind !== undefined && { kind }) }), claim('infra/b'));
const WRITTEN = apply({}, planOn({}, a()));
const HISTORY = Object.values(WRITTEN);
const edited = (path: string, change: (text: string) => string): Files => ({
  ...WRITTEN,
  [path]: change(WRITTEN[path] ?? ''),
});
const byHand = edited(FILE, (text) => text.replace('Block', 'Raw'));
const byTeam = edited(CATALOG, (text) => text.replace(/owner: \S+/, 'owner: team-x'));

test.each<[string, Files, ReturnType<typeof a>, boolean]>([
  ['an edit that the program does not contradict', byHand, a(), false],
  ['an edit beside what the program changed', byHand, a(CHANGED), true],
  ['an edit of what the program changed', byHand, a({ ...SPEC, mode: 'File' }), true],
  [
    'an edit, of which the program changed one value to the same',
    edited(FILE, (text) => `${text.replace('10Gi', '20Gi')}  more: 1\n`),
    a(CHANGED),
    false,
  ],
  ['no YAML any more, the program as it was', edited(FILE, (text) => `${text}\t- x: {\n`), a(), false],
  ['no YAML any more, the program changed', edited(FILE, (text) => `${text}\t- x: {\n`), a(CHANGED), true],
  ['an edited claim that goes', byHand, models(claim('infra/b')), true],
  ['an edited claim of another template', edited(FILE, (text) => `# mine\n${text}`), a(SPEC, 'Disk'), true],
  [
    'an edited claim that moves',
    byHand,
    models(claim('infra/m', { spec: SPEC, metadataName: 'a' }), claim('infra/b')),
    true,
  ],
  ['an edited catalog entry', byTeam, a(), false],
  ['an edited catalog entry of another template', byTeam, a(SPEC, 'Disk'), true],
  ['a kustomization that cannot be edited', edited(KUSTOMIZATION, () => 'resources: 1\n'), a(), false],
  [
    'a kustomization that cannot be edited, another template',
    edited(KUSTOMIZATION, () => 'resources: 1\n'),
    a(SPEC, 'Disk'),
    true,
  ],
])('%s', (_what, files, declared, heldBack) => {
  const plan = planOn(files, declared, context(), HISTORY);
  expect(plan.kept.length).toBeGreaterThan(0);
  expect(plan.kept.some((file) => file.programChanged)).toBe(heldBack);
  expect(plan.summary.heldBack).toBe(heldBack ? 1 : 0);
});

test('a file that this project never wrote is held back', () => {
  const { kept, summary } = planOn({ [FILE]: 'kind: VolumeClaim\nspec: {}\n' }, a());
  expect(kept).toMatchObject([{ reason: 'not-ours', programChanged: true }]);
  expect(summary.heldBack).toBe(1);
});

test('an adopted file in its own style, edited by hand, is no difference; where the earlier version is gone, it counts as one', () => {
  const adopted = '# ours\n' + (WRITTEN[FILE] ?? '').replace('10Gi', '"10Gi"');
  const first = apply({ [FILE]: adopted }, planOn({ [FILE]: adopted }, a()));
  expect(first[FILE]).toBe(adopted);
  const target = { ...first, [FILE]: adopted.replace('Block', 'Raw') };
  expect(planOn(target, a(), context(), [adopted]).kept).toMatchObject([{ programChanged: false }]);
  expect(planOn(target, a(CHANGED), context(), [adopted]).kept).toMatchObject([{ programChanged: true }]);
  expect(planOn(target, a(), context(), []).kept).toMatchObject([{ programChanged: true }]);
});

test('a merged file is no difference until the program changes again', () => {
  const merging = { ...context(), mergeEdits: new Set(['infra/a']) };
  const merged = apply(byHand, planOn(byHand, a(CHANGED), merging, HISTORY));
  expect(planOn(merged, a(CHANGED)).kept).toMatchObject([{ programChanged: false }]);
  expect(touched(planOn(merged, a(CHANGED)))).toEqual([]);
  expect(planOn(merged, a({ ...CHANGED, storage: '30Gi' })).kept).toMatchObject([{ programChanged: true }]);
});

describe('another template beside a kustomization of a person', () => {
  const disk = a(SPEC, 'Disk');
  const TWO = '---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: by-hand\n';

  test.each([
    ['a second document, which kustomize does not look at', (text: string) => `${text}${TWO}`],
    ['a second document that is not YAML', (text: string) => `${text}---\n\t- x: {\n`],
    ['a field given twice', (text: string) => `resources: []\n${text}`],
  ])('%s: its list follows', (_what, change) => {
    const files = edited(KUSTOMIZATION, change);
    const plan = planOn(files, disk, context(), HISTORY);
    const after = apply(files, plan);
    expect(plan.kept).toEqual([]);
    expect(after[KUSTOMIZATION]).toBe(files[KUSTOMIZATION]?.replace('volumeclaim.yaml', 'disk.yaml'));
    expect(after[FILE]).toBeUndefined();
    expect(touched(planOn(after, disk, context(), HISTORY))).toEqual([]);
  });

  test.each([
    ['an anchor', () => 'metadata: {annotations: {a: &a volumeclaim.yaml}}\nresources: [*a]\n'],
    ['several lines', () => 'resources:\n- >-\n  volumeclaim.yaml\n'],
    ['another field', () => 'bases: [volumeclaim.yaml]\n'],
    ['a patch of it', (text: string) => `${text}patches: [{path: ./volumeclaim.yaml, target: {kind: X}}]\n`],
    [
      'a generator',
      (text: string) => `${text}configMapGenerator: [{name: x, files: [k=volumeclaim.yaml]}]\n`,
    ],
  ])('%s, which cannot be edited: the claim stays whole, and it is told', (_what, change) => {
    const files = edited(KUSTOMIZATION, change);
    const plan = planOn(files, disk, context(), HISTORY);
    expect(plan.kept).toMatchObject([{ path: KUSTOMIZATION, programChanged: true }]);
    expect(plan.summary.heldBack).toBe(1);
    expect(apply(files, plan)[FILE]).toBe(WRITTEN[FILE]);
    expect(touched(plan)).toEqual([]);
  });

  test('a file of somebody where the new one would stand: the claim stays whole', () => {
    const files = {
      ...WRITTEN,
      'claims/infra/a/disk.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n',
    };
    const plan = planOn(files, disk, context(), HISTORY);
    expect(plan.kept).toMatchObject([{ path: 'claims/infra/a/disk.yaml', reason: 'not-ours' }]);
    expect(touched(plan)).toEqual([]);
  });

  test('what it lists under the old name is listed', () => {
    const files = edited(KUSTOMIZATION, (text) => text.replace('resources', 'bases'));
    expect(touched(planOn(files, a(), context(), HISTORY))).toEqual([]);
  });

  test('what an adopted one says besides its list stays', () => {
    const files = edited(KUSTOMIZATION, (text) => `# of the team\n${text}namespace: prod\n`);
    const adopted = apply(files, planOn(files, a(), context(), HISTORY));
    const after = apply(adopted, planOn(adopted, disk, context(), HISTORY));
    expect(after[KUSTOMIZATION]).toBe(files[KUSTOMIZATION]?.replace('volumeclaim.yaml', 'disk.yaml'));
  });
});

test.each([
  ['another template', a(SPEC, 'Disk')],
  ['another place', models(claim('apps/a', { spec: SPEC, metadataName: 'a' }), claim('infra/b'))],
])('%s of a claim to whose file a person added an object: it stays whole', (_what, declared) => {
  const files = edited(
    FILE,
    (text) => `${text}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: mine}\n`,
  );
  const plan = planOn(files, declared, context(), HISTORY);
  expect(plan.kept).toMatchObject([{ path: FILE }]);
  expect(plan.summary.heldBack).toBe(1);
  expect(touched(plan)).toEqual([]);
});

test('a kustomization of others that a new claim is listed in is known from then on', () => {
  const files = {
    'claims/infra/kustomization.yaml': 'resources: [a]\n',
    [KUSTOMIZATION]: 'resources: [extra.yaml]\n',
    'claims/infra/a/extra.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra}\n',
  };
  const after = apply(files, planOn(files, models(claim('infra/a', { spec: SPEC }))));
  expect(after[KUSTOMIZATION]).toBe('resources: [extra.yaml, volumeclaim.yaml]\n');
  expect(touched(planOn(after, models(claim('infra/a', { spec: SPEC }))))).toEqual([]);
  expect(apply(after, planOn(after, models()))[KUSTOMIZATION]).toBe('resources: [extra.yaml]\n');
});

test('a claim whose kustomization is refused by kustomize stays where it is, so that no other folder is refused too', () => {
  const files = edited(KUSTOMIZATION, (text) => `${text}byHand: true\n`);
  const moved = models(claim('apps/a', { spec: SPEC, metadataName: 'a' }), claim('infra/b'));
  const plan = planOn(files, moved, context(), HISTORY);
  expect(plan.kept).toMatchObject([{ path: KUSTOMIZATION, reason: 'hand-edited', programChanged: true }]);
  expect(touched(plan)).toEqual([]);
});
