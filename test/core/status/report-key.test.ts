import { reportKey } from '../../../core/status/report-key';
import type { TypedIdentity } from '../../../core/status/claim-status';

const identity: TypedIdentity = {
  apiVersion: 'acme.io/v1',
  kind: 'Database',
  namespace: 'shop',
  name: 'one',
};
const typed = (more: Partial<TypedIdentity> = {}, cluster = 'prod', claimRef = 'shop/one') => ({
  cluster,
  claimRef,
  identity: { ...identity, ...more },
});
const legacy = (cluster: string, claimRef: string) => ({ cluster, claimRef });

test.each([
  ['versions of an API group', typed(), typed({ apiVersion: 'acme.io/v1beta1' })],
  ['references that are written in another way', typed(), typed({}, 'prod', 'one')],
  ['versions of the core group', typed({ apiVersion: 'v1' }), typed({ apiVersion: 'v2' })],
])('%s are about one claim', (_what, one, other) => {
  expect(reportKey(one)).toBe(reportKey(other));
});

test.each([
  ['clusters', typed(), typed({}, 'other')],
  ['groups', typed(), typed({ apiVersion: 'other.io/v1' })],
  ['the core group and another one', typed({ apiVersion: 'v1' }), typed({ apiVersion: 'v1/v1' })],
  ['kinds', typed(), typed({ kind: 'Cache' })],
  ['kinds in another case', typed(), typed({ kind: 'database' })],
  ['namespaces', typed(), typed({ namespace: '' })],
  ['names', typed(), typed({ name: 'two' })],
  ['a slash in a cluster and in a reference', legacy('a', 'b/c'), legacy('a/b', 'c')],
  ['a quote and a comma in a cluster', legacy('a","b', 'c'), legacy('a', 'b","c')],
  ['a reference and a kind', legacy('prod', 'shop/one'), typed()],
  ['characters that nobody sees', legacy('a', 'b'), legacy('a', 'b\u200b')],
  ['composed and decomposed characters', legacy('a', '\u00e9'), legacy('a', 'e\u0301')],
])('%s are kept apart', (_what, one, other) => {
  expect(reportKey(one)).not.toBe(reportKey(other));
});

test.each(['__proto__', 'constructor', '\0', '\n', '"', '\\', '\u2028'])(
  '%j is a name as any other',
  (name) => {
    expect(JSON.parse(reportKey(legacy(name, name)))).toEqual([name, name]);
    expect(JSON.parse(reportKey(typed({ name }, name)))).toEqual([name, 'acme.io', 'Database', 'shop', name]);
  },
);
