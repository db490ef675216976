import fc from 'fast-check';
import type { ClaimModel, JsonObject } from '../../../core/claim-model';
import { emitYaml } from '../../../core/yaml/emit-yaml';
import { readYamlDocuments } from '../../../core/yaml/read-yaml';
import { runs, seed } from '../../runs';
import { apply, claim, context, type Files, models, planOn, touched } from './target';

const NAMES = ['a', 'b', 'c', 'd'] as const;
type Name = (typeof NAMES)[number];
const FILES = ['all.yaml', 'db/all.yml', 'own.yaml'] as const;

/** What the program says of a claim. */
interface Wanted {
  readonly file: (typeof FILES)[number];
  readonly size: number;
}

/** One thing that happens. */
type Step =
  | { readonly does: 'declare'; readonly name: Name; readonly wanted: Wanted | undefined }
  /** A person changes the size in a document, gives it a comment, or puts an object of theirs into a file. */
  | { readonly does: 'edit'; readonly name: Name; readonly size: number }
  | { readonly does: 'comment'; readonly name: Name }
  | {
      readonly does: 'put';
      readonly file: (typeof FILES)[number];
      readonly id: number;
      readonly first: boolean;
    }
  | { readonly does: 'run' };

const name = fc.constantFrom(...NAMES);
const file = fc.constantFrom(...FILES);
const size = fc.integer({ min: 1, max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('declare' as const),
      name,
      wanted: fc.option(fc.record({ file, size }), { nil: undefined }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('edit' as const), name, size: size.map((each) => each + 10) }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('comment' as const), name }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('put' as const), file, id: fc.nat(3), first: fc.boolean() }),
  },
  { weight: 4, arbitrary: fc.constant({ does: 'run' as const }) },
);

/** A target over time. */
class World {
  files: Files = {};
  readonly history: string[] = [];
  readonly program = new Map<Name, Wanted>();
  /** Sizes that a person wrote since the tool did. */
  readonly byHand = new Map<Name, number>();
  readonly comments = new Set<Name>();
  readonly foreign = new Map<string, number>();

  take(next: Step): void {
    if (next.does === 'run') this.run();
    else if (next.does === 'put') this.put(next);
    else if (next.does === 'declare') {
      if (next.wanted === undefined) this.program.delete(next.name);
      else this.program.set(next.name, next.wanted);
    } else this.edit(next.name, next.does === 'edit' ? next.size : undefined);
  }

  private edit(its: Name, to: number | undefined): void {
    for (const path of paths()) {
      const text = this.files[path];
      const pattern = new RegExp(`(name: ${its}\\n[^]*?size: )(\\d+)([^\\n]*)`);
      if (text === undefined || !new RegExp(`name: ${its}\\n`).test(text)) continue;
      const changed = text.replace(pattern, (_all, before: string, now: string, rest: string) =>
        to === undefined ? `${before}${now} # by hand` : `${before}${to}${rest}`,
      );
      this.stand({ ...this.files, [path]: changed });
      if (to === undefined) this.comments.add(its);
      else this.byHand.set(its, to);
    }
  }

  private put({ file: its, id, first }: Extract<Step, { does: 'put' }>): void {
    const path = `claims/infra/${its}`;
    const key = `${path} ${id}`;
    if (this.foreign.has(key)) return;
    this.foreign.set(key, id);
    const document = `# theirs ${id}\n${emitYaml(foreign(id, its))}`;
    const text = this.files[path];
    const both =
      text === undefined ? document : first ? `${document}---\n${text}` : `${text}---\n${document}`;
    this.stand({ ...this.files, [path]: both });
  }

  private stand(files: Files): void {
    this.files = files;
    this.history.push(...paths().flatMap((path) => files[path] ?? []));
  }

  private run(): void {
    const declared = models(...[...this.program].map(([its, wanted]) => modelOf(its, wanted)).sort(byPath));
    const plan = planOn(this.files, declared, context(), this.history);
    this.stand(apply(this.files, plan));
    expect(touched(planOn(this.files, declared, context(), this.history))).toEqual([]);
    const kept = new Set(plan.kept.map(({ name: its }) => its));
    const objects = this.objects();
    for (const [its, wanted] of this.program) {
      const found = objects.filter(({ object }) => nameIn(object) === its);
      // Each declared claim is in the cluster once, whoever wrote it last.
      expect({ its, found: found.length }).toEqual({ its, found: 1 });
      if (kept.has(its)) continue;
      expect({ its, path: found[0]?.path, size: sizeIn(found[0]?.object) }).toEqual({
        its,
        path: `claims/infra/${wanted.file}`,
        size: wanted.size,
      });
      this.byHand.delete(its);
    }
    for (const its of NAMES) {
      const found = objects.filter(({ object }) => nameIn(object) === its);
      if (!this.program.has(its) && !kept.has(its)) expect({ its, found }).toEqual({ its, found: [] });
      if (found.length === 0) {
        this.byHand.delete(its);
        this.comments.delete(its);
      }
      // What a person wrote stays until the program says the same, or they give it up.
      const edited = this.byHand.get(its);
      if (edited !== undefined) {
        expect({ its, size: sizeIn(found[0]?.object) }).toEqual({ its, size: edited });
      }
    }
    for (const [key, id] of this.foreign) {
      const path = key.slice(0, key.indexOf(' '));
      expect(this.files[path]).toContain(
        `# theirs ${id}\n${emitYaml(foreign(id, path.slice('claims/infra/'.length)))}`,
      );
    }
  }

  private objects(): { path: string; object: JsonObject }[] {
    return paths().flatMap((path) =>
      readYamlDocuments(this.files[path] ?? '', path).map(({ value }) => ({
        path,
        object: value as JsonObject,
      })),
    );
  }
}

function paths(): string[] {
  return FILES.map((each) => `claims/infra/${each}`);
}

function modelOf(its: Name, wanted: Wanted): ClaimModel {
  return claim(`infra/${its}`, { kind: 'Database', file: wanted.file, spec: { size: wanted.size } });
}

function byPath(one: ClaimModel, other: ClaimModel): number {
  return one.constructPath < other.constructPath ? -1 : 1;
}

function foreign(id: number, its: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `theirs-${id}-${its.replace(/\W/g, '-')}` },
  };
}

function nameIn(object: JsonObject | undefined): unknown {
  return (object?.['metadata'] as JsonObject | undefined)?.['name'];
}

function sizeIn(object: JsonObject | undefined): unknown {
  return (object?.['spec'] as JsonObject | undefined)?.['size'];
}

it('in any history of files that claims share, each claim is there once, edits by hand and documents of others stay', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 16 }), (steps) => {
      const world = new World();
      for (const next of steps) world.take(next);
      world.take({ does: 'run' });
    }),
    { numRuns: runs(30, 5_000), seed: seed() },
  );
});
