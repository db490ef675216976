import type { JsonObject, JsonValue } from '../claim-model';
import { secretArguments } from './argument-list';
import { redactText } from './redact-text';
import { structuredText } from './structured-text';
import { byteLength, secretEvidence, secretShape } from './secret-shapes';
import { placeOfChild, PLAIN_PLACE, type ValuePlace } from './value-place';
import { isJsonObject } from '../json/json-guards';

/** Deeper than this nothing is looked at: it is hidden as a whole. */
const DEEPEST = 64;

/** Both sides of a change, fit to be shown. */
export interface RedactedPair {
  readonly before?: JsonValue;
  readonly after?: JsonValue;
  /** Set where the whole value is a secret: what to show instead of either side. */
  readonly shape?: string;
  /** True where anything was hidden. */
  readonly redacted: boolean;
}

/** What `kubeseal` makes. */
const CIPHERTEXT = /^[A-Za-z0-9+/]{64,}={0,2}$/;

/**
 * Hides secrets in the two sides of one change. A value that is a secret on one side is hidden on both: a password
 * that became a reference was a password.
 *
 * @param place - what the name of the field and what it stands in say
 */
export function redactPair(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  place: ValuePlace,
  depth = 0,
): RedactedPair {
  if (depth > DEEPEST) {
    return { shape: '•••• nested too deep to be shown', redacted: true };
  }
  if (isJsonObject(before) || isJsonObject(after)) {
    if (isCollectionOrAbsent(before, isJsonObject) && isCollectionOrAbsent(after, isJsonObject)) {
      return redactRecords(before as JsonObject | undefined, after as JsonObject | undefined, place, depth);
    }
    return redactApart(before, after, place, depth);
  }
  if (Array.isArray(before) || Array.isArray(after)) {
    if (isCollectionOrAbsent(before, Array.isArray) && isCollectionOrAbsent(after, Array.isArray)) {
      return redactLists(
        before as readonly JsonValue[] | undefined,
        after as readonly JsonValue[] | undefined,
        place,
        depth,
      );
    }
    return redactApart(before, after, place, depth);
  }
  return isSecretScalar(before, place, depth) || isSecretScalar(after, place, depth)
    ? { shape: secretShape(before, after), redacted: true }
    : { before, after, redacted: false };
}

/** True where a string, number or other scalar is a secret by itself or by the name of its field. */
function isSecretScalar(
  value: JsonValue | undefined,
  { strength, isEncrypted }: ValuePlace,
  depth: number,
): boolean {
  if (typeof value === 'string') {
    const telling = isEncrypted && CIPHERTEXT.test(value) ? 'none' : strength;
    return secretEvidence(value, telling) !== undefined || isTextWithSecret(value, depth);
  }
  if (typeof value === 'number' || typeof value === 'bigint') {
    return (
      strength === 'strong' || (strength === 'weak' && secretEvidence(String(value), strength) === 'keyed')
    );
  }
  return false;
}

function isTextWithSecret(text: string, depth: number): boolean {
  return (structuredText(text) ?? []).some(
    (value) => redactPair(value, undefined, PLAIN_PLACE, depth + 1).redacted,
  );
}

function redactRecords(
  before: JsonObject | undefined,
  after: JsonObject | undefined,
  place: ValuePlace,
  depth: number,
): RedactedPair {
  const sides: [Record<string, JsonValue>, Record<string, JsonValue>] = [{}, {}];
  let redacted = false;
  for (const key of new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])) {
    const was = ownValue(before, key);
    const is = ownValue(after, key);
    const pair = redactPair(was, is, placeOfChild(key, place, [before, after]), depth + 1);
    redacted ||= pair.redacted;
    const [shownBefore, shownAfter] = shownSides(pair, was, is);
    const shownKey = redactKey(key, sides);
    redacted ||= shownKey !== key;
    setOwn(sides[0], shownKey, shownBefore);
    setOwn(sides[1], shownKey, shownAfter);
  }
  return {
    before: before === undefined ? undefined : sides[0],
    after: after === undefined ? undefined : sides[1],
    redacted,
  };
}

/** Keys may hold what values must not; two that look alike without it stay two. */
function redactKey(key: string, taken: readonly JsonObject[]): string {
  const shown = redactText(key);
  let unique = shown;
  for (let count = 2; shown !== key && taken.some((side) => Object.hasOwn(side, unique)); count += 1) {
    unique = `${shown} (${count})`;
  }
  return unique;
}

function redactLists(
  before: readonly JsonValue[] | undefined,
  after: readonly JsonValue[] | undefined,
  place: ValuePlace,
  depth: number,
): RedactedPair {
  const sides: [JsonValue[], JsonValue[]] = [[], []];
  const told = [secretArguments(before), secretArguments(after)];
  let redacted = false;
  for (let index = 0; index < Math.max(before?.length ?? 0, after?.length ?? 0); index += 1) {
    const isTold = told.some((side) => side.has(index));
    const pair = isTold
      ? { shape: secretShape(before?.[index], after?.[index]), redacted: true }
      : redactPair(before?.[index], after?.[index], place, depth + 1);
    redacted ||= pair.redacted;
    const [shownBefore, shownAfter] = shownSides(pair, before?.[index], after?.[index]);
    if (shownBefore !== undefined) {
      sides[0].push(shownBefore);
    }
    if (shownAfter !== undefined) {
      sides[1].push(shownAfter);
    }
  }
  return {
    before: before === undefined ? undefined : sides[0],
    after: after === undefined ? undefined : sides[1],
    redacted,
  };
}

function redactApart(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  place: ValuePlace,
  depth: number,
): RedactedPair {
  const was = redactPair(before, undefined, place, depth + 1);
  const is = redactPair(undefined, after, place, depth + 1);
  return {
    before: was.shape === undefined || before === undefined ? was.before : sizeOf(before),
    after: is.shape === undefined || after === undefined ? is.after : sizeOf(after),
    redacted: was.redacted || is.redacted,
  };
}

/** A collection is hidden only for its depth; it cannot be measured. */
function sizeOf(value: JsonValue): string {
  return typeof value === 'object' && value !== null ? '••••' : `•••• ${byteLength(value)} bytes`;
}

function shownSides(
  pair: RedactedPair,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): readonly [JsonValue | undefined, JsonValue | undefined] {
  if (pair.shape === undefined) {
    return [pair.before, pair.after];
  }
  return [before === undefined ? undefined : sizeOf(before), after === undefined ? undefined : pair.shape];
}

function isCollectionOrAbsent(
  value: JsonValue | undefined,
  is: (value: JsonValue | undefined) => boolean,
): boolean {
  return value === undefined || is(value);
}

function ownValue(record: JsonObject | undefined, key: string): JsonValue | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Assigns `__proto__` as any other key. */
function setOwn(record: Record<string, JsonValue>, key: string, value: JsonValue | undefined): void {
  if (value !== undefined && key !== '__proto__') record[key] = value;
  else if (value !== undefined) {
    Object.defineProperty(record, key, { value, enumerable: true, writable: true, configurable: true });
  }
}
