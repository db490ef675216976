import fc from 'fast-check';
import type { ClaimModel } from '../../../core/claim-model';
import { sameValue } from '../../../core/yaml/same-value';
import { readYaml, yamlEquals } from '../../../core/yaml/read-yaml';
import { adoptRepository } from '../../../synth/adopt/adopt-repository';
import { claimFileValue } from '../../../harvester/claim-file';
import { runs, seed } from '../../runs';
import { apply, type Files, context, models, planOn, snapshotOf, touched } from '../plan/target';
import { commentsIn, type Handwriting, handwriting, hardClaimSet, rewritten } from './odd-yaml';
import { runSource } from './run-source';

const EMPTY = {};

test('adopting a synthesized tree gives back its claims: nothing to plan, and the same tree from nothing', () => {
  fc.assert(
    fc.property(hardClaimSet, (claims) => {
      const tree = apply(EMPTY, planOn(EMPTY, models(...claims)));
      const { models: adopted, catalog, leftOut } = adoptRepository(snapshotOf(tree), { project: 'shop' });
      expect(leftOut).toEqual([]);
      const plan = planOn(tree, adopted, context({ catalog }));
      expect([touched(plan), plan.kept]).toEqual([[], []]);
      const again = apply(EMPTY, planOn(EMPTY, adopted, context({ catalog })));
      expect(Object.keys(again)).toEqual(Object.keys(tree));
      const different = Object.entries(tree).filter(
        ([path, text]) =>
          text !== again[path] &&
          !path.endsWith('.ledger') &&
          !(path.endsWith('.yaml') && yamlEquals(again[path] ?? '', readYaml(text, path))),
      );
      expect(different).toEqual([]);
    }),
    { numRuns: runs(15, 10_000), seed: seed() },
  );
});

test('the TypeScript declares exactly what was found, in one file per category and in one per claim', () => {
  fc.assert(
    fc.property(
      hardClaimSet,
      fc.array(handwriting, { minLength: 1, maxLength: 5 }),
      fc.boolean(),
      (claims, styles, split) => {
        const { tree } = handwrittenTree(claims, styles);
        const { files, models: predicted } = adoptRepository(snapshotOf(tree), { project: 'shop', split });
        const declared = runSource(files);
        expect(declared.issues).toEqual([]);
        const stripped = declared.claims.map(({ source: _source, ...model }) => model);
        expect(sameValue(sorted(stripped), sorted(predicted.claims))).toBe(true);
      },
    ),
    { numRuns: runs(9, 1500), seed: seed() },
  );
});

test('claim files in any handwriting keep every byte, their comments stand in the program, the second plan is empty', () => {
  fc.assert(
    fc.property(hardClaimSet, fc.array(handwriting, { minLength: 1, maxLength: 5 }), (claims, styles) => {
      const { tree, paths } = handwrittenTree(claims, styles);
      const adoption = adoptRepository(snapshotOf(tree), { project: 'new' });
      expect(adoption.leftOut).toEqual([]);
      const text = adoption.files.map((file) => file.text).join('\n');
      const comments = paths.flatMap((path) => [...commentsIn(tree[path] ?? '')]);
      expect(comments.filter((comment) => !text.includes(comment))).toEqual([]);
      const given = context({ catalog: adoption.catalog, project: 'new' });
      const first = planOn(tree, adoption.models, given);
      expect(touched(first).filter((path) => !path.endsWith('.ledger'))).toEqual([]);
      const second = planOn(apply(tree, first), adoption.models, given);
      expect([touched(second), second.kept]).toEqual([[], []]);
    }),
    { numRuns: runs(9, 2000), seed: seed() },
  );
});

/** A tree that nobody owns yet, with claim files as people write them. */
function handwrittenTree(
  claims: readonly ClaimModel[],
  styles: readonly Handwriting[],
): { tree: Files; paths: string[] } {
  const synthesized = apply(EMPTY, planOn(EMPTY, models(...claims)));
  const tree = Object.fromEntries(Object.entries(synthesized).filter(([path]) => !path.endsWith('.ledger')));
  const files = claims.map((model) => ({
    path:
      model.file === undefined
        ? `claims/${model.constructPath}/${model.template}.yaml`
        : `claims/${model.category}/${model.file}`,
    object: claimFileValue(model),
  }));
  return { tree: rewritten(tree, files, styles), paths: files.map(({ path }) => path) };
}

function sorted<T extends { readonly constructPath: string }>(claims: readonly T[]): T[] {
  return [...claims].sort((left, right) => (left.constructPath < right.constructPath ? -1 : 1));
}
