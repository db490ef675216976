import { blobObjectId } from '../../../core/git/object-id';
import { readYaml } from '../../../core/yaml/read-yaml';
import { buildProjectRename } from '../../../synth/plan/rename-project';
import { createDeletionPlanner, createPlanner } from '../../../synth/plan/planner';
import { caught } from '../../caught';
import { apply, claim, context, type Files, models, planOn, snapshotOf, touched } from './target';

const PATH = 'claims/infra/app/volumeclaim.yaml';
const LEDGER = 'claims/.claims/shop/infra.ledger';
const BASE = { storage: '20Gi', mode: 'Block', zones: ['a', 'b'] };
const MERGING = { ...context(), mergeEdits: new Set(['infra/app']) };

const app = (spec: Record<string, unknown> = BASE) => models(claim('infra/app', { spec }));
const written = apply({}, planOn({}, app()));
const earlier = written[PATH] ?? '';

/** Where the text of the program stands that was merged last. */
function writtenText(declared: ReturnType<typeof app>): string {
  return `claims/.claims/shop/written/${blobObjectId(apply({}, planOn({}, declared))[PATH] ?? '')}`;
}

/** The target after a person edited the claim file. */
function edited(edit: (text: string) => string): Files {
  return { ...written, [PATH]: edit(earlier) };
}
const byHand = edited(
  (text) => `# keep me\n${text.replace('mode: Block', 'mode: Filesystem # wanted by ana')}`,
);

