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
  count('claims_cause_walks_total', 'Claims that were followed.', () => figures.walks);
  count('claims_cause_walks_failed_total', 'Walks that a read without answer ended.', () => figures.failed);
  count('claims_cause_requests_total', 'Requests to the API server for walks.', () => follower.requests);
  count('claims_cause_forbidden_total', 'Reads that were not allowed.', () => figures.forbidden);
  count('claims_cause_found_total', 'Causes that were found, or changed.', () => figures.found);
}
