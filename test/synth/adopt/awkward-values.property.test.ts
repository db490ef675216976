import type { JsonObject } from '../../../core/claim-model';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { readYaml } from '../../../core/yaml/read-yaml';
import { sameValue } from '../../../core/yaml/same-value';
import { adoptRepository } from '../../../synth/adopt/adopt-repository';
import { vouched } from '../../../synth/source/source-text';
import { AWKWARD_BLOCKS } from '../../core/yaml/awkward-notations';
import { AWKWARD_VALUES } from '../../core/yaml/awkward-values';
import { runs } from '../../runs';
import { apply, context, type Files, planOn, snapshotOf, touched } from '../plan/target';
import { runSource } from './run-source';

/** Every so many of them, all in a soak. */
const STEP = runs(5, 1);

function fileOf(name: string, lines: string): string {
  return `apiVersion: acme.io/v1 # kept\nkind: Share\nmetadata:\n    name: ${name}\n    annotations:\n        day: 2026-01-02\n        mode: 0644\nspec:\n${lines.replace(/^(?=[^\n])/gm, '    ')}\n    size:   "20Gi"\n`;
}

function read(text: string): JsonObject | undefined {
  try {
    return readYaml(text, 'x.yaml', { manifest: true }) as JsonObject;
  } catch (error) {
    if (ToolkitError.isToolkitError(error)) return undefined;
    throw error;
  }
}

/** A claim folder for each awkward value or notation, registered in the category's kustomization. */
function awkwardTree(): { readonly tree: Files; readonly texts: ReadonlyMap<string, string> } {
  const lines = [
    ...AWKWARD_VALUES.map((value) => `v: ${value}`),
    ...AWKWARD_BLOCKS.filter((block) => block.startsWith('v:')),
  ];
  const texts = new Map(
    lines
      .map((text, index) => [`s${index}`, fileOf(`s${index}`, text)] as const)
      .filter(([, text], index) => index % STEP === 0 && read(text) !== undefined),
  );
  const names = [...texts.keys()].sort();
  const tree: Record<string, string> = {
    'claims/infra/kustomization.yaml': `resources:\n${names.map((name) => `- ${name}\n`).join('')}`,
  };
  for (const [name, text] of texts) {
    tree[`claims/infra/${name}/share.yaml`] = text;
    tree[`claims/infra/${name}/kustomization.yaml`] = 'resources:\n- share.yaml\n';
  }
  return { tree, texts };
}

test('awkward values go through the program and back: nothing changes, then one field does', () => {
  const { tree, texts } = awkwardTree();
  const { files, leftOut, catalog, models: adopted } = adoptRepository(snapshotOf(tree), { project: 'shop' });
  // A float to the cluster, whose digits a program cannot say as an integer.
  const reasons = leftOut.map(({ reason }) => reason);
  expect(reasons.filter((reason) => !reason.endsWith('is an integer beyond 64 bits'))).toEqual([]);
  expect(adopted.claims.length).toBe(texts.size - leftOut.length);
  expect(texts.size).toBeGreaterThan(220 / STEP);
  const declared = runSource(files);
  expect(declared.issues).toEqual([]);
  for (const { name, object } of declared.claims) {
    const value = read(texts.get(name) ?? '');
    expect([name, texts.get(name), sameValue(object, value)]).toEqual([name, texts.get(name), true]);
  }
  const given = context({ catalog });
  const first = planOn(tree, declared, given);
  expect(touched(first).filter((path) => /share\.yaml$/.test(path))).toEqual([]);
  const ours = apply(tree, first);
  expect(touched(planOn(ours, declared, given))).toEqual([]);
  const source = files.map((file) => ({ ...file, text: vouched(file.text.replaceAll("'20Gi'", "'30Gi'")) }));
  const changed = apply(ours, planOn(ours, runSource(source), given));
  for (const { name } of adopted.claims) {
    const text = texts.get(name) ?? '';
    expect(changed[`claims/infra/${name}/share.yaml`]).toBe(text.replace('"20Gi"', '"30Gi"'));
  }
});

test('dates, words, octals, large integers and annotations stand in the program as what kustomize builds', () => {
  const lines =
    'country: NO\nopened: 2026-01-02\ngrid: {x: 0, y: 8}\nmode: 0644\nlarge: 9007199254740993\nhalf: .5';
  const tree = {
    'claims/infra/kustomization.yaml': 'resources: [shop]\n',
    'claims/infra/shop/kustomization.yaml': 'resources: [share.yaml]\n',
    'claims/infra/shop/share.yaml': fileOf('shop', lines),
  };
  const { files } = adoptRepository(snapshotOf(tree), { project: 'shop' });
  const text = files.map((file) => file.text).join('\n');
  for (const line of [
    "country: 'NO',",
    "opened: '2026-01-02T00:00:00Z',",
    'grid: { x: 0, y: 8 },',
    'mode: 420,',
    'large: 9007199254740993n,',
    'half: 0.5,',
    "day: '2026-01-02'",
    "mode: '0644'",
  ]) {
    expect(text).toContain(line);
  }
});
