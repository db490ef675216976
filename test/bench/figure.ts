/** One measured figure, beside the same work done by a peer where there is one. */
export interface Figure {
  readonly value: number;
  readonly unit: string;
  /** What the peer is. */
  readonly peer?: string;
  readonly peerValue?: number;
  /** How many times better than the peer (above 1: better), except where the unit is `ms` of start-up: own / peer. */
  readonly ratio?: number;
}

/** Figures of one suite by name. */
export type Suite = Readonly<Record<string, Figure>>;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

export function round(value: number, digits = 3): number {
  return Number(value.toFixed(digits));
}

/** Slope of the straight line through two points in log-log: 1 is linear, 2 quadratic. */
export function growthExponent(
  small: { n: number; time: number },
  large: { n: number; time: number },
): number {
  return Math.log(large.time / small.time) / Math.log(large.n / small.n);
}
