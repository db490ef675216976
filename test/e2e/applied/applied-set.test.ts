import { resolveEntryPoint, type AppliedBuild } from '../../../harvester/applied/resolve-entry-point';
import { randomTree, type RandomTree } from '../../fixtures/trees/random-tree';
import { TREE_FORMS } from '../../fixtures/trees/tree-forms';
import { treeSource } from '../../fixtures/trees/tree-source';
import { runs, seed } from '../../runs';
import { BUILD_TIMEOUT, describeWithTool, toolPath } from '../tools/tool-path';
import { inLanes } from './in-lanes';
import { oracleBuild, withTree, type OracleBuild } from './built-tree';

/** How often each form must have been tried. */
const LEAST = 20;
const TREES = 1100;
/** Two minutes on a machine with nothing else to do. */
const TIME_LIMIT = 1_200_000;

const BREAKING = new Set(TREE_FORMS.filter(({ breaks }) => breaks).map(({ name }) => name));

function isSound({ forms }: RandomTree): boolean {
  return !forms.some((form) => BREAKING.has(form));
}

function ours(tree: RandomTree, restricted: boolean): AppliedBuild {
  const entryPoint = { path: tree.category, origin: 'setting' } as const;
  return resolveEntryPoint(treeSource(tree), entryPoint, { restricted, followsLinks: true });
}

/** Objects of known identity as texts; of the others, how many there are of each kind. */
function described(build: AppliedBuild): { known: string[]; unknown: string[]; possible: string[] } {
  const known: string[] = [];
  const unknown: string[] = [];
  const possible: string[] = [];
  for (const { identity, declared, mayBeDeleted } of build.objects) {
    if (mayBeDeleted === true) possible.push(declared.kind);
    else if (identity === undefined) unknown.push(declared.kind);
    else known.push([identity.apiVersion, identity.kind, identity.namespace ?? '', identity.name].join(' '));
  }
  return { known: known.sort(), unknown: unknown.sort(), possible };
}

/** What differs between our set and that of kustomize; undefined where nothing does. */
function difference(tree: RandomTree, restricted: boolean, oracle: OracleBuild): unknown {
  const build = ours(tree, restricted);
  if (build.missing.size > 0) return { missing: [...build.missing] };
  if (oracle === undefined) return build.builds ? { weBuild: described(build), theyFail: true } : undefined;
  if (!build.builds) return { weFail: build.problems, theyBuild: oracle.length };
  const { known, unknown, possible } = described(build);
  const theirs = oracle.map(({ apiVersion = '', kind, metadata: { name, namespace = '' } }) => ({
    kind,
    text: [apiVersion, kind, namespace, name].join(' '),
  }));
  const found = new Set(known);
  const rest = theirs.filter(({ text }) => !found.delete(text)).map(({ kind }) => kind);
  const unexplained = [...rest];
  for (const kind of [...unknown, ...possible]) {
    const at = unexplained.indexOf(kind);
    if (at >= 0) unexplained.splice(at, 1);
    else if (!possible.includes(kind)) return { onlyOurs: kind, theirs };
  }
  if (found.size === 0 && unexplained.length === 0) return undefined;
  return { onlyOurs: [...found], onlyTheirs: unexplained, theirs };
}

describeWithTool('kustomize', 'the applied set, as the real kustomize builds it', () => {
  beforeAll(() => toolPath('kustomize'), BUILD_TIMEOUT);

  it(
    'agrees on success and on every object, for random trees of all forms, with and without the load restrictor',
    async () => {
      const counts = new Map<string, number>(TREE_FORMS.map(({ name }) => [name, 0]));
      const first = seed() ?? 0;
      const last = first + runs(TREES);
      const differences: unknown[] = [];
      let built = 0;
      let builds = 0;
      await inLanes(first, last, async (number) => {
        const tree = randomTree(number);
        for (const form of tree.forms) counts.set(form, (counts.get(form) ?? 0) + 1);
        await withTree(tree, async (top) => {
          // Most forms that break a build do so in both.
          for (const restricted of isSound(tree) ? [true, false] : [Math.floor(number / 2) % 2 === 0]) {
            builds += 1;
            const oracle = await oracleBuild(`${top}/${tree.category}`, restricted);
            if (oracle !== undefined) built += 1;
            const found = difference(tree, restricted, oracle);
            if (found !== undefined) differences.push({ number, restricted, forms: tree.forms, found });
          }
        });
      });
      const table = [...counts].map(([name, count]) => `${String(count).padStart(4)}  ${name}`);
      process.stdout.write(`${table.join('\n')}\n${built} of ${builds} builds succeed\n`);
      expect(differences).toEqual([]);
      expect([...counts].filter(([, count]) => count < LEAST)).toEqual([]);
      expect(built).toBeGreaterThan((last - first) / 2);
    },
    TIME_LIMIT,
  );
});
