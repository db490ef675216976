import type { JsonValue } from '../claim-model';
import { findSecretSpans } from './secret-spans';

/** Longer lists are no command line. */
const MOST_ARGUMENTS = 4096;
const NOTHING: ReadonlyMap<number, SecretArgument> = new Map();

/** Whether an argument holds a secret for certain. */
export type SecretArgument = 'certain' | 'suspect';

/**
 * Items of a list of arguments that hold a secret because of the items before them: `[--password, x]`, `[curl, -u, user:x]`.
 *
 * @returns by the index of the item
 */
export function secretArguments(list: readonly JsonValue[] | undefined): ReadonlyMap<number, SecretArgument> {
  if (list === undefined || list.length < 2 || list.length > MOST_ARGUMENTS || !list.some(isOption)) {
    return NOTHING;
  }
  const starts: number[] = [];
  let line = '';
  for (const item of list) {
    starts.push(line.length);
    line += `${typeof item === 'string' || typeof item === 'number' ? item : '{}'} `;
  }
  const found = new Map<number, SecretArgument>();
  let index = 0;
  for (const { start, end, isCertain } of findSecretSpans(line)) {
    while (index + 1 < starts.length && (starts[index + 1] ?? 0) <= start) {
      index += 1;
    }
    for (let at = index; at < starts.length && (starts[at] ?? 0) < end; at += 1) {
      found.set(at, isCertain || found.get(at) === 'certain' ? 'certain' : 'suspect');
    }
  }
  return found;
}

function isOption(item: JsonValue): boolean {
  return typeof item === 'string' && item.startsWith('-');
}
