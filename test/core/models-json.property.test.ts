import fc from 'fast-check';
import type { ModelsDocument } from '../../core/models-document';
import { formatModels, parseModels } from '../../core/models-json';
import { runs, seed } from '../runs';

function documentWith(spec: unknown): ModelsDocument {
  const object = { apiVersion: 'v1', kind: 'Thing', metadata: { name: 'a' }, spec };
  const claim = { constructPath: 'c/a', category: 'c', name: 'a', template: 'thing', object, dependsOn: [] };
  return { version: 1, categories: [], claims: [claim], issues: [] };
}

const beyond = fc
  .bigInt({ min: -(2n ** 70n), max: 2n ** 70n })
  .filter((value) => !Number.isSafeInteger(Number(value)));
const leaf = fc.oneof(
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
  fc.maxSafeInteger(),
  beyond,
  fc.constant('12345678901234567890'),
  fc.constant(null),
);
// A double that JSON writes without exponent and beyond 2^53 is refused when claims are collected.
const exact = leaf.filter(
  (value) =>
    !(
      typeof value === 'number' &&
      Number.isInteger(value) &&
      !Number.isSafeInteger(value) &&
      Math.abs(value) < 1e21
    ),
);

describe('the text of a models document', () => {
  it('gives every value back, integers of any size included', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string().filter((key) => key !== '__proto__'),
          fc.oneof(exact, fc.array(exact)),
        ),
        (spec) => {
          const document = documentWith(spec);
          expect(parseModels(formatModels(document))).toEqual(document);
        },
      ),
      { numRuns: runs(500), seed: seed() },
    );
  });

  it('is plain JSON', () => {
    const text = formatModels(documentWith({ size: 2n ** 64n }));
    expect(text).toContain('"size":18446744073709551616');
    expect(() => JSON.parse(text) as unknown).not.toThrow();
  });
});
