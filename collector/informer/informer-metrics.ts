import { Counter, Gauge, type Registry } from 'prom-client';
import type { FailureKind } from './connection/read-failure';
import type { Seen } from './seen';

/** What is counted of reading. */
export interface InformerMetrics {
  /** @param status - 0 where there was no answer */
  readonly answered: (status: number) => void;
  readonly failed: (kind: FailureKind) => void;
  readonly seen: (type: Seen['type']) => void;
  readonly coalesced: () => void;
  readonly handlerFailed: () => void;
  readonly malformed: () => void;
}

/** Figures of an informer, all of them of our own making: no names of objects. */
export function informerMetrics(
  registry: Registry,
  kinds: () => { readonly all: number; readonly unreadable: number; readonly waiting: number },
): InformerMetrics {
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]): Counter<Label> =>
    new Counter({ name: `claims_informer_${name}`, help, labelNames, registers });
  const requests = counter('api_requests_total', 'Requests to the API server, by status; 0: no answer.', [
    'status',
  ]);
  const failures = counter('read_failures_total', 'Lists and watches that failed, by reason.', ['reason']);
  const changes = counter('seen_total', 'Changes that were received, by type.', ['type']);
  const coalesced = counter(
    'coalesced_total',
    'States that a later one replaced before they were handled.',
    [],
  );
  const handler = counter('handler_errors_total', 'Errors while changes were handled.', []);
  const malformed = counter('malformed_total', 'Entries of the API server that are not objects.', []);
  const gauge = (name: string, help: string, value: () => number): Gauge =>
    new Gauge({
      name: `claims_informer_${name}`,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  gauge('kinds', 'Kinds that are watched.', () => kinds().all);
  gauge('unreadable_kinds', 'Kinds that cannot be read at this moment.', () => kinds().unreadable);
  gauge('queue', 'Objects that wait to be handled.', () => kinds().waiting);
  return {
    answered: (status) => {
      requests.inc({ status: String(status) });
    },
    failed: (reason) => {
      failures.inc({ reason });
    },
    seen: (type) => {
      changes.inc({ type });
    },
    coalesced: () => {
      coalesced.inc();
    },
    handlerFailed: () => {
      handler.inc();
    },
    malformed: () => {
      malformed.inc();
    },
  };
}
