import { caught } from '../../caught';
import { scanRegistry } from '../../../harvester/registry/scan-registry';
import { REGISTRY } from './registry-fixture';

const FILE = 'claims/registry.yaml';
const HEAD = 'apiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\n';

test('finds every entry with its key, line and fields', () => {
  const { entries, byKey } = scanRegistry(REGISTRY, FILE);
  expect(entries.map(({ key, line }) => [key, line])).toEqual([
    ['apps/cache', 6],
    ['infra/db', 17],
    ['/demo', 26],
  ]);
  expect(Object.fromEntries(byKey.get('apps/cache')?.fields ?? [])).toMatchObject({
    category: 'apps',
    team: 'blue',
  });
  expect(byKey.get('infra/db')?.fields.get('createdAt')).toBe('2026-02-06T10:58:33Z');
});

test('reads values as a Go string field does: the text as it stands, nothing for null', () => {
  const text = `${HEAD}claims:\n- {name: 123, category: true, namespace: ~, path: 0x1F, source: "~"}\n- name: 1e3\n  category: yes\n  namespace:\n`;
  const [flow, block] = scanRegistry(text, FILE).entries;
  expect(Object.fromEntries(flow?.fields ?? [])).toEqual({
    name: '123',
    category: 'true',
    namespace: '',
    path: '0x1F',
    source: '~',
  });
  expect(Object.fromEntries(block?.fields ?? [])).toEqual({ name: '1e3', category: 'yes', namespace: '' });
});

test('reads the same lines at another place of the entry, or at another indentation, for what they are there', () => {
  const moved = `${HEAD}claims:\n- name: a\n  template: t\n  source: s\n  path: p\n- name: b\n  status: x\n  source: s\n  path: p\n`;
  const [, second] = scanRegistry(moved, FILE).entries;
  expect(Object.fromEntries(second?.fields ?? [])).toEqual({
    name: 'b',
    status: 'x',
    source: 's',
    path: 'p',
  });
  const deeper = `${HEAD}claims:\n- name: a\n  source: s\n-   name: b\n  source: s\n`;
  expect(caught(() => scanRegistry(deeper, FILE)).code).toBe('registry-unreadable');
});

test('keeps the first of two entries with one key', () => {
  const text = `${HEAD}claims:\n- name: a\n  category: x\n  path: one\n- name: a\n  category: x\n  path: two\n`;
  const { entries, byKey } = scanRegistry(text, FILE);
  expect(entries).toHaveLength(2);
  expect(byKey.get('x/a')?.fields.get('path')).toBe('one');
});

test.each([
  `${HEAD}claims: []\n`,
  `${HEAD}claims:\n`,
  `${HEAD}claims: # none\n# at all\n`,
  HEAD,
  `claims: []\n`,
  'kind: ""\nclaims: []\n',
  'kind:\nclaims: []\n',
])('reads %j as empty', (text) => {
  expect(scanRegistry(text, FILE).entries).toEqual([]);
});

test("names the status collector's registry for what it is", () => {
  const text =
    'cluster-01:\n    - name: my-db\n      namespace: default\n      claimRef: default/my-db\n      statusMessage: Ready\n';
  expect(caught(() => scanRegistry(text, FILE)).message).toContain("status collector's registry");
});

test.each([
  ['', 1, 'empty'],
  ['# only a comment\n', 1, 'empty'],
  [`${HEAD}claims: text\n`, 3, 'list'],
  [`${HEAD}claims:\n  - text\n`, 4, 'expected a map'],
  [`${HEAD}claims:\n- name: a\n  name: b\n`, 5, 'unique'],
  [`${HEAD}claims:\n- name: "a\n`, 5, 'quote'],
  [`${HEAD}claims:\n- name: a\n<<<<<<< HEAD\n`, 5, ''],
  [`${HEAD}claims: []\n---\n${HEAD}claims: []\n`, 4, 'one document'],
  ['apiVersion: v1\nkind: List\nclaims: []\n', 2, 'List'],
  ['a: b\n', 1, '`claims`'],
  [`${HEAD}claims:\n- name: *a\n`, 4, '*a'],
])('refuses %j at line %i', (text, line, word) => {
  const error = caught(() => scanRegistry(text, FILE));
  expect(error.code).toBe('registry-unreadable');
  expect(error.message).toMatch(new RegExp(`^${FILE}:${line}: `));
  expect(error.message).toContain(word);
});
