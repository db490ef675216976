import fc from 'fast-check';
import { isMap, isScalar, isSeq, parseDocument, visit, type Document } from 'yaml';

const NULL_WORD = /^(?:~|null|Null|NULL)?$/;

/** What the YAML library says about a registry: the string fields of each entry; undefined for texts that are no registry. */
export function libraryEntries(text: string): Record<string, string>[] | undefined {
  const document = parseDocument(text, { merge: true, logLevel: 'error' });
  const root = document.contents;
  if (document.errors.length > 0 || !isMap(root)) return undefined;
  stringsAsTheyStand(document);
  let value: Record<string, unknown>;
  try {
    value = document.toJS() as Record<string, unknown>;
  } catch {
    return undefined;
  }
  const kind = value['kind'];
  if (kind !== undefined && kind !== null && kind !== '' && kind !== 'ClaimRegistry') return undefined;
  if (!root.items.some(({ key }) => isScalar(key) && key.value === 'claims')) {
    return kind === undefined ? undefined : [];
  }
  const claims = root.get('claims');
  const node: unknown = root.get('claims', true);
  if (claims === null || (isScalar(node) && node.type === 'PLAIN' && node.value === '')) return [];
  if (!isSeq(claims) || !Array.isArray(value['claims'])) return undefined;
  const entries: Record<string, string>[] = [];
  for (const item of value['claims'] as unknown[]) {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
    entries.push(Object.fromEntries(Object.entries(item).filter(([, field]) => typeof field === 'string')));
  }
  return entries;
}

/** Plain scalars count as their source, as a Go string field reads them; null is the empty text. */
export function stringsAsTheyStand(document: Document.Parsed): void {
  visit(document, {
    Scalar: (key, node) => {
      if (node.type !== 'PLAIN') return;
      const source = node.source ?? '';
      node.value = key !== 'key' && NULL_WORD.test(source) ? '' : source;
    },
  });
}

const NAMES = ['app', 'db', 'cache-1', 'a', 'zz'] as const;
const CATEGORIES = ['infra', 'apps', 'other-resources', '""', ''] as const;
const VALUES = [
  ...[
    'x',
    'claims/infra/app',
    '"2026-02-05T10:58:33Z"',
    '2026-02-05T10:58:33Z',
    '""',
    "''",
    '~',
    'null',
    'true',
    '1e3',
    '0x1f',
  ],
  ...[
    "'it''s'",
    '"a \\"b\\" \\u00e4"',
    'a#b',
    'a: b',
    '"a: b"',
    '- x',
    '-x',
    '?x',
    '[]',
    '{}',
    '[a, b]',
    '{a: b}',
    '*x',
    '!!str 5',
  ],
  ...[
    '"open',
    "'open",
    'a b  c',
    'größe',
    '|-\n        two\n        lines',
    '>\n        folded\n        text',
    '|\n        - name: no-entry\n          status: no\n\n        path: x',
    '|- # why\n        # not a comment\n        a: b\n',
    '>-\n         deeper\n        less',
    '|\n\n        blank first',
    '|\n        kept\n\n\n',
    '|2\n        x',
    '|+\n        x\n\n',
    '|\n          x\n            y\n\t  z',
    '|\n        x\n     # less\n        y',
    '"two\n        lines"',
    '\n        x: y',
    '%a',
  ],
] as const;
const FIELDS = [
  'template',
  'namespace',
  'createdAt',
  'source',
  'path',
  'status',
  'statusMessage',
  'x-team',
  '"quoted"',
  '<<',
] as const;
const NOISE = [
  '',
  '',
  '',
  '# x',
  '    # y',
  '# comment',
  '    # comment',
  '        # deep',
  '   ',
  '\t',
  '# - name: no',
] as const;

/** Columns of hyphens and fields. */
export interface Shape {
  readonly indent: number;
  readonly gap: number;
}

