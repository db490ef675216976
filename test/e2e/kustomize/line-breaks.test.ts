import fc from 'fast-check';
import { load, loadAll } from 'js-yaml';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { readYaml } from '../../../core/yaml/read-yaml';
import { readStringList } from '../../../harvester/string-list';
import { planRepair } from '../../../harvester/repair/repair-repository';
import { CONTROLS, FOREIGN_BREAKS } from '../../core/yaml/foreign-text';
import { runs, seed } from '../../runs';
import { folder, soundRepository } from '../../harvester/invariants/sound-repository';
import { viewOf } from '../../harvester/invariants/view';
import { BUILD_TIMEOUT, describeWithTool, toolPath } from '../tools/tool-path';
import { kustomizeBuild } from './kustomize-build';

const HEAD = 'apiVersion: example.org/v1\nkind: Example\nmetadata:\n  name: x\n';
const PLACES = [
  'spec:\n  a: x # note{}  b: why\n',
  'spec:\n  # note{}  b: why\n  a: x\n',
  'spec:\n  a: x{}  b: why\n',
  'spec:\n  a: x{}    why\n',
  'spec:\n  a: x{}why\n',
  "spec:\n  a: 'x{}why'\n",
  'spec:\n  a: "x{}why" # note\n',
  'spec:\n  a: "x {} why"\n',
  "spec:\n  - ['x{}why', z]\n",
  'spec:\n  a: |\n    x{}    why\n',
  'spec:\n  a: >-\n    x{}    why\n',
  'spec:\n  "a{}b": x\n',
  'spec:\n{}  a: x\n',
  'spec: {a: x, {}b: why}\n',
  'spec:\n  - "{}"\n  - \'{}\'\n',
] as const;
const CHARACTERS = [
  '\n',
  '\r\n',
  ...Object.values(FOREIGN_BREAKS),
  ...CONTROLS,
  '\ufeff',
  '\xa0',
  '\u{1f680}',
];

interface Value {
  readonly value: unknown;
}

/** What we read; undefined where we refuse. */
function ours(text: string): Value | undefined {
  try {
    return { value: readYaml(text, 'r.yaml') };
  } catch (error) {
    if (ToolkitError.isToolkitError(error) && error.kind === 'input') return undefined;
    throw error;
  }
}

async function theirs(text: string): Promise<Value | undefined> {
  const built = await kustomizeBuild({ 'kustomization.yaml': 'resources:\n- r.yaml\n', 'r.yaml': text });
  // It writes a separator as the line break that it is to it, with the indentation of the next line behind it.
  return built === undefined ? undefined : { value: load(built.replaceAll(/([\u2028\u2029]) +/g, '$1')) };
}

describeWithTool('kustomize', 'line breaks and characters, as the real kustomize has them', () => {
  beforeAll(() => toolPath('kustomize'), BUILD_TIMEOUT);

  it('what we read in a manifest is what it builds, wherever a character stands', async () => {
    let read = 0;
    for (const place of PLACES) {
      for (const character of CHARACTERS) {
        const text = HEAD + place.replaceAll('{}', character);
        const found = ours(text);
        if (found === undefined) continue;
        read++;
        expect([text, found]).toEqual([text, await theirs(text)]);
      }
    }
    // Breaks that everybody has, harmless characters, and separators in quotes.
    expect(read).toBeGreaterThan(3 * PLACES.length);
  });

  it('each of its own breaks ends a comment, so that what follows is live', async () => {
    for (const character of Object.values(FOREIGN_BREAKS)) {
      expect(await theirs(HEAD + PLACES[0].replace('{}', character))).toMatchObject({
        value: { spec: { a: 'x', b: 'why' } },
      });
    }
  });

  it('what we read of random documents is what it builds', async () => {
    const piece = fc.constantFrom(
      ...['a: x', 'b: "x"', "c: 'x y'", '# note', ' # note', '\n  d: x', '\n  - x', '\n', ' ', '  ', ': '],
      ...Object.values(FOREIGN_BREAKS),
      ...['|\n    x\n', '"', "'", 'z', '[x]', '\r\n'],
    );
    const text = fc
      .array(piece, { minLength: 1, maxLength: 8 })
      .map((pieces) => `${HEAD}spec:\n  ${pieces.join('')}\n`);
    let read = 0;
    await fc.assert(
      fc.asyncProperty(text, async (input) => {
        const found = ours(input);
        if (found === undefined || !/[\r\x85\u2028\u2029]/.test(input)) return;
        read++;
        expect(found).toEqual(await theirs(input));
      }),
      { numRuns: runs(2000), seed: seed() },
    );
    expect(read).toBeGreaterThan(20);
  });

  it('what we read as the list of a kustomization is what it builds, wherever a character stands', async () => {
    const lists = [
      'resources:\n- a # note{}- b\n',
      '# note{}resources: [b]\nx-none: 1\n',
      'resources:\n- a{}- b\n',
      'resources:\n- a\n{}- b\n',
      'resources: [a, {}b]\n',
      '# note {} more\nresources: [a]\n',
      'resources:\n- a\nnamePrefix: "p{}q-"\n',
    ];
    const part = (name: string): Record<string, string> => ({
      [`${name}/kustomization.yaml`]: 'resources: [x.yaml]\n',
      [`${name}/x.yaml`]: `kind: Example\nmetadata: {name: ${name}}\n`,
    });
    for (const list of lists) {
      for (const character of CHARACTERS) {
        const text = list.replace('{}', character);
        let items: string[];
        try {
          items = readStringList(text, ['resources'], 'kustomization.yaml').map(({ value }) => value);
        } catch (error) {
          if (!ToolkitError.isToolkitError(error)) throw error;
          continue;
        }
        const built = await kustomizeBuild({ 'kustomization.yaml': text, ...part('a'), ...part('b') });
        if (built === undefined) continue;
        const names = loadAll(built).map(
          (object) => (object as { metadata: { name: string } }).metadata.name,
        );
        expect([text, names.map((name) => name.slice(-1)).sort()]).toEqual([text, items.sort()]);
      }
    }
  });

  it('no repair deletes a folder that it builds', async () => {
    const sound = soundRepository();
    const path = 'claims/infra/kustomization.yaml';
    for (const character of Object.values(FOREIGN_BREAKS)) {
      const files = {
        ...sound,
        ...folder('infra', 'lost'),
        [path]: `resources:\n  - cache\n  - db # the last${character}  - lost\n`,
      };
      expect(await kustomizeBuild(files, 'claims/infra')).toContain('name: lost');
      const { edits, left } = planRepair(viewOf(files), {
        clock: { now: () => new Date('2026-03-01T10:00:00Z') },
        actor: 'tester',
        orphans: 'remove',
      });
      expect([...edits.values()]).not.toContain(null);
      expect(left).toContainEqual(expect.objectContaining({ code: 'file-unreadable', path, line: 3 }));
    }
  });
});
