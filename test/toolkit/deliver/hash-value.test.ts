import { holdSecrets } from '../../../core/secrets/secrets-in-use';
import { hashJson, hashValue } from '../../../toolkit/deliver/hash-value';

/** Everything that JSON and its escapes can tell apart. */
const VALUE = [
  [
    {
      constructPath: 'infra/app-data',
      object: {
        metadata: { name: 'app\u200bdata', labels: { 'a\u00adb': 'line one\nline\u2028two\ttab' } },
        spec: {
          big: 12345678901234567890n,
          small: 0.1,
          none: null,
          left: undefined,
          on: true,
          list: [1, 'two', ['\u0007', '\ud83d\ude00', '\udb40\udc41']],
        },
      },
    },
  ],
  { project: 'shop', tags: [] },
  undefined,
  'text',
  7n,
];

// These stand in requests that are open: another value, and every one of them is written again.
it('hashes the same value to the same bytes for ever', () => {
  expect(hashValue(VALUE)).toBe('16176ffeccbb7fd31bc94b3568f4f5277c1598d2cc91a118c1e8a27d9ac895c1');
  expect(hashJson(VALUE)).toBe('3cd4c2df775000af5b030f2cae2c34a23fac54155736da1caf343b3cac01e67a');
  expect(hashValue([])).toBe('4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945');
  expect(hashValue(undefined)).toBe('74234e98afe7498fb5daf1f36ac2d78acc339464f950703b8c019892f982b90b');
});

it('hashes what is there, whatever is masked where it is shown', () => {
  const before = [hashValue(VALUE), hashJson(VALUE)];
  const secrets = holdSecrets();
  try {
    secrets.hold('app-data', '12345678901234567890');
    expect([hashValue(VALUE), hashJson(VALUE)]).toEqual(before);
  } finally {
    secrets.release();
  }
});
