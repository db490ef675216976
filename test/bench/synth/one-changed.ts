import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plan } from '../../../core/plan';
import { collectModels } from '../../../synth/collect/collect-models';
import { createPlanner } from '../../../synth/plan/planner';
import { missingContents, writeTree } from '../../../synth/write/write-tree';
import { program } from './program';
import { CONTEXT, populatedTree, snapshotOfTree } from './target';

// usage: one-changed <claims> <categories>: writes a tree, changes one claim, writes again; counts the files of the second time
const [count, categories] = process.argv.slice(2).map(Number) as [number, number];
const output = mkdtempSync(join(tmpdir(), 'claims-bench-'));
const owner = { root: CONTEXT.config.root, project: CONTEXT.config.project };
try {
  const tree = populatedTree(count, categories);
  const snapshot = snapshotOfTree(tree);
  const plan = (changed: ReadonlySet<number>): Plan =>
    createPlanner(collectModels(program(count, categories, changed)), CONTEXT).build(snapshot);
  const write = (planned: Plan): readonly string[] => {
    missingContents(output, planned);
    return writeTree(output, planned, { ...owner, contents: (path) => tree[path] }).written;
  };
  write(plan(new Set()));
  const written = write(plan(new Set([7])));
  process.stdout.write(`${JSON.stringify({ seconds: 0, peakRss: 0, written: written.length })}\n`);
  process.stderr.write(`${written.join('\n')}\n`);
} finally {
  rmSync(output, { recursive: true });
}
