import fc from 'fast-check';
import { stringify as stringifyDocument } from 'yaml';
import type { ClaimModel, JsonObject } from '../../../core/claim-model';
import { anyCharacter } from '../../any-character';
import { documentsOf } from '../../../harvester/claim-file';
import { furtherDocuments } from '../plan/claim-sets';
import { claim, type Files } from '../plan/target';

/** One way in which people write YAML: options of the library and what is done to the text afterwards. */
export interface Handwriting {
  readonly defaultStringType: 'PLAIN' | 'QUOTE_SINGLE' | 'QUOTE_DOUBLE';
  readonly indentSeq: boolean;
  readonly indent: number;
  readonly collectionStyle: 'any' | 'flow';
  readonly comments: boolean;
  readonly crlf: boolean;
  readonly marker: boolean;
  readonly lineWidth: number;
}

export const handwriting: fc.Arbitrary<Handwriting> = fc.record({
  defaultStringType: fc.constantFrom('PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE'),
  indentSeq: fc.boolean(),
  indent: fc.constantFrom(2, 4),
  collectionStyle: fc.constantFrom('any', 'any', 'any', 'flow'),
  comments: fc.boolean(),
  crlf: fc.boolean(),
  marker: fc.boolean(),
  lineWidth: fc.constantFrom(0, 80),
});

/** The same value as a person with this handwriting would have it; anchors where one object stands twice. */
export function written(value: JsonObject, style: Handwriting): string {
  const { comments, crlf, marker, ...options } = style;
  const stringify = (file: JsonObject, settings: typeof options & { version: '1.1' }): string =>
    documentsOf(file)
      .map((document) => stringifyDocument(document, settings))
      .join('---\n');
  let text = stringify(value, { ...options, version: '1.1' });
  // The library writes these as they are, though no reader takes them: a person has them escaped.
  if (text.search(UNREADABLE) >= 0) {
    const quoted = {
      defaultStringType: 'QUOTE_DOUBLE',
      defaultKeyType: 'QUOTE_DOUBLE',
      blockQuote: false,
    } as const;
    text = stringify(value, { ...options, ...quoted, version: '1.1' }).replace(UNREADABLE, escaped);
  }
  if (comments) text = commented(text, style.collectionStyle === 'flow');
  if (marker) text = `---\n${text}`;
  return crlf ? text.replaceAll('\n', '\r\n') : text;
}

const UNREADABLE = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Comments above, beside and below the simple lines of a block text. */
function commented(text: string, flow: boolean): string {
  const lines: string[] = ['# head of the file'];
  let count = 0;
  let inBlock: number | undefined;
  for (const line of text.split('\n')) {
    const indent = line.search(/\S/);
    if (inBlock !== undefined && (indent < 0 || indent > inBlock)) {
      lines.push(line);
      continue;
    }
    inBlock = undefined;
    if (/[|>][-+0-9]*$/.test(line)) inBlock = indent;
    const simple = /^ *(?:- )?[A-Za-z]+:(?: [A-Za-z0-9]+)?$/.test(line) && !flow;
    if (simple && count % 3 === 0) lines.push(`${' '.repeat(indent)}# above ${count}`);
    lines.push(simple && count % 3 === 1 && inBlock === undefined ? `${line} # beside ${count}` : line);
    if (simple) count += 1;
  }
  lines.push('# end of the file');
  return lines.join('\n');
}

