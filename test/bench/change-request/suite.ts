import { measure } from '../child';
import { median, round, type Figure, type Suite } from '../figure';

const RUNS = 3;
const CLAIMS = 10_000;
const CATEGORIES = 100;
const CHANGED = 20;

/** What one run of the child says of a request; see `converge.ts`. */
interface Run {
  readonly seconds: number;
  readonly requests: number;
  readonly writes: number;
}

interface Result {
  readonly first: Run;
  readonly update: Run;
  readonly again: Run;
}

/**
 * A change request for 20 of 10,000 claims on the GitHub fixture: what it costs the first time, when the claims change again, and
 * when nothing is left to do. Pauses for GitHub's limits are not in the times.
 */
export function suite(): Suite {
  const push = results('push');
  const api = results('api');
  return {
    firstRequestApi: count(push, ({ first }) => first.requests),
    firstRequestWrites: count(push, ({ first }) => first.writes),
    updateRequestApi: count(push, ({ update }) => update.requests),
    updateRequestWrites: count(push, ({ update }) => update.writes),
    unchangedApi: count(push, ({ again }) => again.requests),
    unchangedWrites: count(push, ({ again }) => again.writes),
    firstRequestThroughApi: count(api, ({ first }) => first.requests),
    updateRequestThroughApi: count(api, ({ update }) => update.requests),
    first20of10000: seconds(push, ({ first }) => first.seconds),
    update20of10000: seconds(push, ({ update }) => update.seconds),
    unchanged10000: seconds(push, ({ again }) => again.seconds),
  };
}

function results(commits: 'push' | 'api'): Result[] {
  return Array.from(
    { length: RUNS },
    () =>
      measure(
        'change-request/converge',
        String(CLAIMS),
        String(CATEGORIES),
        String(CHANGED),
        commits,
      ) as unknown as Result,
  );
}

function count(runs: readonly Result[], pick: (result: Result) => number): Figure {
  return { value: Math.max(...runs.map(pick)), unit: 'requests' };
}

function seconds(runs: readonly Result[], pick: (result: Result) => number): Figure {
  return { value: round(median(runs.map(pick))), unit: 's' };
}
