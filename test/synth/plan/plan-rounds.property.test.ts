import fc from 'fast-check';
import { planInRounds } from '../../../toolkit/plan/plan-in-rounds';
import { blobObjectId } from '../../../core/git/object-id';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { Plan } from '../../../core/plan';
import type { PlanContext } from '../../../synth/plan/plan-context';
import { createDeletionPlanner, createPlanner, type Planner } from '../../../synth/plan/planner';
import { runs, seed } from '../../runs';
import { claimSet } from './claim-sets';
import { apply, context, type Files, models, planOn, snapshotOf } from './target';

/** What a person did to the target before the run. */
const edits: readonly ((text: string) => string)[] = [
  (text) => `# by hand\n${text}`,
  (text) => text.replace(/namespace: \w+/, 'namespace: elsewhere'),
  (text) => text.replace(/^resources:\n/m, 'namespace: prod\nresources:\n'),
  (text) => `${text}\t- x: {\n`,
];

/** What came of planning: the plan, or why there is none. */
function outcome(plan: () => Plan): unknown {
  try {
    return plan();
  } catch (error) {
    if (!ToolkitError.isToolkitError(error)) throw error;
    expect(error.code).not.toBe('internal-error');
    return { code: error.code, message: error.message, issues: error.issues };
  }
}

interface World {
  readonly files: Files;
  /** Earlier texts that the target still has, by object id. */
  readonly history: ReadonlyMap<string, string>;
}

/** Plans in rounds from a snapshot of which something was read before. */
function inRounds(planner: Planner, { files, history }: World, known: (path: string) => boolean): unknown {
  const contents = new Map(Object.entries(files).filter(([path]) => known(path)));
  const objects = new Map<string, string | undefined>([...history].filter(([id]) => known(id)));
  const snapshot = { ...snapshotOf(files, contents), objects };
  return outcome(() => {
    for (;;) {
      const paths = planner.neededPaths(snapshot);
      for (const path of paths) contents.set(path, files[path] ?? '');
      if (paths.length > 0) continue;
      const ids = planner.neededObjects(snapshot);
      if (ids.length === 0) return planner.build(snapshot);
      for (const id of ids) objects.set(id, history.get(id));
    }
  });
}

const world = fc
  .tuple(
    claimSet,
    fc.array(fc.tuple(fc.nat(), fc.constantFrom(...edits)), { maxLength: 4 }),
    fc.func(fc.boolean()),
  )
  .map(([first, chosen, isKept]) => {
    const planned = apply({}, planOn({}, models(...first)));
    const files: Record<string, string> = { ...planned };
    const own = Object.keys(planned).filter((path) => !/registry|\.ledger/.test(path));
    for (const [index, edit] of chosen) {
      const path = own[index % Math.max(1, own.length)];
      if (path !== undefined) files[path] = edit(files[path] ?? '');
    }
    const texts = Object.values(planned).map((text) => [blobObjectId(text), text] as const);
    return { first, files, history: new Map(texts.filter(([id]) => isKept(id))) };
  });

/** The first claims are changed, some of the second are new. */
const next = fc.tuple(claimSet, fc.boolean(), fc.boolean(), fc.boolean());

it('a plan is the same whatever was read before, and never lacks what a phase of it needs', async () => {
  await fc.assert(
    fc.asyncProperty(
      world,
      next,
      fc.func(fc.boolean()),
      async ({ first, ...target }, [second, change, merge, overwrite], known) => {
        const kept = first.map((claim) =>
          change ? { ...claim, object: { ...claim.object, spec: { changed: true } } } : claim,
        );
        const taken = new Set(kept.map(({ constructPath }) => constructPath));
        const claims = [...kept, ...second.filter(({ constructPath }) => !taken.has(constructPath))];
        const declared = models(...claims);
        const names = claims.map(({ constructPath }) => constructPath);
        const given: PlanContext = {
          ...context({ overwrite: overwrite ? names.slice(0, 1) : [] }),
          mergeEdits: new Set(merge ? names.slice(overwrite ? 1 : 0) : []),
        };
        const whole = inRounds(createPlanner(declared, given), target, () => true);
        expect(inRounds(createPlanner(declared, given), target, known)).toEqual(whole);
        expect(inRounds(createPlanner(declared, given), target, () => false)).toEqual(whole);
        const { index } = snapshotOf(target.files);
        const read = (paths: Iterable<string>): Promise<Map<string, string>> =>
          Promise.resolve(new Map([...paths].map((path) => [path, target.files[path] ?? ''])));
        const readObjects = (ids: Iterable<string>): Promise<Map<string, string>> =>
          Promise.resolve(new Map([...ids].flatMap((id) => entryOf(target.history, id))));
        const readTexts = async (paths: Iterable<string>) => ({
          texts: await read(paths),
          unread: new Map<string, string>(),
          elsewhere: [],
        });
        const readBytes = async (paths: Iterable<string>) =>
          new Map([...(await read(paths))].map(([path, text]) => [path, Buffer.from(text)]));
        const reader = { index, read, readBytes, readTexts, readObjects, readLinks: read };
        const planned = await planInRounds(createPlanner(declared, given), reader).then(
          ({ plan }) => outcome(() => plan),
          (error: unknown) =>
            outcome(() => {
              throw error;
            }),
        );
        expect(planned).toEqual(whole);
      },
    ),
    { numRuns: runs(15, 5000), seed: seed() },
  );
});

it('so is a deletion of claims by name', () => {
  fc.assert(
    fc.property(world, fc.func(fc.boolean()), ({ first, files }, known) => {
      const keys = first.map(({ constructPath }) => constructPath).slice(0, 2);
      const given = context();
      const whole = outcome(() => createDeletionPlanner(keys, given).build(snapshotOf(files)));
      const contents = new Map(Object.entries(files).filter(([path]) => known(path)));
      const snapshot = snapshotOf(files, contents);
      const planner = createDeletionPlanner(keys, given);
      const planned = outcome(() => {
        for (;;) {
          const needed = planner.neededPaths(snapshot);
          if (needed.length === 0) return planner.build(snapshot);
          for (const path of needed) contents.set(path, files[path] ?? '');
        }
      });
      expect(planned).toEqual(whole);
    }),
    { numRuns: runs(8, 2000), seed: seed() },
  );
});

function entryOf(history: ReadonlyMap<string, string>, id: string): [string, string][] {
  const text = history.get(id);
  return text === undefined ? [] : [[id, text]];
}
