import fc from 'fast-check';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { entry, stringsAsTheyStand } from './registry-text';

/** The string fields of one entry and the cluster that it stands under. */
export interface ClusterEntry {
  readonly cluster: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** What the YAML library says about a map from cluster to claims; undefined for texts that are none. */
export function libraryClusters(text: string): ClusterEntry[] | undefined {
  const document = parseDocument(text, { merge: true, logLevel: 'error' });
  const root = document.contents;
  if (document.errors.length > 0 || !isMap(root) || root.items.length === 0) return undefined;
  stringsAsTheyStand(document);
  const entries: ClusterEntry[] = [];
  let isWritten = false;
  for (const { key, value: list } of root.items) {
    if (!isScalar(key) || ['claims', 'kind', 'apiVersion'].includes(String(key.value))) return undefined;
    if (list === null || (isScalar(list) && list.type === 'PLAIN' && list.value === '')) continue;
    if (!isSeq(list)) return undefined;
    isWritten = true;
    for (const item of list.items) {
      let value: unknown;
      try {
        value = isMap(item) || isSeq(item) || isScalar(item) ? item.toJS(document) : undefined;
      } catch {
        return undefined;
      }
      if (typeof value !== 'object' || value === null || typeof Reflect.get(value, 'claimRef') !== 'string') {
        return undefined;
      }
      const fields = Object.entries(value).filter(([, field]) => typeof field === 'string');
      entries.push({
        cluster: String(key.value),
        fields: Object.fromEntries(fields),
      });
    }
  }
  return isWritten ? entries : undefined;
}

const CLAIMS = [
  'default/app',
  'default/db',
  '/app',
  'postgresqls.2.2.2/my-db',
  '"default/app"',
  '""',
] as const;

/** Maps from cluster to claims as people and tools write them, and stranger ones. Not all of them are valid. */
export const clusterText: fc.Arbitrary<string> = fc
  .record({ indent: fc.constantFrom(0, 2, 4), gap: fc.constantFrom(1, 1, 3) })
  .chain((shape) =>
    fc.record({
      bom: fc.constantFrom('', '', '', '\uFEFF'),
      head: fc.constantFrom('', '', '', '# ours\n\n', '---\n', '# a\n---\n# b\n', 'gamma: ~\n', 'note: x\n'),
      lists: fc.uniqueArray(
        fc.tuple(
          fc.oneof(
            { weight: 9, arbitrary: fc.constantFrom('alpha', 'beta', 'cluster-01', 'eu.west') },
            { weight: 1, arbitrary: fc.constantFrom('"alpha"', '7', 'null', 'claims', 'kind', 'true') },
          ),
          fc.constantFrom(':', ':', ':', ':  ', ': # all'),
          fc.array(entry(shape, 'claimRef', CLAIMS), { minLength: 1, maxLength: 2 }),
        ),
        { maxLength: 3, minLength: 1, selector: ([name]) => name },
      ),
      tail: fc.constantFrom(
        '',
        '',
        '',
        '# end\n',
        'gamma:\n',
        'gamma: []\n',
        'other: x\n',
        '---\na: b\n',
        '...\n',
      ),
      eol: fc.constantFrom('\n', '\n', '\r\n'),
      final: fc.boolean(),
    }),
  )
  .map(({ bom, head, lists, tail, eol, final }) => {
    const body = lists.map(([key, colon, entries]) => [`${key}${colon}`, ...entries, ''].join('\n')).join('');
    const text = `${bom}${head}${body}${tail}`;
    return (final ? text : text.replace(/\n$/, '')).replaceAll('\n', eol);
  });
