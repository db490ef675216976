import fc from 'fast-check';
import { readYaml } from '../../../core/yaml/read-yaml';
import { ledgerPath } from '../../../harvester/ledger';
import { runs, seed } from '../../runs';
import { claimSet } from './claim-sets';
import { apply, context, type Files, models, planOn, touched } from './target';

const RUNS = { numRuns: runs(12, 10_000), seed: seed() };
const EMPTY: Files = {};

describe('any set of claims', () => {
  it('is planned once: a second plan on the result is empty', () => {
    fc.assert(
      fc.property(claimSet, claimSet, (first, second) => {
        const one = apply(EMPTY, planOn(EMPTY, models(...first)));
        const plan = planOn(one, models(...second));
        const two = apply(one, plan);
        expect(touched(planOn(two, models(...second), context({}, '2031-01-01T00:00:00Z')))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('gives the same tree whatever was there of ours before, but for times and empty lists', () => {
    fc.assert(
      fc.property(claimSet, claimSet, (first, second) => {
        const one = apply(EMPTY, planOn(EMPTY, models(...first)));
        const two = apply(one, planOn(one, models(...second)));
        const fresh = apply(EMPTY, planOn(EMPTY, models(...second)));
        for (const [path, text] of Object.entries(fresh)) {
          if (two[path] !== text) expect(content(two, path)).toEqual(content(fresh, path));
        }
        const left = Object.keys(two).filter((path) => fresh[path] === undefined);
        const isShared = /kustomization\.yaml$|catalog-locations\.yaml$|registry\.yaml$/;
        expect(left.filter((path) => !isShared.test(path))).toEqual([]);
      }),
      RUNS,
    );
  });
});

describe('two projects on one target', () => {
  it('never touch each other’s files', () => {
    fc.assert(
      fc.property(claimSet, claimSet, claimSet, (shop, web, webLater) => {
        const taken = new Set(shop.map(({ constructPath }) => constructPath));
        const free = (set: typeof web) =>
          models(...set.filter(({ constructPath }) => !taken.has(constructPath)));
        const one = apply(EMPTY, planOn(EMPTY, models(...shop)));
        const two = apply(one, planOn(one, free(web), context({ project: 'web' })));
        const three = apply(two, planOn(two, free(webLater), context({ project: 'web' })));
        const ledgers = new Set(shop.map(({ category }) => ledgerPath('claims', 'shop', category)));
        const ours = Object.entries(one).filter(
          ([path]) => taken.has(path.split('/').slice(1, 3).join('/')) || ledgers.has(path),
        );
        expect(ours.filter(([path, text]) => three[path] !== text)).toEqual([]);
        expect([...ledgers].filter((path) => one[path] === undefined)).toEqual([]);
        // And the first project still has nothing to do.
        expect(touched(planOn(three, models(...shop)))).toEqual([]);
      }),
      RUNS,
    );
  });
});

/** Parsed file; the registry's order is the order of arrival after moves, so it is compared as a set. */
function content(files: Files, path: string): unknown {
  const value = readYaml(files[path] ?? 'missing', path);
  if (path !== 'claims/registry.yaml') return value;
  return (value as { claims: object[] }).claims.map((entry) => JSON.stringify(entry)).sort();
}
