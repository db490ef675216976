/** Number of property runs: the given count in `npm test`, ten times as many (or `soak`) in `npm run test:soak`. */
export function runs(count: number, soak: number = count * 10): number {
  return process.env['CLAIMS_SOAK'] === '1' ? soak : count;
}

/** As {@link runs}, where each run takes long: `RUNS=` says how many, e.g. to try some of a soak. */
export function askedRuns(count: number, soak?: number): number {
  const asked = Number(process.env['RUNS'] ?? '');
  return Number.isInteger(asked) && asked > 0 ? asked : runs(count, soak);
}

/** Seed of property and fault-plan tests: `SEED=` repeats a run. */
export function seed(): number | undefined {
  const value = process.env['SEED'];
  return value === undefined || value === '' ? undefined : Number(value);
}

/** As {@link seed} for what is tried with a real program: the same cases every time, others in soak or with `SEED=`. */
export function steadySeed(): number | undefined {
  return seed() ?? (process.env['CLAIMS_SOAK'] === '1' ? undefined : 1);
}
