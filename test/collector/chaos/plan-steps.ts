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
  change: 12,
  send: 13,
  replay: 4,
  run: 20,
  pass: 6,
  skew: 4,
  down: 1,
  kill: 3,
  'power loss': 2,
  'merge status': 4,
  'close status': 5,
  'commit to status': 3,
  'commit to base': 5,
  project: 5,
  'merge project': 2,
};

/** Most plans begin with them: without a request there is little to disturb. */
const BEGINNING = ['change', 'change', 'change', 'send', 'send', 'run'];

const number = fc.nat(255);
const kind = fc.constantFrom(
  ...Object.entries(WEIGHTS).flatMap(([name, weight]) => Array<string>(weight).fill(name)),
);

function step(what: fc.Arbitrary<string>): fc.Arbitrary<ChaosStep> {
  return fc.tuple(what, number, number, number);
}

const beginning = fc.tuple(...BEGINNING.map((what) => step(fc.constant(what))));
const middle = fc.array(step(kind), { minLength: 8, maxLength: 24, size: 'max' });

/** Plans of a world, short enough that real Git carries out ten thousand of them. Numbers are drawn evenly: small ones are no simpler here. */
export const chaosPlan: fc.Arbitrary<ChaosPlan> = fc.noBias(
  fc.record({
    home: fc.constantFrom('plain' as const, 'github' as const),
    collectors: fc.constantFrom(1 as const, 2 as const, 2 as const),
    faults: fc.nat(9_999),
    steps: fc
      .tuple(fc.option(beginning, { freq: 4, nil: [] }), middle)
      .map(([first, rest]): readonly ChaosStep[] => [...first, ...rest]),
  }),
);
