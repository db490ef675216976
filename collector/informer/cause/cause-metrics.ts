import { Counter, type Registry } from 'prom-client';
import type { CauseFollower } from './cause-follower';

/** Puts the figures of a follower into a registry. */
export function watchCauses(registry: Registry, follower: CauseFollower): void {
  const count = (name: string, help: string, value: () => number): void => {
    const counter = new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        counter.reset();
        counter.inc(value());
      },
    });
  };
  const { figures } = follower;
  count('claims_cause_walks_total', 'Searches for the cause of a claim.', () => figures.walks);
  count(
    'claims_cause_walks_failed_total',
    'Searches that ended early because a read got no answer.',
    () => figures.failed,
  );
  count(
    'claims_cause_requests_total',
    'Requests to the API server for these searches.',
    () => follower.requests,
  );
  count('claims_cause_forbidden_total', 'Reads that the API server did not allow.', () => figures.forbidden);
  count('claims_cause_found_total', 'Causes that were found or changed.', () => figures.found);
}
