import type { ClaimModel, ClaimObject, JsonObject, JsonValue } from '../../../core/claim-model';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { emitYaml } from '../../../core/yaml/emit-yaml';
import { readYaml } from '../../../core/yaml/read-yaml';
import { sameValue } from '../../../core/yaml/same-value';
import { AWKWARD_BLOCKS } from '../../core/yaml/awkward-notations';
import { AWKWARD_VALUES } from '../../core/yaml/awkward-values';
import { HOSTILE_STRINGS } from '../../core/yaml/hostile-strings';
import { apply, claim, type Files, models, planOn } from '../../synth/plan/target';
import { BUILD_TIMEOUT, describeWithTool, toolPath } from '../tools/tool-path';
import { type Built, builtObjects } from './built-objects';

const TAIL = '    # of size\n    size:   "20Gi"   # grows by hand\n';

function headOf(name: string): string {
  return `# ask first\napiVersion: acme.io/v1\nkind: Share\nmetadata:\n    name: ${name}\n    annotations: {day: 2026-01-02, "n": 0644}\nspec:\n`;
}

function read(text: string): JsonObject | undefined {
  try {
    return readYaml(text, 'x.yaml', { manifest: true }) as JsonObject;
  } catch (error) {
    if (ToolkitError.isToolkitError(error)) return undefined;
    throw error;
  }
}

const TEXTS: ReadonlyMap<string, string> = new Map(
  [
    ...AWKWARD_VALUES.map((value) => `v: ${value}`),
    ...AWKWARD_BLOCKS.filter((block) => block.startsWith('v:')),
    ...AWKWARD_VALUES.filter((value) => !/[#&*:,[\]{}%@`|>\s]/.test(value)).map(
      (key) => `v: {x: 1}\nw:\n  ${key}: 1 # key`,
    ),
  ]
    .map((lines, index) => {
      const name = `s${index}`;
      return [name, `${headOf(name)}${lines.replace(/^(?=[^\n])/gm, '    ')}\n${TAIL}`] as const;
    })
    .filter(([, text]) => read(text) !== undefined),
);

function pathOf(name: string): string {
  return `claims/infra/${name}/share.yaml`;
}

function declared(spec: JsonObject): ClaimModel[] {
  return [...TEXTS].map(([name, text]) => {
    const object = read(text) as JsonObject;
    const whole = { ...object, spec: { ...(object['spec'] as JsonObject), ...spec } };
    return { ...claim(`infra/${name}`, { kind: 'Share' }), object: whole as unknown as ClaimObject };
  });
}

async function built(files: Files): Promise<ReadonlyMap<string, Built>> {
  return builtObjects(Object.fromEntries([...TEXTS.keys()].map((name) => [name, files[pathOf(name)] ?? ''])));
}

/** The objects that are not what they were but for these fields of `spec`. */
function wrong(
  before: ReadonlyMap<string, Built>,
  after: ReadonlyMap<string, Built>,
  spec: Readonly<Record<string, JsonValue>>,
): unknown[] {
  return [...TEXTS].flatMap(([name, text]) => {
    const was = before.get(name) as Record<string, unknown>;
    const expected = { ...was, spec: { ...(was['spec'] as object), ...spec } };
    return sameValue(after.get(name), expected) ? [] : [[text, expected, after.get(name)]];
  });
}

describeWithTool('kustomize', 'adopted files, as the real kustomize builds them', () => {
  beforeAll(() => toolPath('kustomize'), BUILD_TIMEOUT);

  const standing = Object.fromEntries([...TEXTS].map(([name, text]) => [pathOf(name), text]));
  const adopted = apply(standing, planOn(standing, models(...declared({}))));
  let before: ReadonlyMap<string, Built>;
  beforeAll(async () => {
    before = await built(standing);
  }, BUILD_TIMEOUT);

  it('keep their bytes, and build what we read', () => {
    expect(TEXTS.size).toBeGreaterThan(300);
    expect([...TEXTS.keys()].map((name) => adopted[pathOf(name)])).toEqual([...TEXTS.values()]);
    expect([...TEXTS].filter(([name, text]) => !sameValue(before.get(name), read(text)))).toEqual([]);
  });

  it('keep every line and every other field when one field beside changes', async () => {
    const after = apply(adopted, planOn(adopted, models(...declared({ size: '30Gi' }))));
    for (const [name, text] of TEXTS) expect(after[pathOf(name)]).toBe(text.replace('"20Gi"', '"30Gi"'));
    expect(wrong(before, await built(after), { size: '30Gi' })).toEqual([]);
  });

  it.each<JsonValue>([
    'NO',
    '2026-01-02',
    5,
    null,
    ['on', { y: '0644', list: [] }],
    { on: 'off', '5': 'a\nb\n' },
    ' two\nlines\n\n',
  ])('keep every other line and field when an awkward field becomes %j', async (v) => {
    const plan = planOn(adopted, models(...declared({ v })));
    const after = apply(adopted, plan);
    for (const [name, text] of TEXTS) {
      const changed = after[pathOf(name)] ?? '';
      const outside = [changed.slice(0, headOf(name).length), changed.slice(-TAIL.length)];
      expect([text, ...outside]).toEqual([text, headOf(name), TAIL]);
    }
    expect(plan.changes.flatMap(({ rewrites = [] }) => rewrites)).toEqual([]);
    expect(wrong(before, await built(after), { v })).toEqual([]);
  });

  it('what we write ourselves is built as it was meant, keys and annotations too', async () => {
    // It writes the line breaks that YAML 1.1 has beside LF as such, whatever escape they came from (see line-breaks.test.ts), and cannot read
    // what it has written of DEL, of the controls above it and of U+FFFE and U+FFFF.
    const values = [...HOSTILE_STRINGS, ...AWKWARD_VALUES, 'a\n\n  b\n', '\n', ' a\n', 'a \n'].filter(
      (text) => !/[\x7f-\x9f\u2028\u2029\ufffe\uffff]/.test(text),
    );
    const objects = values.map((text, index) => ({
      apiVersion: 'acme.io/v1',
      kind: 'Share',
      metadata: { name: `w${index}`, annotations: { a: text } },
      spec: { v: text, list: [text, [text]], deep: [{ [text === '<<' ? '<' : text]: text, z: 1 }] },
    }));
    const all = await builtObjects(
      Object.fromEntries(objects.map((object) => [object.metadata.name, emitYaml(object)])),
    );
    expect(
      objects
        .filter((object) => !sameValue(all.get(object.metadata.name), object))
        .map(({ metadata: { name }, spec }) => [encodeURI(spec.v), JSON.stringify(all.get(name)?.['spec'])]),
    ).toEqual([]);
  });
});
