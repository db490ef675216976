import type { Files } from '../../synth/plan/target';
import { identityOfValue } from '../../../core/object-identity';
import { type BuiltTree, categoriesOf, objectKey, untruths } from '../../fixtures/trees/life-check';
import { randomTree, type RandomTree } from '../../fixtures/trees/random-tree';
import { livesOf, type PlannedStep } from '../../fixtures/trees/tree-life';
import { TREE_FORMS } from '../../fixtures/trees/tree-forms';
import { runs, seed } from '../../runs';
import { BUILD_TIMEOUT, describeWithTool, toolPath } from '../tools/tool-path';
import { inLanes } from './in-lanes';
import { oracleBuild, withTree } from './built-tree';

const TREES = 500;
/** How often each form must have been tried. */
const LEAST = 8;
/** Four minutes on a machine with nothing else to do. */
const TIME_LIMIT = 2_400_000;
/** Forms by which one object depends on the content of another, or is built otherwise than its file says. */
const DEPENDING = /patch|replacement|transformer|generator/;

/** What the real kustomize builds of each category of a tree, by cluster key. */
async function built(
  files: Files,
  links: ReadonlyMap<string, string>,
  restricted: boolean,
): Promise<BuiltTree> {
  const plain = new Map(Object.entries(files).filter(([path]) => !links.has(path)));
  return await withTree({ files: plain, links }, async (top) => {
    const tree = new Map<string, ReadonlyMap<string, string> | undefined>();
    for (const folder of categoriesOf(files)) {
      const objects = await oracleBuild(`${top}/${folder}`, restricted);
      tree.set(
        folder,
        objects &&
          new Map(
            objects.flatMap((object) => {
              const identity = identityOfValue({ apiVersion: '', ...object });
              return identity === undefined ? [] : [[objectKey(identity), JSON.stringify(object)] as const];
            }),
          ),
      );
    }
    return tree;
  });
}

/** The files that a step changes, ledgers left out. */
function changedFiles({ plan }: PlannedStep): string[] {
  return plan.files
    .filter(({ path, action }) => action !== 'unchanged' && !path.includes('/.claims/'))
    .map(({ path }) => path);
}

/** What is wrong with the change of one field beside what {@link untruths} says. */
function fieldProblems(step: PlannedStep, tree: RandomTree, before: BuiltTree, after: BuiltTree): string[] {
  const [file, ...others] = changedFiles(step);
  if (step.plan.kept.length > 0) return [];
  if (file === undefined || others.length > 0) return [`touches ${[file, ...others].join(', ')}`];
  const [old, now] = [step.before[file] ?? '', step.after[file] ?? ''].map((text) => text.split('\n'));
  const lines = (now ?? []).filter((line, at) => line !== old?.[at]);
  const problems = lines.length === 1 && old?.length === now?.length ? [] : [`changes ${lines.length} lines`];
  if (tree.forms.some((form) => DEPENDING.test(form))) return problems;
  const differing = [...after].flatMap(([folder, objects]) =>
    [...(objects ?? [])].filter(([key, text]) => (before.get(folder)?.get(key) ?? text) !== text),
  );
  const isThatField = differing.every(([, text]) => text.includes('"size":"77Gi"'));
  return isThatField ? problems : [...problems, 'changes more than the field'];
}

describeWithTool(
  'kustomize',
  'the life of a tree that a program took over, as the real kustomize builds it',
  () => {
    beforeAll(() => toolPath('kustomize'), BUILD_TIMEOUT);

    it(
      'taking over changes no object; one field, a removal, another name, another place: what the plan says, and that alone',
      async () => {
        const counts = new Map<string, number>(TREE_FORMS.map(({ name }) => [name, 0]));
        const outcomes = new Map<string, number>();
        const count = (outcome: string): unknown => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        const found: unknown[] = [];
        const first = seed() ?? 0;
        await inLanes(first, first + runs(TREES), async (number) => {
          const tree = randomTree(number);
          for (const form of tree.forms) counts.set(form, (counts.get(form) ?? 0) + 1);
          const restricted = number % 2 === 0;
          const known = new Map<Files, BuiltTree>();
          const of = async (files: Files): Promise<BuiltTree> => {
            const tried = known.get(files) ?? (await built(files, tree.links, restricted));
            known.set(files, tried);
            return tried;
          };
          for (const step of livesOf(tree, number)) {
            if ('code' in step) {
              count(`${step.step}: refused, ${step.code}`);
              continue;
            }
            count(step.plan.kept.length > 0 ? `${step.step}: held back` : step.step);
            // What no build can see needs none.
            if (changedFiles(step).length === 0) continue;
            const [before, after] = [await of(step.before), await of(step.after)];
            const wrong = untruths(step, before, after, tree.links);
            if (step.step === 'adopt') wrong.push(...adoptProblems(before, after));
            if (step.step === 'field') wrong.push(...fieldProblems(step, tree, before, after));
            if (wrong.length > 0) found.push({ number, step: step.step, forms: tree.forms, wrong });
          }
        });
        const table = [...counts, ...outcomes].map(
          ([name, times]) => `${String(times).padStart(4)}  ${name}`,
        );
        process.stdout.write(`${table.join('\n')}\n`);
        expect(found).toEqual([]);
        expect([...counts].filter(([, times]) => times < LEAST)).toEqual([]);
      },
      TIME_LIMIT,
    );
  },
);

/** What did not build may do so afterwards: a warning says that. */
function adoptProblems(before: BuiltTree, after: BuiltTree): string[] {
  return [...before].flatMap(([folder, objects]) => {
    const same =
      objects === undefined ||
      JSON.stringify([...objects]) === JSON.stringify([...(after.get(folder) ?? [])]);
    return same ? [] : [`taking over changes what ${folder} builds`];
  });
}
