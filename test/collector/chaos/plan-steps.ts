import fc from 'fast-check';

/** One step of a plan: what happens, and three numbers that say how. Printed as it is, it can be given to `CHAOS_PLAN`. */
export type ChaosStep = readonly [what: string, one: number, two: number, three: number];

/** A plan: what the world is like, and what happens in it. */
export interface ChaosPlan {
  /** `plain`: requests are refs of a bare repository; `github`: they stand on a forge that fails. */
  readonly home: 'plain' | 'github';
  /** Two collectors on one store, or one alone. */
  readonly collectors: 1 | 2;
  /** Seed of the faults of the forge. */
  readonly faults: number;
  readonly steps: readonly ChaosStep[];
}

/** How often each kind of step is drawn. */
const WEIGHTS: Readonly<Record<string, number>> = {
  change: 14,
  send: 16,
  replay: 4,
  run: 16,
  pass: 6,
  skew: 3,
  down: 1,
  kill: 3,
  'power loss': 3,
  'merge status': 4,
  'close status': 4,
  'commit to status': 4,
  'commit to base': 4,
  project: 3,
  'merge project': 2,
};

const number = fc.nat(255);
const what = fc.constantFrom(
  ...Object.entries(WEIGHTS).flatMap(([name, weight]) => Array<string>(weight).fill(name)),
);

/** Plans of a world, short enough that real Git carries out a thousand of them. */
export const chaosPlan: fc.Arbitrary<ChaosPlan> = fc.record({
  home: fc.constantFrom('plain' as const, 'github' as const),
  collectors: fc.constantFrom(1 as const, 2 as const),
  faults: fc.nat(9_999),
  steps: fc.array(fc.tuple(what, number, number, number), { minLength: 10, maxLength: 28, size: 'max' }),
});
