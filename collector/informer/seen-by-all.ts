import type { Seen, SeenSink } from './seen';

/**
 * Tells several what the reader of a cluster sees, one after the other. The follower of causes comes before the sender: that nothing fails any more goes out with the report that
 * says so.
 */
export function seenByAll(sinks: readonly SeenSink[]): SeenSink {
  return {
    seen(what: Seen) {
      for (const sink of sinks) sink.seen(what);
    },
  };
}
