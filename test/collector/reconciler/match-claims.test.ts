import type { DeclaredClaim } from '../../../collector/reconciler/match/declared-claim';
import { matchClaims } from '../../../collector/reconciler/match/match-claims';
import { readClusterRules } from '../../../collector/reconciler/match/read-cluster-rules';
import { legacy, observed } from './observed';

const ONE = { rules: [], known: ['prod'] };

function declared(name: string, more: Partial<DeclaredClaim> = {}): DeclaredClaim {
  const object = { apiVersion: 'acme.io/v1', kind: 'Database', namespace: 'shop', name };
  return {
    key: `infra/${name}`,
    line: 3,
    template: 'database',
    name,
    namespace: 'shop',
    path: `claims/infra/${name}`,
    built: [object],
    ...more,
  };
}

const found = (
  claims: readonly DeclaredClaim[],
  seen: readonly ReturnType<typeof observed>[],
  options = ONE,
): unknown => {
  const { found: matched, ambiguous, unmatched } = matchClaims(claims, seen, options);
  return {
    found: Object.fromEntries(
      [...matched].map(([key, own]) => [key, own.map(({ cluster, claimRef }) => `${cluster} ${claimRef}`)]),
    ),
    ambiguous: ambiguous.map(({ key, why }) => `${key}: ${why}`),
    unmatched: unmatched.map(({ claimRef }) => claimRef),
  };
};

describe('an entry of the registry', () => {
  it('is about the object that its file is built to, whatever the entry is called', () => {
    const built = [
      { apiVersion: 'acme.io/v1beta1', kind: 'Database', namespace: 'prod-shop', name: 'eu-db' },
    ];
    const seen = observed('eu-db', {
      claimRef: 'prod-shop/eu-db',
      identity: { apiVersion: 'acme.io/v1', kind: 'Database', namespace: 'prod-shop', name: 'eu-db' },
    });
    expect(found([declared('db', { built })], [seen, observed('db')])).toEqual({
      found: { 'infra/db': ['prod prod-shop/eu-db'] },
      ambiguous: [],
      unmatched: ['shop/db'],
    });
  });

  it('is about no object of another kind with its name', () => {
    const other = observed('db', {
      identity: { apiVersion: 'acme.io/v1', kind: 'Cache', namespace: 'shop', name: 'db' },
    });
    expect(found([declared('db')], [other])).toMatchObject({ found: {}, unmatched: ['shop/db'] });
  });

  it('is about what the original’s informer reports under its reference', () => {
    expect(found([declared('db')], [legacy('shop/db', 'Ready')])).toMatchObject({
      found: { 'infra/db': ['prod shop/db'] },
    });
  });

  it('without a file is found by namespace, template and name, then by a name that is the only one', () => {
    const nothing = { built: [] };
    const cache = observed('db', {
      identity: { apiVersion: 'acme.io/v1', kind: 'Cache', namespace: 'shop', name: 'db' },
    });
    expect(found([declared('db', nothing)], [observed('db'), cache])).toMatchObject({
      found: { 'infra/db': ['prod shop/db'] },
    });
    expect(found([declared('db', { ...nothing, namespace: '' })], [observed('db')])).toMatchObject({
      found: { 'infra/db': ['prod shop/db'] },
    });
    const twins = [observed('db'), observed('db', { claimRef: 'other/db' })];
    expect(found([declared('db', { ...nothing, namespace: '' })], twins)).toMatchObject({
      found: {},
      ambiguous: ['infra/db: 2 claims of prod match: Database shop/db, Database other/db'],
    });
  });

  it('is about what is there, where what is gone would fit as well', () => {
    const before = { apiVersion: 'old.acme.io/v1', kind: 'Database', namespace: 'shop', name: 'db' };
    const gone = observed('db', { identity: before, goneSince: 1 });
    const entry = declared('db', { built: [] });
    expect(found([entry], [gone, observed('db')])).toMatchObject({
      found: { 'infra/db': ['prod shop/db'] },
      ambiguous: [],
    });
    const elsewhere = observed('db', { claimRef: 'other/db', goneSince: 1 });
    expect(found([{ ...entry, namespace: '' }], [elsewhere, observed('db')])).toMatchObject({
      found: { 'infra/db': ['prod shop/db'] },
    });
    expect(found([entry], [gone])).toMatchObject({ found: { 'infra/db': ['prod shop/db'] } });
    expect(matchClaims([entry], [gone, observed('db')], { ...ONE, isRemoved: true }).ambiguous).toHaveLength(
      1,
    );
  });

  it('of the original’s map is about its reference alone, never about a name that is the only one', () => {
    const entry = declared('db', { built: [], cluster: 'prod', claimRef: 'databases.v1/db' });
    expect(found([entry], [legacy('shop/db', 'Ready')])).toMatchObject({
      found: {},
      unmatched: ['shop/db'],
    });
    expect(found([entry], [legacy('databases.v1/db', 'Ready')])).toMatchObject({ unmatched: [] });
    const cluster = declared('db', { built: [], cluster: 'prod', claimRef: '/db', namespace: '' });
    expect(found([cluster], [observed('db', { claimRef: '/db' })])).toMatchObject({ unmatched: [] });
  });

  it('names its cluster, or there is one, or a rule tells; else nobody guesses', () => {
    const seen = [observed('db'), observed('db', { cluster: 'dev' })];
    const known = ['prod', 'dev'];
    expect(found([declared('db')], seen, { rules: [], known })).toMatchObject({
      found: {},
      ambiguous: ['infra/db: the entry names no cluster'],
    });
    expect(found([declared('db', { cluster: 'dev' })], seen, { rules: [], known })).toMatchObject({
      found: { 'infra/db': ['dev shop/db'] },
    });
    const rules = readClusterRules('claims=dev,claims/infra=prod+dev');
    expect(found([declared('db')], seen, { rules: rules as never, known })).toMatchObject({
      found: { 'infra/db': ['prod shop/db', 'dev shop/db'] },
    });
  });

  it('is the first of those about one claim; the others are told', () => {
    const twin = declared('db', { key: 'infra/twin', line: 9 });
    expect(found([declared('db'), twin], [observed('db')])).toMatchObject({
      found: { 'infra/db': ['prod shop/db'] },
      ambiguous: ['infra/twin: line 3 is for the same claim of prod'],
    });
  });

  it('that nothing is known of waits, without a word', () => {
    expect(found([declared('db')], [])).toEqual({ found: {}, ambiguous: [], unmatched: [] });
  });
});

describe('rules of clusters', () => {
  it.each([
    ['prod', [{ folder: '', clusters: ['prod'] }]],
    [
      'a/=x+y, b=z',
      [
        { folder: 'a', clusters: ['x', 'y'] },
        { folder: 'b', clusters: ['z'] },
      ],
    ],
  ])('%s', (text, rules) => {
    expect(readClusterRules(text)).toEqual(rules);
  });

  it.each(['', 'a=', 'a=b=c', 'a=b++c', 'a=b,a=c'])('refuse %j', (text) => {
    expect(readClusterRules(text)).toHaveProperty('problem');
  });
});
