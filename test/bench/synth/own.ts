import { collectModels } from '../../../synth/collect/collect-models';
import { createPlanner } from '../../../synth/plan/planner';
import { report } from '../child';
import { program } from './program';
import { CONTEXT, loadSnapshot } from './target';

// usage: own <snapshot> <claims> <categories> <changed claims>
const [snapshotFile = '', count = '', categories = '', changed = '0'] = process.argv.slice(2);
const { snapshot, kustomizations } = loadSnapshot(snapshotFile);
const step = Math.max(1, Math.floor(Number(count) / Math.max(1, Number(changed))));
const edited = new Set(Array.from({ length: Number(changed) }, (_, index) => index * step));

report(() => {
  const planner = createPlanner(collectModels(program(Number(count), Number(categories), edited)), CONTEXT);
  // What a change needs to read is in memory already; asking for it belongs to the work.
  const contents = new Map(snapshot.contents);
  const given = { ...snapshot, contents };
  for (let needed = planner.neededPaths(given); needed.length > 0; needed = planner.neededPaths(given)) {
    for (const path of needed) contents.set(path, textOf(path));
  }
  const plan = planner.build(given);
  return { changes: plan.changes.length, files: plan.files.length };
});

/** The old text of a changed claim differs from the new one in its numbers only; any text of that shape serves. */
function textOf(path: string): string {
  const known = kustomizations.get(snapshot.index.entries.get(path)?.objectId ?? '');
  return known ?? 'apiVersion: v1\nkind: Old\nmetadata:\n  name: old\nspec:\n  size: 1\n';
}
