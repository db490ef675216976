import fc from 'fast-check';
import { blobObjectId, blobObjectIdOfBytes } from '../../core/git/object-id';
import { caught } from '../caught';
import { runs, seed } from '../runs';
import { formatLedger, LedgerBytes, ledgerPath, parseLedger, parseLedgerPath } from '../../harvester/ledger';

const ID = '0123456789abcdef0123456789abcdef01234567';
const LONG_ID = 'f'.repeat(64);
const FILE = 'claims/.claims/storage/infra.ledger';

test('writes one line per file in the order of the paths, whatever the order they come in', () => {
  const b = { objectId: ID, path: 'claims/infra/b/x.yaml', construct: 'infra/b' };
  const a = { objectId: LONG_ID, path: 'claims/infra/a/x.yaml', construct: 'infra/a' };
  expect(formatLedger([b, a])).toBe(
    `# cdk8s-claims ledger 1\n${LONG_ID}\tclaims/infra/a/x.yaml\tinfra/a\n${ID}\tclaims/infra/b/x.yaml\tinfra/b\n`,
  );
  expect(formatLedger([a, b])).toBe(formatLedger([b, a]));
});

test('reads back what it wrote, odd paths included', () => {
  const lines = ['a\tb', 'a\nb', '100%25', 'ä/ö', 'c d'].map((path) => ({
    objectId: ID,
    path,
    construct: 'x/y',
  }));
  const text = formatLedger(lines);
  expect(text.split('\n')).toHaveLength(lines.length + 2);
  expect(parseLedger(text, FILE)).toEqual(expect.arrayContaining(lines));
});

test('reads a checkout with carriage returns', () => {
  const text = `# cdk8s-claims ledger 1\r\n${ID}\tp\tc/d\r\n`;
  expect(parseLedger(text, FILE)).toEqual([{ objectId: ID, path: 'p', construct: 'c/d' }]);
});

test.each([
  ['', 1],
  ['# cdk8s-claims ledger 2\n', 1],
  ['<<<<<<< HEAD\n# cdk8s-claims ledger 1\n', 1],
  [`# cdk8s-claims ledger 1\n${ID}\tp\tc\n<<<<<<< HEAD\n`, 3],
  [`# cdk8s-claims ledger 1\n${ID}\tp\n`, 2],
  [`# cdk8s-claims ledger 1\n${ID}\tp\t\n`, 2],
  [`# cdk8s-claims ledger 1\n${'g'.repeat(40)}\tp\tc\n`, 2],
  [`# cdk8s-claims ledger 1\n${ID.slice(1)}\tp\tc\n`, 2],
])('refuses %j at line %i', (text, line) => {
  const error = caught(() => parseLedger(text, FILE));
  expect(error.code).toBe('ledger-unreadable');
  expect(error.message.startsWith(`${FILE}:${line}: `)).toBe(true);
});

test('tells a ledger of a newer version from a damaged one', () => {
  expect(caught(() => parseLedger('# cdk8s-claims ledger 2\n', FILE)).message).toContain('newer version');
});

test('knows its own paths and no others', () => {
  expect(ledgerPath('claims', 'storage', 'infra')).toBe(FILE);
  expect(parseLedgerPath('claims', FILE)).toEqual({ project: 'storage', category: 'infra' });
  expect(ledgerPath('claims', 'storage', 'prod/infra')).toBe('claims/.claims/storage/prod/infra.ledger');
  expect(parseLedgerPath('claims', 'claims/.claims/storage/prod/infra.ledger')).toEqual({
    project: 'storage',
    category: 'prod/infra',
  });
  expect(parseLedgerPath('.', ledgerPath('.', 'storage', 'infra'))).toEqual({
    project: 'storage',
    category: 'infra',
  });
  for (const path of [
    'claims/infra.ledger',
    'claims/.claims/a.ledger',
    'claims/.claims/a//c.ledger',
    'claims/.claims/a/b.txt',
    'other/.claims/a/b.ledger',
  ]) {
    expect(parseLedgerPath('claims', path)).toBeUndefined();
  }
});

test('reads ten times the lines in about ten times the time', () => {
  const read = (count: number): number => {
    const lines = Array.from({ length: count }, (_, index) => ({
      objectId: ID,
      path: `claims/infra/claim-${index}/volumeclaim.yaml`,
      construct: `infra/claim-${index}`,
    }));
    const text = formatLedger(lines);
    const times = [1, 2, 3].map(() => {
      const started = process.cpuUsage();
      expect(parseLedger(text, FILE)).toHaveLength(count);
      return process.cpuUsage(started).user;
    });
    return Math.min(...times);
  };
  read(3_000);
  // A reader that takes the square of it would be at a hundred times.
  expect(read(30_000)).toBeLessThan(40 * read(3_000));
});

const name = fc.stringMatching(/^[ab%/\t-]{1,4}$/);
const line = fc.record({ objectId: fc.constantFrom(ID, LONG_ID), path: name, construct: name });

test('gives the same bytes for a hash, and reads all of them back', () => {
  fc.assert(
    fc.property(fc.uniqueArray(line, { selector: (each) => each.path, maxLength: 4 }), (lines) => {
      const sorted = [...lines].sort((a, b) => (a.path < b.path ? -1 : 1));
      const text = formatLedger(lines);
      const ledger = new LedgerBytes();
      for (const again of [false, true]) {
        if (again) ledger.clear();
        for (const each of sorted) ledger.add(each.objectId, each.path, each.construct);
        expect(blobObjectIdOfBytes(ledger.bytes)).toBe(blobObjectId(text));
      }
      expect(parseLedger(text, FILE)).toEqual(sorted);
    }),
    { numRuns: runs(1000), seed: seed() },
  );
});
