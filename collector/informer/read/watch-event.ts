import { ReadFailure } from '../connection/read-failure';
import { statusFailure } from '../connection/status-failure';
import { field, textField } from '../summary/foreign-fields';

/** One line of a watch. */
export type WatchEvent =
  | { readonly change: 'present' | 'gone'; readonly object: unknown; readonly version: string }
  | {
      readonly change: 'bookmark';
      readonly object: unknown;
      readonly version: string;
      /** Everything that there was before has been sent (KEP-3157). */
      readonly isListEnd: boolean;
    };

const CHANGES: Readonly<Record<string, 'present' | 'gone' | 'bookmark'>> = {
  ADDED: 'present',
  MODIFIED: 'present',
  DELETED: 'gone',
  BOOKMARK: 'bookmark',
};

/**
 * Reads a line of a watch.
 *
 * @throws ReadFailure `broken` where it is none: what came after it must not count, or it would be lost for good. A line of type ERROR: what its status says
 */
export function watchEvent(line: Buffer, now: number): WatchEvent {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line.toString());
  } catch {
    throw new ReadFailure('broken', 'a line of the watch is not JSON');
  }
  const type = field(parsed, 'type');
  const object = field(parsed, 'object');
  if (type === 'ERROR') {
    const code = field(object, 'code');
    throw statusFailure(typeof code === 'number' ? code : 500, object, undefined, now);
  }
  const change = typeof type === 'string' && Object.hasOwn(CHANGES, type) ? CHANGES[type] : undefined;
  const metadata = field(object, 'metadata');
  const version = textField(metadata, 'resourceVersion', 128);
  if (change === undefined || version === '') {
    throw new ReadFailure('broken', 'a line of the watch is not an event');
  }
  if (change !== 'bookmark') return { change, object, version };
  const end = field(field(metadata, 'annotations'), 'k8s.io/initial-events-end');
  return { change, object, version, isListEnd: end === 'true' };
}
