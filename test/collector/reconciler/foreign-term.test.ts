import type { Trailers } from '../../../gitops/forge/trailers';
import { foreignTerm } from '../../../collector/reconciler/run/foreign-term';
import { NOW } from './observed';

test.each<[string, readonly string[] | undefined, number | undefined]>([
  ['none', undefined, undefined],
  ['one', ['7'], 7],
  ['several, the newest', ['7', '9', '8'], 9],
  ['one of a clock that is a little ahead', [String(NOW + 60_000)], NOW + 60_000],
  ['one that no store can have issued', [String(NOW + 2 * 86_400_000)], undefined],
  ['numbers that are not whole', ['1e308', 'Infinity', '-1', '0x10', '1.5', '', ' 7'], undefined],
])('a request that says %s', (_, terms, newest) => {
  const trailers: Trailers = terms === undefined ? {} : { 'Claims-Term': terms };
  expect(foreignTerm(trailers, NOW)).toBe(newest);
});