describe('a claim file that a person edited', () => {
  it('is kept, and it is said what merging would bring', () => {
    const plan = planOn(byHand, app({ ...BASE, storage: '40Gi' }), context(), [earlier]);
    expect(touched(plan)).toEqual([]);
    expect(plan.kept).toMatchObject([
      {
        reason: 'hand-edited',
        merge: { status: 'clean', fields: [{ path: 'spec.storage', before: '20Gi', after: '40Gi' }] },
      },
    ]);
  });

  it('gets the program’s changes where that is asked for; comments stay, and so does whose it is', () => {
    const declared = app({ ...BASE, storage: '40Gi', zones: ['a', 'b', 'c'] });
    const plan = planOn(byHand, declared, MERGING, [earlier]);
    expect(touched(plan)).toEqual([`~${LEDGER}`, `+${writtenText(declared)}`, `~${PATH}`]);
    expect(plan.kept).toEqual([]);
    expect(plan.changes).toMatchObject([
      {
        change: 'changed',
        fields: [
          { path: 'spec.storage', before: '20Gi', after: '40Gi' },
          { path: 'spec.zones[2]', after: 'c' },
        ],
      },
    ]);
    const merged = apply(byHand, plan);
    expect(merged[PATH]).toBe(
      byHand[PATH]?.replace('storage: 20Gi', 'storage: 40Gi').replace(/( *)- b\n/, '$1- b\n$1- c\n'),
    );
    expect(merged[LEDGER]).not.toContain(blobObjectId(merged[PATH] ?? ''));

    const again = planOn(merged, declared, MERGING, [earlier]);
    expect(touched(again)).toEqual([]);
    expect(again.kept).toMatchObject([{ path: PATH, reason: 'hand-edited', merge: { status: 'nothing' } }]);
  });

  it('once merged, merges again: what came from the program is not taken for the person’s', () => {
    let target = byHand;
    for (const storage of ['40Gi', '60Gi', '80Gi']) {
      const declared = app({ ...BASE, storage });
      expect(planOn(target, declared, context(), [earlier]).kept).toMatchObject([
        { merge: { status: 'clean', fields: [{ path: 'spec.storage', after: storage }] } },
      ]);
      target = apply(target, planOn(target, declared, MERGING, [earlier]));
      expect(target[PATH]).toBe(byHand[PATH]?.replace('20Gi', storage));
      expect(Object.keys(target).filter((path) => path.includes('/written/'))).toEqual([
        writtenText(declared),
      ]);
      expect(touched(planOn(target, declared, context(), []))).toEqual([]);
    }
    const conflicting = app({ ...BASE, storage: '80Gi', mode: 'Raw' });
    expect(planOn(target, conflicting).kept).toMatchObject([
      {
        merge: {
          status: 'conflicts',
          conflicts: [{ path: 'spec.mode', base: 'Block', person: 'Filesystem' }],
        },
      },
    ]);
    const ours = apply(target, planOn(target, conflicting, context({ overwrite: ['infra/app'] })));
    expect(Object.keys(ours).filter((path) => path.includes('/written/'))).toEqual([]);
  });

  it('stays mergeable when the project gets another name, and leaves nothing when the claim goes by name', () => {
    const merged = apply(byHand, planOn(byHand, app({ ...BASE, storage: '40Gi' }), MERGING, [earlier]));
    const rename = { from: 'shop', to: 'store', root: 'claims' };
    const renamed = apply(merged, buildProjectRename(snapshotOf(merged), rename));
    expect(Object.keys(renamed).filter((path) => path.includes('/shop/'))).toEqual([]);
    const store = context({ project: 'store' });
    expect(planOn(renamed, app({ ...BASE, storage: '60Gi' }), store).kept).toMatchObject([
      { merge: { status: 'clean' } },
    ]);
    const deleted = apply(merged, createDeletionPlanner(['infra/app'], context()).build(snapshotOf(merged)));
    expect(Object.keys(deleted).filter((path) => path.includes('/.claims/'))).toEqual([]);
  });

  it('believes no text beside the ledger that is not the one that the ledger names', () => {
    const declared = app({ ...BASE, storage: '40Gi' });
    const merged = apply(byHand, planOn(byHand, declared, MERGING, [earlier]));
    const forged = { ...merged, [writtenText(declared)]: 'spec: {}\n' };
    const next = planOn(forged, app({ ...BASE, storage: '60Gi' }));
    expect(next.kept).toMatchObject([{ merge: { status: 'unknown', why: 'no-earlier-version' } }]);
    expect(touched(next)).toEqual([]);
  });

  it('is ours again when the merge says what the program says', () => {
    const half = edited((text) => text.replace('20Gi', '40Gi # grown'));
    const declared = app({ ...BASE, storage: '40Gi', mode: 'Filesystem' });
    const merged = apply(half, planOn(half, declared, MERGING, [earlier]));
    expect(merged[PATH]).toContain('storage: 40Gi # grown');
    expect(merged[LEDGER]).toContain(blobObjectId(merged[PATH] ?? ''));
    const next = planOn(merged, app({ ...BASE, storage: '50Gi', mode: 'Filesystem' }));
    expect(touched(next)).toEqual([`~${LEDGER}`, `~${PATH}`]);
  });

  it('with nothing to merge says so and is left alone', () => {
    const plan = planOn(byHand, app(), MERGING, [earlier]);
    expect(touched(plan)).toEqual([]);
    expect(plan.kept).toMatchObject([{ merge: { status: 'nothing' } }]);
  });

  it('with conflicts lists them field by field; asked to merge, nothing is planned', () => {
    const declared = app({ ...BASE, mode: 'Raw', storage: '40Gi' });
    const conflict = { path: 'spec.mode', base: 'Block', program: 'Raw', person: 'Filesystem' };
    expect(planOn(byHand, declared, context(), [earlier]).kept).toMatchObject([
      { merge: { status: 'conflicts', conflicts: [conflict] } },
    ]);
    const error = caught(() => planOn(byHand, declared, MERGING, [earlier]));
    expect(error).toMatchObject({ code: 'edits-conflict', kind: 'input' });
    expect(error.issues).toMatchObject([
      {
        field: 'spec.mode',
        construct: 'infra/app',
        source: { line: 7 },
        message: `spec.mode in ${PATH}: last written "Block", in the program "Raw", edited to "Filesystem"`,
      },
    ]);
  });

  it('hides a secret on all three sides', () => {
    const secret = { ...BASE, password: 'hunter2-hunter2' };
    const files = apply({}, planOn({}, app(secret)));
    const text = files[PATH] ?? '';
    const target = { ...files, [PATH]: text.replace('hunter2-hunter2', 'swordfish-swordfish') };
    const error = caught(() =>
      planOn(target, app({ ...BASE, password: 'tiger-tiger-tiger' }), MERGING, [text]),
    );
    expect(error.code).toBe('edits-conflict');
    expect(JSON.stringify([error.message, error.issues])).not.toMatch(/hunter2|swordfish|tiger/);
  });

  it.each<[string, Files, readonly string[]]>([
    ['the version written last is gone', byHand, []],
    ['the file is not YAML any more', edited((text) => `${text}\t- x: {\n`), [earlier]],
    ['the version written last is not an object', byHand, ['- a list\n']],
  ])('cannot be merged when %s', (_, files, history) => {
    const ledgered = history[0]?.startsWith('-')
      ? {
          ...files,
          [LEDGER]: written[LEDGER]?.replace(blobObjectId(earlier), blobObjectId(history[0])) ?? '',
        }
      : files;
    const declared = app({ ...BASE, storage: '40Gi' });
    expect(planOn(ledgered, declared, context(), history).kept).toMatchObject([
      { merge: { status: 'unknown' } },
    ]);
    expect(caught(() => planOn(ledgered, declared, MERGING, history)).code).toBe('edits-not-mergeable');
  });

  it('is not merged at the price of its comments', () => {
    const commented = edited((text) => text.replace('mode: Block', 'mode: !!str # why\n    Block'));
    const plan = planOn(commented, app({ ...BASE, mode: 'Raw' }), context(), [earlier]);
    expect(plan.kept).toMatchObject([{ merge: { status: 'unknown', why: 'not-editable' } }]);
  });

  it('keeps its comments and what an alias says where the value with the anchor changes', () => {
    const aliased = edited(
      (text) => `${text.replace('mode: Block', 'mode: &mode Block # why')}  other: *mode\n`,
    );
    const plan = planOn(aliased, app({ ...BASE, mode: 'Raw' }), context(), [earlier]);
    expect(plan.kept).toMatchObject([{ merge: { status: 'clean' } }]);
    const merged = planOn(aliased, app({ ...BASE, mode: 'Raw' }), MERGING, [earlier]);
    const text = merged.files.find(({ path }) => path.endsWith('volumeclaim.yaml'))?.content;
    expect(text).toBe(
      (Object.entries(aliased).find(([path]) => path.endsWith('volumeclaim.yaml'))?.[1] ?? '')
        .replace('mode: &mode Block # why', 'mode: &mode Raw # why')
        .replace('other: *mode', 'other: Block'),
    );
  });
});

