import type { PlanContext } from '../../../synth/plan/plan-context';
import { createPlanner } from '../../../synth/plan/planner';
import type { Rule } from '../../../synth/policy/rule';
import { caught } from '../../caught';
import { apply, claim, context, models, planOn } from './target';

/** A rule that notes what it is asked. */
function noting(): { readonly rule: Rule; readonly asked: unknown[] } {
  const asked: unknown[] = [];
  return {
    asked,
    rule: {
      onCreate: ({ constructPath, object }) => {
        asked.push(['create', constructPath, object['spec']]);
        return [];
      },
      onUpdate: (before, { constructPath, object }) => {
        asked.push(['update', constructPath, before['spec'], object['spec']]);
        return [];
      },
    },
  };
}

const under = (rule: Rule): PlanContext => ({ ...context(), rules: [rule] });
const FILE = 'claims/infra/a/volumeclaim.yaml';
const OLD = { storage: '10Gi', mode: 'Block' };
const NEW = { storage: '20Gi', mode: 'Block' };
const MERGED = apply({}, planOn({}, models(claim('infra/a', { spec: OLD }), claim('infra/b'))));
const HISTORY = Object.values(MERGED);
const EDITED = { ...MERGED, [FILE]: (MERGED[FILE] ?? '').replace('Block', 'Raw') };
const DECLARED = models(claim('infra/a', { spec: NEW }), claim('infra/b'));

it('a rule that compares is asked about what the plan writes, with what stands at the base', () => {
  const { rule, asked } = noting();
  const declared = models(...DECLARED.claims, claim('infra/c', { spec: {} }));
  planOn(MERGED, declared, under(rule));
  expect(new Set(asked.map((each) => JSON.stringify(each)))).toEqual(
    new Set([
      '["update","infra/a",{"storage":"10Gi","mode":"Block"},{"storage":"20Gi","mode":"Block"}]',
      '["create","infra/c",{}]',
    ]),
  );
});

it('another object in the place of one is new to the cluster; a claim that moves is not', () => {
  const replaced = noting();
  planOn(
    MERGED,
    models(claim('infra/a', { spec: NEW, metadataName: 'z' }), claim('infra/b')),
    under(replaced.rule),
  );
  expect(replaced.asked.at(-1)).toEqual(['create', 'infra/a', NEW]);
  const moved = noting();
  planOn(
    MERGED,
    models(claim('infra/m', { spec: NEW, metadataName: 'a' }), claim('infra/b')),
    under(moved.rule),
  );
  expect(moved.asked.at(-1)).toEqual(['update', 'infra/m', OLD, NEW]);
});

it('a version that a person changed is judged as it is merged, and not at all where it stays', () => {
  const kept = noting();
  planOn(EDITED, DECLARED, under(kept.rule), HISTORY);
  expect(kept.asked).toEqual([]);
  const merged = noting();
  planOn(EDITED, DECLARED, { ...under(merged.rule), mergeEdits: new Set(['infra/a']) }, HISTORY);
  expect(merged.asked.at(-1)).toEqual([
    'update',
    'infra/a',
    { ...OLD, mode: 'Raw' },
    { ...NEW, mode: 'Raw' },
  ]);
});

it('what it finds ends the run, or is told as a warning', () => {
  const shrinks = (severity: 'error' | 'warning'): Rule => ({
    onCreate: () => [],
    onUpdate: (before, { constructPath }) => [
      {
        code: 'claim-policy',
        severity,
        message: `was ${JSON.stringify(before['spec'])}`,
        construct: constructPath,
      },
    ],
  });
  expect(caught(() => planOn(MERGED, DECLARED, under(shrinks('error'))))).toMatchObject({
    code: 'claim-policy',
    issues: [{ message: 'was {"storage":"10Gi","mode":"Block"}', construct: 'infra/a' }],
  });
  expect(planOn(MERGED, DECLARED, under(shrinks('warning'))).warnings).toMatchObject([
    { message: 'was {"storage":"10Gi","mode":"Block"}' },
  ]);
});

it('a rule about the claim alone is asked before anything is read', () => {
  const rule: Rule = {
    onCreate: ({ constructPath }) => [{ code: 'claim-policy', message: `no ${constructPath}` }],
  };
  expect(caught(() => createPlanner(DECLARED, under(rule)))).toMatchObject({
    code: 'claim-policy',
    issues: [{ message: 'no infra/a' }, { message: 'no infra/b' }],
  });
});
