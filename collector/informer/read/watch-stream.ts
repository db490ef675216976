import type { ApiClient } from '../connection/api-client';
import { consume } from '../connection/consume';
import { LineSplitter } from './line-splitter';
import { type ReadTarget, resourcePath } from './resource-path';
import { type WatchEvent, watchEvent } from './watch-event';

/** A watch ends after about so many seconds: just before, the server says up to where it is known that nothing happened. */
const SECONDS = 40;
/** One that begins with everything there is gets more. */
const LIST_SECONDS = 300;
/** Longest silence, in milliseconds: longer than a healthy server is silent, and less than a minute. */
export const SILENCE = 55_000;

/** How a watch is read. */
export interface Watching {
  readonly client: ApiClient;
  readonly target: ReadTarget;
  readonly clock: { now(): number; random(): number };
  readonly signal: AbortSignal;
  /** Longest silence, in milliseconds. */
  readonly silence: number;
  /** Version to go on from; undefined: everything that there is comes first (WatchList). */
  readonly from: string | undefined;
  /** The server takes the watch. */
  readonly onOpen: () => void;
  readonly take: (event: WatchEvent) => void;
}

/**
 * Reads one watch to its end.
 *
 * @throws ReadFailure
 */
export async function watchStream({
  client,
  target,
  clock,
  signal,
  silence,
  from,
  onOpen,
  take,
}: Watching): Promise<void> {
  const start: Readonly<Record<string, string>> =
    from === undefined
      ? { sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan' }
      : { resourceVersion: from };
  const seconds = from === undefined ? LIST_SECONDS : SECONDS;
  const query = {
    watch: 'true',
    allowWatchBookmarks: 'true',
    timeoutSeconds: String(seconds + Math.floor((clock.random() * seconds) / 5)),
    ...start,
  };
  const response = await client.open(resourcePath(target, query), signal);
  onOpen();
  const splitter = new LineSplitter((line) => {
    take(watchEvent(line, clock.now()));
  });
  await consume(response, { silence, signal }, (chunk) => {
    splitter.feed(chunk);
  });
  splitter.end();
}
