import { resolved, untruths } from '../../fixtures/trees/life-check';
import { randomTree } from '../../fixtures/trees/random-tree';
import { livesOf } from '../../fixtures/trees/tree-life';
import { runs, seed } from '../../runs';

const TREES = runs(5, 400);

it('trees of all forms: a cluster gets what the plan says, by our own resolver', () => {
  const first = seed() ?? 0;
  const found: unknown[] = [];
  let steps = 0;
  for (let number = first; number < first + TREES; number++) {
    const tree = randomTree(number);
    for (const step of livesOf(tree, number)) {
      // What would do more than it says is refused.
      if ('code' in step) {
        expect(step).toMatchObject({ code: 'applied-set-changed' });
        continue;
      }
      steps += 1;
      const untrue = untruths(
        step,
        resolved(step.before, tree.links),
        resolved(step.after, tree.links),
        tree.links,
      );
      if (untrue.length > 0) found.push({ number, step: step.step, forms: tree.forms, untrue });
    }
  }
  expect(found).toEqual([]);
  // Few trees have fewer lives than the mean of many.
  expect(steps).toBeGreaterThan(TREES * 4 - 10);
});
