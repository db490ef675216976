import fc from 'fast-check';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { emitYaml } from '../../../core/yaml/emit-yaml';
import { readYaml } from '../../../core/yaml/read-yaml';
import { sameValue } from '../../../core/yaml/same-value';
import type { JsonObject } from '../../../core/claim-model';
import type { Plan } from '../../../core/plan';
import { mergeThreeWay } from '../../../synth/diff/three-way-merge';
import { runs, seed } from '../../runs';
import { apply, claim, context, models, planOn, touched } from './target';

const PATH = 'claims/infra/app/volumeclaim.yaml';
const scalar = fc.oneof(
  fc.constantFrom('on', '010', '# no comment', 'a: b', '20Gi', 'two\nlines\n'),
  fc.integer(),
);
const value = fc.oneof(
  scalar,
  fc.array(fc.oneof(scalar, fc.record({ name: scalar, size: scalar })), { maxLength: 4 }),
  fc.dictionary(fc.constantFrom('x', 'y'), scalar),
);
const spec = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), value);

const declared = (its: Record<string, unknown>) => models(claim('infra/app', { spec: its }));

/** A text as a person writes it: with a comment behind every line that can have one. */
function commented(object: JsonObject): string {
  let count = 0;
  return emitYaml(object)
    .split('\n')
    .map((line) => (/^[\s\w-]+: [\w]+$|^\w+:$/.test(line) ? `${line} # note ${count++}` : line))
    .join('\n');
}

it('merging gives the three-way merge and loses no comment of a field that stays, or is refused', () => {
  fc.assert(
    fc.property(spec, spec, spec, (base, program, person) => {
      const first = apply({}, planOn({}, declared(base)));
      const earlier = first[PATH] ?? '';
      const standing = { ...(readYaml(earlier, PATH) as JsonObject), spec: person as JsonObject };
      const target = { ...first, [PATH]: commented(standing) };
      const given = { ...context(), mergeEdits: new Set(['infra/app']) };
      const expected = mergeThreeWay(
        { spec: base },
        { spec: program },
        {
          spec: person,
        },
      );
      let plan: Plan;
      try {
        plan = planOn(target, declared(program), given, [earlier]);
      } catch (error) {
        if (!ToolkitError.isToolkitError(error)) throw error;
        if (error.code === 'edits-conflict') expect(expected.conflicts.length).toBeGreaterThan(0);
        else expect(error.code).toBe('edits-not-mergeable');
        return;
      }
      const after = apply(target, plan);
      const text = after[PATH] ?? '';
      if (touched(plan).includes(`~${PATH}`) && target[PATH] !== emitYaml(standing)) {
        if (!sameValue(person, base)) {
          expect(sameValue((readYaml(text, PATH) as JsonObject)['spec'], expected.value['spec'])).toBe(true);
        }
        // Comments outside of the spec, which nobody changes: they may move to a line of their own.
        const notes = commented({ ...standing, spec: {} }).match(/# note \d+$/gm) ?? [];
        for (const note of notes.slice(0, -1)) expect(text).toMatch(new RegExp(`${note}$`, 'm'));
      }
      expect(touched(planOn(after, declared(program), given, [earlier]))).toEqual([]);
    }),
    { numRuns: runs(75, 10_000), seed: seed() },
  );
});
