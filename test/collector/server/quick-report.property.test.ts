import fc from 'fast-check';
import { decodeFields } from '../../../collector/server/go-json/decode-fields';
import { plainFields } from '../../../collector/server/go-json/plain-fields';
import { quickReport } from '../../../collector/server/wire/quick-report';
import { reportOf } from '../../../collector/server/wire/report-of';
import { additiveFields } from '../../../collector/server/wire/wire-report';
import { runs, seed } from '../../runs';

const redact = (text: string): string => text.replaceAll('secret', '••••');
const word = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('a', 'secret', 'a secret b') },
  { weight: 1, arbitrary: fc.constantFrom('', 'x'.repeat(254), 'y'.repeat(1025), 'z'.repeat(4097)) },
  { weight: 1, arbitrary: fc.string() },
);
const odd = fc.oneof(fc.constant(null), fc.integer(), fc.boolean(), fc.constant([]), fc.constant({}));
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 50, arbitrary: value }, { weight: 1, arbitrary: odd });
const link = {
  apiVersion: maybe(word),
  kind: maybe(word),
  namespace: maybe(word),
  name: maybe(word),
  more: maybe(word),
};
const condition = fc.record(
  {
    status: maybe(fc.constantFrom('True', 'False', 'Unknown', 'True', 'true')),
    reason: maybe(word),
    message: maybe(word),
    more: odd,
  },
  { requiredKeys: [] },
);
const counter = maybe(
  fc.oneof({ weight: 20, arbitrary: fc.nat() }, fc.constantFrom(-1, 0.5, 2 ** 53, 1e300)),
);
const fields = fc.record(
  {
    apiVersion: maybe(word),
    kind: maybe(word),
    namespace: maybe(word),
    name: maybe(word),
    uid: maybe(word),
    generation: counter,
    observedGeneration: counter,
    deletionTimestamp: maybe(
      fc.oneof(
        { weight: 20, arbitrary: fc.constant('2026-11-27T09:15:00Z') },
        fc.constantFrom('2026-02-30T09:15:00Z', 'x'),
      ),
    ),
    ready: maybe(condition),
    synced: maybe(condition),
    cause: maybe(
      fc.record(
        {
          ...link,
          reason: maybe(word),
          message: maybe(word),
          chain: maybe(fc.array(fc.record(link, { requiredKeys: [] }), { maxLength: 34 })),
        },
        { requiredKeys: [] },
      ),
    ),
    observedAt: maybe(
      fc.oneof(
        { weight: 12, arbitrary: fc.constantFrom('2026-02-28T23:59:59.123Z', '2026-11-27T12:00:00Z') },
        fc.constantFrom('2026-02-30T00:00:00Z', '2026-01-01T24:00:00Z', '2026-01-01T00:00:00+02:00', 'now'),
      ),
    ),
    epoch: counter,
    sequence: counter,
    deleted: maybe(fc.boolean()),
    unknown: odd,
  },
  { requiredKeys: ['apiVersion', 'kind'] },
);

test('a report that is right at first sight is what the schema makes of it', () => {
  let quick = 0;
  fc.assert(
    fc.property(
      fields,
      fc.constantFrom('a/b', '/b', 'b', 'a/b/c'),
      word,
      (written, claimRef, statusMessage) => {
        const original = { cluster: 'c', claimRef, statusMessage };
        const found = quickReport(original, written, undefined, redact);
        if (found === undefined) return;
        quick += 1;
        const checked = additiveFields.safeParse(written);
        expect(checked.error).toBeUndefined();
        const expected = reportOf(original, checked.data!, redact);
        expect(JSON.parse(JSON.stringify(found))).toEqual(JSON.parse(JSON.stringify(expected)));
      },
    ),
    { numRuns: runs(2_000, 100_000), seed: seed() },
  );
  expect(quick).toBeGreaterThan(50);
});

test('fields that both read alike are what Go reads', () => {
  const key = fc.constantFrom(
    'cluster',
    'Cluster',
    'CLUSTER',
    'cluſter',
    'claimRef',
    'claimref',
    'statusMessage',
    'statusmeſſage',
    'kind',
    '__proto__',
    'x',
  );
  const value = fc.constantFrom('"a"', '"b"', '""', 'null', '1', '[]', '{"cluster":"x"}', '"\\u0061"', '"é"');
  const behind = fc.constantFrom('', ' ', 'x', '{}');
  fc.assert(
    fc.property(fc.array(fc.tuple(key, value), { maxLength: 6 }), behind, (entries, rest) => {
      const text = `{${entries.map(([name, json]) => `"${name}":${json}`).join(',')}}${rest}`;
      const quick = plainFields(text);
      if (quick === undefined) return;
      const { cluster, claimRef, statusMessage } = quick;
      expect(decodeFields(text)).toMatchObject({ cluster, claimRef, statusMessage });
    }),
    { numRuns: runs(3_000, 100_000), seed: seed() },
  );
});
