import { editStringList, newKustomization, readStringList } from '../../../harvester/string-list';
import { BUILD_TIMEOUT, describeWithTool, toolPath } from '../tools/tool-path';
import { objectsIn } from './built-objects';
import { kustomizeBuild } from './kustomize-build';

/** Folders whose names are something else to readers of YAML 1.1. */
const NAMES = [
  ...[
    'on',
    'no',
    'y',
    'n',
    'yes',
    'off',
    'true',
    'null',
    '~',
    '123',
    '1e3',
    '0644',
    '0x1F',
    '0b11',
    '1_000',
    '.5',
    '+5',
    '5.',
  ],
  ...[
    '2026-01-02',
    '12:30',
    '1.0',
    '-1',
    '=',
    '<<',
    '.inf',
    '.nan',
    'a b',
    'a#b',
    '@a',
    '%a',
    '&a',
    '*a',
    '!a',
    '-',
    '- a',
    "it's",
  ],
];
const STANDING = [
  'resources:\n- a\n',
  'resources:\n  - "a"\n',
  "resources:\n  - './a'\n",
  'resources: [a]\n',
  'Resources: # all\r\n  - a\r\n',
  'resources:\n- gone\nresources:\n- a\n',
  'resources: [a]\n---\nresources: [gone]\n',
  '{resources: [a], namespace: x}\n',
  'resources:\n- a # one\n- on\n',
];

function part(name: string, index: number): Record<string, string> {
  return {
    [`${name}/kustomization.yaml`]: 'resources: [x.yaml]\n',
    [`${name}/x.yaml`]: `kind: Example\nmetadata: {name: n${index}}\n`,
  };
}

describeWithTool('kustomize', 'lists of kustomizations, as the real kustomize reads them', () => {
  beforeAll(() => toolPath('kustomize'), BUILD_TIMEOUT);

  const folders = Object.assign({}, part('a', NAMES.length), ...NAMES.map(part)) as Record<string, string>;

  it('every name that is added reaches the build, whatever form the list has', async () => {
    const texts = [
      newKustomization(['a', ...NAMES]),
      ...STANDING.map((text) => editStringList(text, ['resources'], { add: NAMES, remove: [] }, 'k.yaml')),
    ];
    for (const text of texts) {
      const built = await kustomizeBuild({ ...folders, 'kustomization.yaml': text });
      expect([text, built && objectsIn(built).length]).toEqual([text, NAMES.length + 1]);
    }
  });

  it('an entry that we tell is no text fails the build', async () => {
    for (const name of NAMES) {
      const text = `resources:\n- ${name}\n`;
      let items;
      try {
        items = readStringList(text, ['resources'], 'k.yaml');
      } catch {
        continue;
      }
      const built = await kustomizeBuild({ ...folders, 'kustomization.yaml': text });
      const isText = items.every(({ notText }) => notText !== true);
      if (built !== undefined || !isText) expect([name, built !== undefined]).toEqual([name, isText]);
    }
  });
});
