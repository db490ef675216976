import fc from 'fast-check';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { emitYaml } from '../../../core/yaml/emit-yaml';
import { readYaml } from '../../../core/yaml/read-yaml';
import { readingDifferences } from '../../../core/yaml/reading-differences';
import { sameValue } from '../../../core/yaml/same-value';
import { KUBECTL, type ValueReader } from '../../../core/yaml/value-reader';
import { runs, seed } from '../../runs';
import { AWKWARD_BLOCKS } from './awkward-notations';
import { AWKWARD_VALUES } from './awkward-values';
import { HOSTILE_STRINGS } from './hostile-strings';

const HEAD = 'kind: Example\nmetadata:\n  name: x\nspec:\n';

function read(text: string, reader?: ValueReader): unknown {
  try {
    return readYaml(text, 'x.yaml', { ...(reader && { reader }), manifest: reader === undefined });
  } catch (error) {
    if (ToolkitError.isToolkitError(error)) return undefined;
    throw error;
  }
}

function told(text: string): string[] {
  return readingDifferences(text).map(
    ({ field, line, isKey, kustomize, kubectl }) =>
      `${line} ${field}${isKey ? ' (key)' : ''}: ${JSON.stringify(kustomize)}, ${kubectl === undefined ? 'refused' : JSON.stringify(kubectl)}`,
  );
}

test('tells each field, key and annotation that the two read in different ways, with its line', () => {
  const annotations = '  annotations:\n    port: 80\n    day: 2026-01-02\n    text: "80"\n';
  const text = `kind: Example\nmetadata:\n  name: x\n${annotations}spec:\n  country: NO\n  quoted: "NO"\n  opened: 2026-01-02\n  grid: {x: 0, y: 8}\n  list:\n    - on\n    - {a: }\n  ok: true\n  mode: 0644\n`;
  expect(told(text)).toEqual([
    '5 metadata.annotations.port: "80", 80',
    '9 spec.country: "NO", false',
    '11 spec.opened: "2026-01-02T00:00:00Z", "2026-01-02"',
    '12 spec.grid.y (key): "y", "true"',
    '14 spec.list[0]: "on", true',
    '15 spec.list[1].a: "", null',
  ]);
});

test('tells something of every awkward value that the two read in different ways, and nothing of others', () => {
  let differing = 0;
  for (const lines of [
    ...AWKWARD_VALUES.map((value) => `  v: ${value}`),
    ...AWKWARD_BLOCKS.map((block) => block.replace(/^(?=[^\n])/gm, '  ')),
  ]) {
    const text = `${HEAD}${lines}\n`;
    const kustomize = read(text);
    if (kustomize === undefined) {
      expect([text, readingDifferences(text)]).toEqual([text, []]);
      continue;
    }
    const kubectl = read(text, KUBECTL);
    const differs = kubectl === undefined || !sameValue(kustomize, kubectl);
    if (differs) differing += 1;
    expect([text, readingDifferences(text).length > 0]).toEqual([text, differs]);
  }
  expect(differing).toBeGreaterThan(40);
});

test('tells nothing of what we write ourselves', () => {
  const text = fc.constantFrom(
    ...HOSTILE_STRINGS,
    'NO',
    'on',
    '2026-01-02',
    '0644',
    'a\nb\n',
    ' x\n',
    '>',
    '! 12',
  );
  const key = text.filter((name) => name !== '<<');
  fc.assert(
    fc.property(fc.dictionary(key, fc.oneof(text, fc.array(text), fc.dictionary(key, text))), (spec) => {
      expect(
        told(emitYaml({ kind: 'Example', metadata: { name: 'x', annotations: { a: '80' } }, spec })),
      ).toEqual([]);
    }),
    { numRuns: runs(150, 3000), seed: seed() },
  );
});
