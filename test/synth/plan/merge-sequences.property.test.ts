import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../core/claim-model';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { Plan } from '../../../core/plan';
import { emitYaml } from '../../../core/yaml/emit-yaml';
import { readYaml } from '../../../core/yaml/read-yaml';
import { sameValue } from '../../../core/yaml/same-value';
import { runs, seed } from '../../runs';
import { apply, claim, context, type Files, models, planOn, touched } from './target';

const PATH = 'claims/infra/app/volumeclaim.yaml';
const FIELDS = ['a', 'b', 'c'] as const;
type Field = (typeof FIELDS)[number];
type Spec = Readonly<Partial<Record<Field, JsonValue>>>;

/** One thing that happens: a value of the program or of the file changes, or the tool runs. */
type Step =
  | { readonly who: 'program' | 'person'; readonly field: Field; readonly value: JsonValue | undefined }
  | { readonly who: 'run'; readonly merge: boolean };

const value = fc.option(fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant({ x: 1 }), fc.constant([1])), {
  nil: undefined,
});
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ who: fc.constant('program' as const), field: fc.constantFrom(...FIELDS), value }),
  fc.record({ who: fc.constant('person' as const), field: fc.constantFrom(...FIELDS), value }),
  fc.record({ who: fc.constant('run' as const), merge: fc.boolean() }),
);

const specOf = (target: Files): Spec => (readYaml(target[PATH] ?? '', PATH) as JsonObject)['spec'] as Spec;
const differs = (one: JsonValue | undefined, other: JsonValue | undefined): boolean =>
  one === undefined || other === undefined ? one !== other : !sameValue(one, other);

/** A target over time, with who wrote each field of the claim's file last. */
class World {
  readonly history: string[] = [];
  readonly writer = new Map<Field, 'person' | 'tool'>();
  program: Spec = { a: 1, b: 1, c: 1 };
  /** What the program said when the tool wrote the file last. */
  written: Spec = {};
  target: Files = {};

  take(next: Step): void {
    if (next.who === 'run') this.run(next.merge);
    else if (next.who === 'person') this.edit(next.field, next.value);
    else this.program = changed(this.program, next.field, next.value);
  }

  private stand(target: Files): void {
    this.target = target;
    this.history.push(target[PATH] ?? '');
  }

  private edit(field: Field, to: JsonValue | undefined): void {
    if (this.target[PATH] === undefined || !differs(specOf(this.target)[field], to)) return;
    const object = readYaml(this.target[PATH], PATH) as JsonObject;
    const text = `# by hand\n${emitYaml({ ...object, spec: changed(specOf(this.target), field, to) as JsonObject })}`;
    this.stand({ ...this.target, [PATH]: text });
    // Taken back to what was written last, it is no edit any more.
    this.writer.set(field, differs(this.written[field], to) ? 'person' : 'tool');
  }

  private run(merge: boolean): void {
    const declared = models(claim('infra/app', { spec: this.program }));
    const given = { ...context(), ...(merge && { mergeEdits: new Set(['infra/app']) }) };
    const plan = this.planned(() => planOn(this.target, declared, given, this.history));
    if (plan === undefined) return;
    for (const { merge: offer } of plan.kept) {
      if (offer?.status === 'conflicts') for (const { path } of offer.conflicts) this.expectByHand(path);
    }
    const before = this.target[PATH] === undefined ? {} : specOf(this.target);
    const comment = this.target[PATH]?.startsWith('# by hand');
    this.stand(apply(this.target, plan));
    const after = specOf(this.target);
    if (touched(plan).some((path) => path.slice(1) === PATH)) {
      this.written = this.program;
      // Both agree now: nobody's value alone any more.
      for (const field of FIELDS) {
        if (!differs(after[field], this.program[field])) this.writer.set(field, 'tool');
      }
    }
    for (const field of FIELDS) {
      if (!differs(before[field], after[field])) continue;
      // The tool writes what the program says, and nothing else.
      expect({ field, after: after[field] }).toEqual({ field, after: this.program[field] });
    }
    if (comment) expect(this.target[PATH]).toMatch(/^# by hand\n/);
    expect(touched(planOn(this.target, declared, given, this.history))).toEqual([]);
  }

  /** Undefined when the merge was refused, for conflicts with what a person wrote. */
  private planned(plan: () => Plan): Plan | undefined {
    try {
      return plan();
    } catch (error) {
      if (!ToolkitError.isToolkitError(error)) throw error;
      expect(error.code).toBe('edits-conflict');
      for (const { field } of error.issues) this.expectByHand(field ?? '');
      return undefined;
    }
  }

  private expectByHand(path: string): void {
    const field = path.split('.')[1] as Field;
    expect({ path, writer: this.writer.get(field) }).toEqual({ path, writer: 'person' });
  }
}

function changed(spec: Spec, field: Field, to: JsonValue | undefined): Spec {
  const { [field]: _, ...rest } = spec;
  return to === undefined ? rest : { ...rest, [field]: to };
}

it('changes of the program, edits by hand and merges in any order: no value of a person goes unasked, none of ours passes for theirs', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 14 }), (steps) => {
      const world = new World();
      world.take({ who: 'run', merge: false });
      for (const next of steps) {
        const edited = next.who === 'run' ? byHand(world) : undefined;
        world.take(next);
        if (edited === undefined) continue;
        for (const [field, its] of edited) {
          expect({ field, now: specOf(world.target)[field] }).toEqual({ field, now: its });
        }
      }
    }),
    { numRuns: runs(18, 10_000), seed: seed() },
  );
});

/** Values that a person wrote. */
function byHand(world: World): Map<Field, JsonValue | undefined> {
  const values = new Map<Field, JsonValue | undefined>();
  if (world.target[PATH] === undefined) return values;
  for (const field of FIELDS) {
    if (world.writer.get(field) === 'person') values.set(field, specOf(world.target)[field]);
  }
  return values;
}
