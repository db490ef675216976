import { nameByRegistry } from '../../../toolkit/status/name-by-registry';

const STATE = { claim: 'shop/db', name: 'db', namespace: 'shop', template: 'database', cluster: 'eu' };
const ENTRY = { claim: 'infra/db', name: 'db', category: 'infra', template: 'database' };
const named = (...entries: Parameters<typeof nameByRegistry>[1]) =>
  nameByRegistry([STATE], entries)[0]?.claim;

describe('what a claim of a cluster is called', () => {
  test.each([
    ['the registry’s name', [ENTRY], 'infra/db'],
    ['the registry’s name, of its namespace', [{ ...ENTRY, namespace: 'shop' }], 'infra/db'],
    ['the registry’s name, of its cluster', [{ ...ENTRY, cluster: 'us', claim: 'x/db' }, ENTRY], 'infra/db'],
    [
      'the registry’s name, of its kind',
      [{ ...ENTRY, template: 'bucket', claim: 'x/db' }, ENTRY],
      'infra/db',
    ],
    ['its own name: another namespace', [{ ...ENTRY, namespace: 'other' }], 'shop/db'],
    ['its own name: another cluster', [{ ...ENTRY, cluster: 'us' }], 'shop/db'],
    ['its own name: two fit', [ENTRY, { ...ENTRY, claim: 'apps/db' }], 'shop/db'],
    ['its own name: none is there', [], 'shop/db'],
  ])('%s', (_, entries, expected) => {
    expect(named(...entries)).toBe(expected);
  });
});