describe('asking for a merge', () => {
  it('of a claim that nobody declares is refused, with the nearest name', () => {
    const given = { ...context(), mergeEdits: new Set(['infra/ap']) };
    const error = caught(() => planOn(written, app(), given));
    expect(error).toMatchObject({ code: 'claim-not-found', kind: 'not-found' });
    expect(error.message).toContain("did you mean 'infra/app'?");
  });

  it('of a claim that nobody edited plans as ever', () => {
    const declared = app({ ...BASE, storage: '40Gi' });
    expect(planOn(written, declared, MERGING, [earlier])).toEqual(planOn(written, declared));
  });

  it('of a file that was never ours, or of a claim that moves, is refused', () => {
    const { [LEDGER]: _, ...foreign } = byHand;
    expect(caught(() => planOn(foreign, app(), MERGING, [earlier])).message).toContain('never wrote it');
    const moved = models(claim('infra/moved', { spec: { ...BASE, storage: '40Gi' }, metadataName: 'app' }));
    const given = { ...context(), mergeEdits: new Set(['infra/moved']) };
    expect(caught(() => planOn(byHand, moved, given, [earlier])).message).toContain('moves at the same time');
  });

  it('needs an earlier version of files that were edited by hand alone', () => {
    const planner = createPlanner(app({ ...BASE, storage: '40Gi' }), context());
    expect(planner.neededObjects(snapshotOf(written))).toEqual([]);
    expect(planner.neededObjects(snapshotOf(byHand))).toEqual([blobObjectId(earlier)]);
  });

  it('merges what the value of the file says', () => {
    const declared = app({ ...BASE, storage: '40Gi' });
    const merged = apply(byHand, planOn(byHand, declared, MERGING, [earlier]));
    expect(readYaml(merged[PATH] ?? '', PATH)).toMatchObject({
      spec: { storage: '40Gi', mode: 'Filesystem' },
    });
  });
});
