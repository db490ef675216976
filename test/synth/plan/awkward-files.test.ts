import type { ClaimModel, ClaimObject, JsonObject, JsonValue } from '../../../core/claim-model';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { Plan } from '../../../core/plan';
import { readYaml } from '../../../core/yaml/read-yaml';
import { sameValue } from '../../../core/yaml/same-value';
import { runs } from '../../runs';
import { AWKWARD_BLOCKS } from '../../core/yaml/awkward-notations';
import { AWKWARD_VALUES } from '../../core/yaml/awkward-values';
import { apply, claim, type Files, models, planOn } from './target';

const PATH = 'claims/infra/share/share.yaml';
const TAIL = '    # of size\n    size:   "20Gi"   # grows by hand\n';

function headOf(name: string): string {
  return `# ask #storage first\napiVersion: acme.io/v1\nkind: Share\nmetadata:\n    name: ${name}\nspec:\n`;
}

function fileOf(lines: string, name = 'share'): string {
  return `${headOf(name)}${lines.replace(/^(?=[^\n])/gm, '    ')}\n${TAIL}`;
}

function read(text: string): JsonObject | undefined {
  try {
    return readYaml(text, PATH, { manifest: true }) as JsonObject;
  } catch (error) {
    if (ToolkitError.isToolkitError(error)) return undefined;
    throw error;
  }
}

/** What adopt declares for a file: what it says. */
function declared(object: JsonObject, spec: JsonObject = {}, name = 'share'): ClaimModel {
  const whole = { ...object, spec: { ...(object['spec'] as JsonObject), ...spec } };
  return { ...claim(`infra/${name}`, { kind: 'Share' }), object: whole as unknown as ClaimObject };
}

function planOf(files: Files, ...claims: ClaimModel[]): Plan {
  return planOn(files, models(...claims));
}

const AWKWARD = [
  ...AWKWARD_VALUES.map((value) => `v: ${value}`),
  ...AWKWARD_BLOCKS.filter((block) => block.startsWith('v:')),
]
  // All of them in soak; e2e tries them with kustomize.
  .filter((_lines, index) => index % runs(4, 1) === 0)
  .filter((lines) => read(fileOf(lines)) !== undefined);

describe('adopted files with awkward values and notations', () => {
  const texts = new Map(AWKWARD.map((lines, index) => [`s${index}`, fileOf(lines, `s${index}`)] as const));
  const paths = [...texts.keys()].map((name) => `claims/infra/${name}/share.yaml`);
  const declare = (spec: JsonObject): ClaimModel[] =>
    [...texts].map(([name, text]) => declared(read(text) as JsonObject, spec, name));
  const standing = Object.fromEntries(
    [...texts].map(([name, text]) => [`claims/infra/${name}/share.yaml`, text]),
  );
  const adopted = apply(standing, planOf(standing, ...declare({})));

  it('keep their bytes', () => {
    expect(paths.length).toBeGreaterThan(220 / runs(4, 1));
    expect(paths.map((path) => adopted[path])).toEqual([...texts.values()]);
  });

  it('keep all but one field when it changes, whatever stands beside it', () => {
    const plan = planOf(adopted, ...declare({ size: '30Gi' }));
    const after = apply(adopted, plan);
    expect(paths.map((path) => after[path])).toEqual(
      [...texts.values()].map((text) => text.replace('"20Gi"', '"30Gi"')),
    );
    expect(plan.changes.flatMap(({ rewrites = [] }) => rewrites)).toEqual([]);
  });

  it.each(['new', ['a', { b: 'on' }], 'two\nlines\n'])(
    'keep all lines but those of a field that becomes %j, whatever it was',
    (v: JsonValue) => {
      const plan = planOf(adopted, ...declare({ v }));
      const after = apply(adopted, plan);
      for (const [name, text] of texts) {
        const changed = after[`claims/infra/${name}/share.yaml`] ?? '';
        const outside = [changed.slice(0, headOf(name).length), changed.slice(-TAIL.length)];
        expect([text, ...outside]).toEqual([text, headOf(name), TAIL]);
        expect(sameValue(read(changed), declared(read(text) as JsonObject, { v }).object)).toBe(true);
      }
      expect(plan.changes.flatMap(({ rewrites = [] }) => rewrites)).toEqual([]);
    },
  );
});

test('words, dates and octals that kustomize reads otherwise than kubectl are what kustomize makes of them', () => {
  const text = fileOf('country: NO\nopened: 2026-01-02\ngrid: {x: 0, y: 8}\nmode: 0644 # agreed');
  expect(read(text)?.['spec']).toEqual({
    country: 'NO',
    opened: '2026-01-02T00:00:00Z',
    grid: { x: 0, y: 8 },
    mode: 420,
    size: '20Gi',
  });
  const adopted = apply({ [PATH]: text }, planOf({ [PATH]: text }, declared(read(text) as JsonObject)));
  const changed = planOf(adopted, declared(read(text) as JsonObject, { country: 'on', mode: 384 }));
  expect(changed.changes[0]?.fields.map(({ path }) => path)).toEqual(['spec.country', 'spec.mode']);
  // What is written is read alike by everybody.
  expect(apply(adopted, changed)[PATH]).toBe(
    text.replace('country: NO', 'country: "on"').replace('mode: 0644', 'mode: 384'),
  );
});

test('a plan says where comments go with what changes', () => {
  const text = fileOf('v: !!str # why\n  NO');
  const object = read(text) as JsonObject;
  const adopted = apply({ [PATH]: text }, planOf({ [PATH]: text }, declared(object)));
  const [change] = planOf(adopted, declared(object, { v: 'new' })).changes;
  expect(change?.rewrites).toEqual([
    { path: PATH, extent: 'field', why: 'comments in the changed part are lost' },
  ]);
});
