import { caught } from '../../caught';
import { editRegistry } from '../../../harvester/registry/edit-registry';
import type { RegistryEdit } from '../../../harvester/registry/registry-edit';
import { clusterKey, type FieldValues } from '../../../harvester/registry/registry-schema';
import { readRegistry } from '../../../harvester/registry/scan-registry';

const FILE = 'claims/registry.yaml';
/** As the original collector writes it, with what people add. */
const CLUSTERS = `# by hand
cluster-02:
    - name: my-db
      namespace: default
      claimRef: default/my-db
      statusMessage: |-
        Ready=False
        quota exceeded
      lastCheckedAt: "2026-11-20T09:51:15Z" # stale?
      owner: team-x
    # the second
    - name: cache
      namespace: default
      claimRef: default/cache
cluster-01:
    - {name: my-db, namespace: default, claimRef: default/my-db, statusMessage: Ready}
    - name: my-db
      claimRef: default/my-db
      statusMessage: twin
cluster-03: []
`;
const LIST = 'apiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\nclaims:\n';

function update(cluster: string, claimRef: string, fields: FieldValues): RegistryEdit {
  return { type: 'update', key: clusterKey(cluster, claimRef), fields };
}

test('reads the map: entries with their cluster, in the order of the file, the first of a key', () => {
  const { schema, entries, byKey } = readRegistry(CLUSTERS, FILE);
  expect(schema).toBe('clusters');
  expect(entries.map(({ cluster, line, fields }) => [cluster, fields.get('claimRef'), line])).toEqual([
    ['cluster-02', 'default/my-db', 3],
    ['cluster-02', 'default/cache', 12],
    ['cluster-01', 'default/my-db', 16],
    ['cluster-01', 'default/my-db', 17],
  ]);
  const first = byKey.get(clusterKey('cluster-01', 'default/my-db'));
  expect(first?.fields.get('statusMessage')).toBe('Ready');
});

test('tells clusters and claims apart where both have slashes', () => {
  const text = 'a:\n- claimRef: b/c\na/b:\n- claimRef: c\n';
  expect(readRegistry(text, FILE).byKey.size).toBe(2);
});

test('writes the fields of one entry and leaves every other byte', () => {
  const fields = { status: 'active', statusMessage: 'Ready', lastCheckedAt: '2026-11-21T10:00:00Z' };
  expect(editRegistry(CLUSTERS, [update('cluster-02', 'default/my-db', fields)], FILE)).toBe(
    CLUSTERS.replace('|-\n        Ready=False\n        quota exceeded', 'Ready').replace(
      '20T09:51:15Z',
      '21T10:00:00Z',
    ),
  );
  expect(editRegistry(CLUSTERS, [update('cluster-02', 'default/cache', fields)], FILE)).toBe(
    CLUSTERS.replace(
      'default/cache\n',
      'default/cache\n      statusMessage: Ready\n      lastCheckedAt: "2026-11-21T10:00:00Z"\n',
    ),
  );
  expect(
    editRegistry(CLUSTERS, [update('cluster-01', 'default/my-db', { statusMessage: 'a, b' })], FILE),
  ).toBe(CLUSTERS.replace('statusMessage: Ready}', 'statusMessage: "a, b"}'));
});

test('does nothing for an entry that is not there', () => {
  const edits = [
    update('cluster-09', 'x', { statusMessage: 'x' }),
    update('cluster-03', 'x', { statusMessage: 'x' }),
  ];
  expect(editRegistry(CLUSTERS, edits, FILE)).toBe(CLUSTERS);
});

test('writes the status of an entry of the list, and adds none', () => {
  const text = `${LIST}    - name: app\n      category: infra\n      path: claims/infra/app\n      cluster: alpha\n`;
  const fields = { status: 'active', statusMessage: 'Ready', lastCheckedAt: '2026-11-21T10:00:00Z' };
  const edits: RegistryEdit[] = [
    { type: 'update', key: 'infra/app', fields },
    { type: 'update', key: 'infra/none', fields },
  ];
  expect(editRegistry(text, edits, FILE)).toBe(
    text.replace(
      'path: claims/infra/app\n',
      'path: claims/infra/app\n      status: active\n      statusMessage: Ready\n      lastCheckedAt: "2026-11-21T10:00:00Z"\n',
    ),
  );
});

test('takes an entry with its twins out of its cluster, and leaves an empty list', () => {
  const key = clusterKey('cluster-01', 'default/my-db');
  const start = CLUSTERS.indexOf('    - {name');
  const end = CLUSTERS.indexOf('cluster-03');
  expect(editRegistry(CLUSTERS, [{ type: 'remove', key }], FILE)).toBe(
    `${CLUSTERS.slice(0, start).replace('cluster-01:', 'cluster-01: []')}${CLUSTERS.slice(end)}`,
  );
});

test('opens the list of a cluster in brackets, and no other one', () => {
  const text = 'a: [{claimRef: x, statusMessage: old}]\nb: [{claimRef: x}]\n';
  expect(editRegistry(text, [update('a', 'x', { statusMessage: 'new' })], FILE)).toBe(
    'a:\n    - claimRef: x\n      statusMessage: new\nb: [{claimRef: x}]\n',
  );
});

test.each([
  [CLUSTERS, { type: 'set', key: clusterKey('cluster-01', 'new'), fields: { name: 'new' } } as const],
  ['{"a": [{"claimRef": "x"}]}\n', update('a', 'x', { statusMessage: 'new' })],
])('refuses an edit of %j that it cannot do', (text, edit) => {
  expect(caught(() => editRegistry(text, [edit], FILE)).code).toBe('registry-not-editable');
});

test.each([
  ['a list and a map in one', `${LIST}  - name: a\nalpha:\n  - claimRef: x\n`, 5, 'this is both'],
  ['a map above a list', `alpha:\n  - claimRef: x\nclaims: []\n`, 1, 'this is both'],
  ['a map with a kind', `kind: ClaimRegistry\nalpha:\n  - claimRef: x\n`, 2, 'this is both'],
  ['an entry without claimRef', `alpha:\n  - claimRef: x\n  - name: y\n`, 3, 'claimRef'],
  [
    'something else beside the lists',
    `alpha:\n  - claimRef: x\nnote: y\n`,
    3,
    'expected a list under `note`',
  ],
  ['lists of something else', `alpha:\n  - name: x\n`, 1, '`claims`'],
  ['keys without lists', `alpha:\nbeta:\n`, 1, '`claims`'],
  ['a cluster twice', `alpha:\n  - claimRef: x\nalpha:\n  - claimRef: y\n`, 3, 'unique'],
])('refuses %s', (_, text, line, word) => {
  const error = caught(() => readRegistry(text, FILE));
  expect(error.code).toBe('registry-unreadable');
  expect(error.message).toMatch(new RegExp(`^${FILE}:${line}: `));
  expect(error.message).toContain(word);
});
