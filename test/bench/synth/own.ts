import { collectModels } from '../../../synth/collect/collect-models';
import { createPlanner } from '../../../synth/plan/planner';
import { report } from '../child';
import { program } from './program';
import { CONTEXT, loadSnapshot } from './target';

// usage: own <snapshot> <claims> <categories> <changed claims>
const [snapshotFile = '', count = '', categories = '', changed = '0'] = process.argv.slice(2);
const snapshot = loadSnapshot(snapshotFile);
const step = Math.max(1, Math.floor(Number(count) / Math.max(1, Number(changed))));
const edited = new Set(Array.from({ length: Number(changed) }, (_, index) => index * step));

report(() => {
  const planner = createPlanner(collectModels(program(Number(count), Number(categories), edited)), CONTEXT);
  // What a change needs to read is in memory already; asking for it belongs to the work.
  const plan = planner.build(withContents(snapshot, planner.neededPaths(snapshot)));
  return { changes: plan.changes.length, files: plan.files.length };
});

/** The old text of a changed claim differs from the new one in its numbers only; any text of that shape serves. */
function withContents(given: typeof snapshot, needed: readonly string[]): typeof snapshot {
  if (needed.length === 0) return given;
  const contents = new Map(given.contents);
  for (const path of needed) {
    contents.set(path, 'apiVersion: v1\nkind: Old\nmetadata:\n  name: old\nspec:\n  size: 1\n');
  }
  return { ...given, contents };
}