/** Every comment of a YAML text that {@link written} wrote. */
export function commentsIn(text: string): string[] {
  return [...text.matchAll(/# ((?:above|beside) \d+|head of the file|end of the file)/g)].map(
    (match) => match[1] ?? '',
  );
}

const text = fc.oneof(
  fc.constantFrom(
    'on',
    '010',
    '1e3',
    'null',
    '- x',
    'a: b',
    '#',
    '20Gi',
    'multi\nline\n',
    "it's",
    '"q"',
    '${x}',
    '`',
    '\\',
    'a\r\nb',
    '\u202e',
    '😀',
    ' a ',
    '',
    '12:30',
    '2020-01-01',
    '  indented\ntext\n',
    'trailing \nblank\n',
    '*/',
    '// x',
    '</script>',
  ),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: anyCharacter, maxLength: 6 }),
  fc.string({ unit: fc.constantFrom('\x7f', '\x9f', '\u2028', '\ufeff', '\ufffe', 'a'), maxLength: 3 }),
);
const key = fc.oneof(
  fc.stringMatching(/^[a-zA-Z]{1,8}$/),
  fc.constantFrom('__proto__', 'on', 'y', 'a-b', 'a.b/c', '1', 'default', "it's", 'a\nb', ''),
);
const { value } = fc.letrec((tie) => ({
  leaf: fc.oneof(
    text,
    text,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
    fc.boolean(),
    fc.constant(null),
    fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
  ),
  value: fc.oneof({ maxDepth: 3, depthSize: 'small' }, tie('leaf'), tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  map: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
}));
const spec: fc.Arbitrary<Record<string, unknown>> = fc.dictionary(key, value, { maxKeys: 5 });
const name = fc
  .stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/)
  .filter((text) => !/^(?:con|prn|aux|nul)$/.test(text));

/** Sets of claims with hard values, everything that a claim can say among them. */
export const hardClaimSet: fc.Arbitrary<ClaimModel[]> = fc
  .array(
    fc.record({
      category: fc.constantFrom('infra', 'apps', 'class', 'a.b'),
      name,
      kind: fc.constantFrom('VolumeClaim', 'Database', 'HarborProject'),
      namespace: fc.constantFrom('default', 'prod', undefined),
      spec,
      template: fc.option(fc.constantFrom('volumeclaim-simple', 'db'), { nil: undefined }),
      owner: fc.option(fc.constantFrom('team-a', 'team-b'), { nil: undefined }),
      lifecycle: fc.option(fc.constant('experimental'), { nil: undefined }),
      metadataName: fc.option(name, { nil: undefined }),
      flat: fc.boolean(),
      labels: fc.option(
        fc.dictionary(fc.constantFrom('team', 'env', 'a.b/c'), fc.constantFrom('on', 'x-1', ''), {
          maxKeys: 3,
        }),
        { nil: undefined },
      ),
      needs: fc.array(fc.nat(), { maxLength: 2 }),
      further: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(spec, { maxLength: 2 })),
    }),
    { maxLength: 6 },
  )
  .map((records) => {
    const claims = new Map<string, ClaimModel>();
    const identities = new Set<string>();
    const names = new Set<string>();
    for (const { category, name, flat, labels, needs, metadataName, further, ...rest } of records) {
      const path = `${category}/${name}`;
      const identity = `${rest.kind} ${rest.namespace ?? 'default'} ${metadataName ?? name}`;
      // A component is known by its name alone, so a reference to a shared one could not be told.
      if (names.has(name) || identities.has(identity)) continue;
      identities.add(identity);
      names.add(name);
      const others = [...claims.values()].filter((other) => other.file === undefined);
      const isFlat = flat && others.length % 3 === 2;
      const dependsOn = isFlat
        ? []
        : [
            ...new Set(needs.flatMap((index) => others[index % (others.length + 1)]?.constructPath ?? [])),
          ].sort();
      const made = claim(path, {
        ...clean(rest),
        metadataName: metadataName ?? name,
        dependsOn,
        ...furtherDocuments(path, further),
        ...(isFlat && { file: `${name}.yaml` }),
      });
      const { owner: _owner, lifecycle: _lifecycle, ...flatClaim } = made;
      const metadata = { ...made.object.metadata, ...(labels !== undefined && { labels }) };
      if (rest.namespace === undefined) delete (metadata as { namespace?: string }).namespace;
      claims.set(path, { ...(isFlat ? flatClaim : made), object: { ...made.object, metadata } });
    }
    return [...claims.values()].sort((left, right) => (left.constructPath < right.constructPath ? -1 : 1));
  });

function clean<T extends object>(record: T): { [K in keyof T]: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(record).filter(([, item]) => item !== undefined)) as never;
}

/** The tree with every claim file in another handwriting. */
export function rewritten(
  files: Files,
  claims: readonly { path: string; object: JsonObject }[],
  styles: readonly Handwriting[],
): Files {
  const after: Record<string, string> = { ...files };
  for (const [index, { path, object }] of claims.entries()) {
    after[path] = written(object, styles[index % styles.length] as Handwriting);
  }
  return after;
}
