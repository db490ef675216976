import fc from 'fast-check';
import { type Document, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';

/** What the YAML library says the list is; undefined for texts in which there can be none. */
export function libraryList(text: string, path: readonly string[]): string[] | undefined {
  // Of a kustomization the first document counts, and of a key that stands twice the last.
  const documents = parseAllDocuments(text, { logLevel: 'error', uniqueKeys: false }) as Document[];
  const [document] = documents;
  const read = path.length === 1 ? documents.slice(0, 1) : documents;
  if (document === undefined || read.some(({ errors }) => errors.length > 0)) return undefined;
  try {
    document.toJS();
  } catch {
    return undefined;
  }
  let node: unknown = document.contents;
  if (node === null || (isScalar(node) && node.value === null)) return undefined;
  for (const key of path) {
    if (node === null || node === undefined || (isScalar(node) && node.value === null)) return [];
    if (!isMap(node)) return undefined;
    node = node.items.findLast((pair) => isScalar(pair.key) && pair.key.value === key)?.value;
  }
  if (node === null || node === undefined || (isScalar(node) && node.value === null)) return [];
  if (!isSeq(node)) return undefined;
  const items: string[] = [];
  for (const item of node.items) {
    if (!isScalar(item) || item.type === 'BLOCK_LITERAL' || item.type === 'BLOCK_FOLDED') return undefined;
    items.push(item.type === 'PLAIN' ? (item.source ?? '') : String(item.value));
  }
  return items;
}

const ITEMS = [
  'a',
  'b',
  'c-1',
  './d',
  'e/',
  '"f"',
  "'g'",
  '../h/catalog-info.yaml',
  'https://example.test/x?y#z',
  'i # why',
  '"j \\u00e4"',
  '1e3',
  'a: b',
  '- x',
  '|\n      x',
  '*x',
  '',
  '"open',
  'k  ',
] as const;
const SOUND = ITEMS.slice(0, 10);

const BEFORE = [
  'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n',
  '---\nkind: Kustomization\n',
  '# head\n\nnamespace: x\n',
  '',
  'patches:\n  - path: p.yaml\n    target:\n      kind: X\n',
  'commonLabels:\n    a: b\n    c: d\n',
  'x: |\n  resources:\n  - a\n',
  'nested: {a: [b]}\n',
] as const;
const AFTER = [
  '',
  '',
  '# end\n',
  'namePrefix: x-\n',
  'images:\n- name: a\n  newTag: "1"\n',
  '\n\n',
  '...\n',
  'configMapGenerator: []\n',
] as const;

/** Kustomizations with every form of list, comments between the items, and neighbours of all kinds. */
export const kustomizationText: fc.Arbitrary<string> = fc
  .record({
    before: fc.constantFrom(...BEFORE),
    after: fc.constantFrom(...AFTER),
    items: fc.oneof(
      { weight: 3, arbitrary: fc.array(fc.constantFrom(...SOUND), { maxLength: 5 }) },
      { weight: 1, arbitrary: fc.array(fc.constantFrom(...ITEMS), { maxLength: 5 }) },
    ),
    form: fc.constantFrom(
      'block',
      'block',
      'block',
      'flow',
      'flow-lines',
      'null',
      'written-null',
      'missing',
      'scalar',
    ),
    indent: fc.constantFrom(0, 2, 4),
    noise: fc.constantFrom('', '', '\n', '# c\n', '  # c\n', '      # c\n'),
    sort: fc.boolean(),
    eol: fc.constantFrom('\n', '\n', '\r\n'),
    final: fc.boolean(),
    bom: fc.constantFrom('', '', '', '\uFEFF'),
  })
  .map(({ before, after, items, form, indent, noise, sort, eol, final, bom }) => {
    const list = sort ? [...new Set(items)].sort() : items;
    const text = bom + before + listText(form, list, indent, noise) + after;
    return (final ? text : text.replace(/\n$/, '')).replaceAll('\n', eol);
  });

function listText(form: string, items: readonly string[], indent: number, noise: string): string {
  if (form === 'missing') return '';
  if (form === 'null' || (form === 'block' && items.length === 0)) return `resources: # none\n${noise}`;
  if (form === 'written-null') return 'resources: ~ # none\n';
  if (form === 'scalar') return 'resources: text\n';
  if (form === 'flow') {
    return `resources: [${items.map((item) => item.replace(' # why', '')).join(', ')}] # all\n`;
  }
  if (form === 'flow-lines') {
    return `resources: [\n${items.map((item) => `  ${item.replace(' # why', '')},\n`).join('')}  ]\n`;
  }
  return `resources:\n${items.map((item) => `${' '.repeat(indent)}- ${item}\n`).join(noise)}`;
}
