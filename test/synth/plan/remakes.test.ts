import fc from 'fast-check';
import type { ClaimModel } from '../../../core/claim-model';
import type { Plan } from '../../../core/plan';
import { runs, seed } from '../../runs';
import { claimSet } from './claim-sets';
import { apply, claim, context, models, planOn } from './target';

const SPEC = { storage: '10Gi', mode: 'Block', zones: ['a', 'b'] };
const web = (path: string, rest: Parameters<typeof claim>[1] = {}): ClaimModel =>
  claim(path, { spec: SPEC, ...rest });
const ofVersion = (model: ClaimModel, version: string): ClaimModel => ({
  ...model,
  object: { ...model.object, apiVersion: `resources.stuttgart-things.com/${version}` },
});

/** The plan of a program that said one thing and says another now. */
function turned(before: readonly ClaimModel[], after: readonly ClaimModel[], given = context()): Plan {
  return planOn(apply({}, planOn({}, models(...before))), models(...after), given);
}

const remakesOf = (plan: Plan): string[] =>
  plan.changes.map(
    ({ change, name, remakes = [] }) =>
      `${change} ${name}: ${remakes.map((other) => other.claim).join(', ')}`,
  );

describe('a claim under another id', () => {
  it('is named on both sides, with the metadata that keeps its object', () => {
    const plan = turned([web('infra/web')], [web('infra/shop')]);
    const metadata = { name: 'web' };
    expect(plan.changes).toMatchObject([
      { change: 'added', name: 'shop', remakes: [{ claim: 'infra/web', metadata }] },
      { change: 'removed', name: 'web', remakes: [{ claim: 'infra/shop', metadata }] },
    ]);
  });

  it('is found with a few fields changed at once, in another category, under another version, and in another namespace', () => {
    const changed = { ...SPEC, storage: '20Gi' };
    for (const other of [
      web('infra/shop', { spec: changed }),
      web('apps/shop'),
      ofVersion(web('infra/shop'), 'v1beta1'),
    ]) {
      expect(turned([web('infra/web')], [other]).changes.map(({ remakes }) => remakes?.length)).toEqual([
        1, 1,
      ]);
    }
    const moved = turned([web('infra/web', { namespace: 'prod' })], [web('infra/shop')]);
    expect(moved.changes[0]?.remakes?.[0]?.metadata).toEqual({ name: 'web', namespace: 'prod' });
  });

  it('is no such thing where it is the same object, another kind, hardly alike, or where the old one stays', () => {
    expect(turned([web('infra/web')], [web('infra/shop', { metadataName: 'web' })]).changes).toMatchObject([
      { change: 'renamed', from: 'infra/web' },
    ]);
    const bumped = ofVersion(web('infra/shop', { metadataName: 'web' }), 'v1');
    expect(turned([web('infra/web')], [bumped]).changes).toMatchObject([
      { change: 'renamed', from: 'infra/web' },
    ]);
    expect(remakesOf(turned([web('infra/web')], [web('infra/shop', { kind: 'Disk' })]))).toEqual([
      'added shop: ',
      'removed web: ',
    ]);
    expect(
      remakesOf(
        turned([web('infra/web')], [web('infra/shop', { spec: { storage: '10Gi', a: 1, b: 2, c: 3 } })]),
      ),
    ).toEqual(['added shop: ', 'removed web: ']);
    const files = apply({}, planOn({}, models(web('infra/web'))));
    const path = 'claims/infra/web/volumeclaim.yaml';
    const edited = { ...files, [path]: `${files[path] ?? ''}# mine\n` };
    expect(remakesOf(planOn(edited, models(web('infra/shop'))))).toEqual(['added shop: ']);
  });

  it('takes the one that is most alike; of equals it names all, and none where there are many', () => {
    const other = web('infra/other', { spec: { ...SPEC, mode: 'File' } });
    expect(remakesOf(turned([web('infra/web'), other], [web('infra/shop')]))).toEqual([
      'removed other: ',
      'added shop: infra/web',
      'removed web: infra/shop',
    ]);
    expect(remakesOf(turned([web('infra/a'), web('infra/b')], [web('infra/x'), web('infra/y')]))).toEqual([
      'removed a: infra/x, infra/y',
      'removed b: infra/x, infra/y',
      'added x: infra/a, infra/b',
      'added y: infra/a, infra/b',
    ]);
    const many = (letter: string): ClaimModel[] =>
      [1, 2, 3, 4].map((number) => web(`infra/${letter}${number}`));
    expect(remakesOf(turned(many('a'), many('x'))).filter((line) => !line.endsWith(': '))).toEqual([]);
  });

  it('is found among thousands without comparing each with each', () => {
    const many = (letter: string): ClaimModel[] =>
      Array.from({ length: 300 }, (_, index) =>
        web(`infra/${letter}${index}`, { spec: { ...SPEC, size: index } }),
      );
    const plan = turned(many('a'), many('x'));
    expect(plan.changes.filter(({ remakes }) => remakes?.length === 1)).toHaveLength(600);
  });

  it('keeps its object with the metadata that is named, whatever the claims', () => {
    fc.assert(
      fc.property(claimSet, fc.nat(), fc.boolean(), (first, chosen, namespaced) => {
        const old = first[chosen % Math.max(1, first.length)];
        if (old === undefined) return;
        const renamed = (metadata: object): ClaimModel => ({
          ...old,
          constructPath: `${old.category}/new-id-of-it`,
          name: 'new-id-of-it',
          object: {
            ...old.object,
            metadata: {
              ...old.object.metadata,
              name: 'new-id-of-it',
              ...(namespaced && { namespace: 'x' }),
              ...metadata,
            },
          },
        });
        const others = first.filter((model) => model !== old);
        const plan = turned(first, [...others, renamed({})]);
        const added = plan.changes.find(({ change }) => change === 'added');
        expect(added?.remakes?.map((other) => other.claim)).toEqual([old.constructPath]);
        const kept = turned(first, [...others, renamed(added?.remakes?.[0]?.metadata ?? {})]);
        expect(kept.changes.map(({ change }) => change)).toEqual(['renamed']);
      }),
      { numRuns: runs(18, 2000), seed: seed() },
    );
  });
});
