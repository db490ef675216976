import { boundedText } from '../../../core/status/bounded-message';
import { timestamp } from '../../../core/time/timestamp';

/** Most characters of a message in the registry: a line of a file that people read. */
const MOST_CHARACTERS = 512;

/** A message as one line without control characters, cut where it is too long. */
export function oneLine(text: string): string {
  const line = text.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return boundedText(line, MOST_CHARACTERS);
}

/** A time as it stands in messages. */
export function sinceText(milliseconds: number): string {
  return timestamp(new Date(milliseconds));
}

/**
 * Whether two messages say the same to a person: identifiers of requests, counts and times differ at every try of a controller, and are no change
 * (crossplane-status-facts.md §4).
 */
export function isSameMessage(one: string, other: string): boolean {
  return one === other || essence(one) === essence(other);
}

/** Runs of hexadecimal characters with a digit in them, and numbers, are the parts that vary. */
function essence(text: string): string {
  return text.replaceAll(/[\da-f-]{8,}/gi, (run) => (/\d/.test(run) ? '#' : run)).replaceAll(/\d+/g, '#');
}