/** Text of one entry with a name, a field of this name, and others. */
export function entry(
  { indent, gap }: Shape,
  place: string = 'category',
  places: readonly string[] = CATEGORIES,
): fc.Arbitrary<string> {
  const margin = ' '.repeat(indent);
  const inner = ' '.repeat(indent + 1 + gap);
  return fc
    .record({
      first: fc.constantFrom(0, 1, 2),
      name: fc.constantFrom(...NAMES),
      second: fc.constantFrom(...places),
      fields: fc.array(fc.tuple(fc.constantFrom(...FIELDS), fc.constantFrom(...VALUES)), { maxLength: 4 }),
      simple: fc.constantFrom(true, true, true, false),
      trail: fc.constantFrom('', '', '', ' ', '\t', ' # why', ' #'),
      noise: fc.array(fc.constantFrom(...NOISE), { maxLength: 1 }),
    })
    .map(({ first, name, second, fields, simple, trail, noise }) => {
      const kept = simple
        ? fields.filter(([field, value]) => /^[a-zA-Z]+$/.test(field) && /^[\w/".:-]+$/.test(value))
        : fields;
      const lines = [
        `name: ${name}${trail}`,
        `${place}: ${second}`,
        ...kept.map(([field, value]) => `${field}: ${value}`),
      ];
      const order = [...lines.slice(first), ...lines.slice(0, first)];
      return [
        `${margin}-${' '.repeat(gap)}${order[0] ?? ''}`,
        ...order.slice(1).map((line) => inner + line),
        ...noise,
      ].join('\n');
    });
}

/** Registries as people and tools write them, and stranger ones. Not all of them are valid. */
export const registryText: fc.Arbitrary<string> = fc
  .record({ indent: fc.constantFrom(0, 2, 4), gap: fc.constantFrom(1, 1, 1, 3) })
  .chain((shape) =>
    fc.record({
      bom: fc.constantFrom('', '', '', '\uFEFF'),
      head: fc.constantFrom(
        'apiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\n',
        'apiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\n# all of them\n',
        'apiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\nowner: x\n',
        'apiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\n',
        '---\napiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\n',
        '# ours\n\nkind: ClaimRegistry\nmetadata:\n  name: x\n',
        '',
        'x: &x {path: p}\n',
        'kind: Other\n',
        'note: |\n  claims:\n  - a\n',
      ),
      key: fc.constantFrom(
        'claims:',
        'claims:',
        'claims: # all',
        'claims:  ',
        '"claims":',
        'claims: []',
        'claims: ~',
      ),
      entries: fc.array(entry(shape), { maxLength: 4 }),
      tail: fc.constantFrom(
        '',
        '',
        '',
        '# end\n',
        'kind2: x\n',
        'more:\n  - a\n',
        '...\n',
        '---\na: b\n',
        'claims: []\n',
      ),
      eol: fc.constantFrom('\n', '\n', '\r\n'),
      final: fc.boolean(),
    }),
  )
  .map(({ bom, head, key, entries, tail, eol, final }) => {
    const text = `${bom}${head}${key}\n${entries.map((block) => `${block}\n`).join('')}${tail}`;
    const ended = final ? text : text.replace(/\n$/, '');
    return ended.replaceAll('\n', eol);
  });

/** Small damage: characters that mean something in YAML, put in, taken out or put in the place of others. */
export const damage = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    cut: fc.constantFrom(0, 0, 1, 1, 2, 5),
    put: fc.constantFrom(
      '',
      ' ',
      '  ',
      '\t',
      '\n',
      '\r',
      '\r\n',
      ':',
      ': ',
      '-',
      '- ',
      '#',
      ' #',
      '"',
      "'",
      '\\',
      '&a ',
      '*a',
      '!',
      '|',
      '>',
      '[',
      ']',
      '{',
      '}',
      ',',
      '%',
      '@',
      '?',
      '? ',
      '~',
      'é',
      '\u2028',
      '...',
      '---\n',
      '\n\n',
    ),
  }),
  { maxLength: 3 },
);

/** Applies {@link damage}. */
export function damaged(text: string, changes: readonly { at: number; cut: number; put: string }[]): string {
  let result = text;
  for (const { at, cut, put } of changes) {
    const offset = Math.floor(at * (result.length + 1));
    result = result.slice(0, offset) + put + result.slice(offset + cut);
  }
  return result;
}
