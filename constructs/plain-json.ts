import type { JsonValue } from '../core/claim-model';
import { isJsonObject } from '../core/json/json-guards';

/** One value in a claim that no manifest can hold. */
export interface ValueProblem {
  /** Dotted path with `[0]` for list items, e.g. `spec.volumes[1].size`. */
  readonly field: string;
  /** What it is, e.g. `a Date`. */
  readonly found: string;
  /** What to write instead. */
  readonly hint: string;
}

/** Looks behind a value that is no plain JSON; returns it unchanged where there is nothing behind it. */
export type TokenResolver = (value: unknown, path: readonly string[]) => unknown;

/** Deeper than any manifest; what is deeper is a mistake. */
const MAX_DEPTH = 200;
/** From here on a number is printed with an exponent and reads as a float. */
const FLOAT_FROM = 1e21;

/**
 * Copies values that authors wrote into plain JSON, collecting everything that is not JSON instead of throwing:
 * - `undefined` in an object is left out; in a list it is a problem, as it would shift or null the items behind it
 * - `null` stays: to a manifest it says "no value, and no default either"
 * - a `bigint` stays where it is beyond the exact integers of JavaScript, else it becomes a number
 * - key order is the author's
 */
export class PlainJson {
  readonly problems: ValueProblem[] = [];
  private readonly path: (string | number)[] = [];
  private readonly ancestors: object[] = [];

  /**
   * @param resolve - how tokens (cdk8s `Lazy` and the like) are looked behind
   * @param everyValue - ask `resolve` about every value, not only about those that are no plain JSON
   * @param freeze - freeze lists and objects of the copy; the author's own are never frozen
   */
  constructor(
    private readonly resolve: TokenResolver,
    private readonly everyValue: boolean,
    private readonly freeze: boolean,
  ) {}

  /** The value as plain JSON; undefined where nothing of it can be kept. */
  copy(value: unknown, key: string): JsonValue | undefined {
    return this.child(value, key);
  }

  /** Notes a problem at a field below the current one. */
  private problem(found: string, hint: string): JsonValue | undefined {
    this.problems.push({ field: formatFieldPath(this.path), found, hint });
    return undefined;
  }

  private child(value: unknown, key: string | number): JsonValue | undefined {
    if (!this.everyValue) {
      if (typeof value === 'string' && isWellFormed(value)) return value;
      if (typeof value === 'boolean' || value === undefined) return value;
    }
    this.path.push(key);
    const copied = this.here(value);
    this.path.pop();
    return copied;
  }

  private here(original: unknown): JsonValue | undefined {
    let value = original;
    if (value !== undefined && value !== null && (this.everyValue || isToken(value))) {
      try {
        value = this.resolve(value, this.path.map(String));
      } catch (error) {
        return this.problem(
          `a token that failed: ${error instanceof Error ? error.message : String(error)}`,
          'fix the function that produces the value',
        );
      }
    }
    switch (typeof value) {
      case 'string':
        return isWellFormed(value)
          ? value
          : this.problem('a string with half of a surrogate pair', 'write text that UTF-8 can hold');
      case 'boolean':
      case 'undefined':
        return value;
      case 'number':
        return this.number(value);
      case 'bigint':
        return Number.isSafeInteger(Number(value)) ? Number(value) : value;
      case 'object':
        return value === null ? null : this.container(value);
      case 'function':
        return this.problem(
          'a function',
          'call it and write what it returns, or wrap it: Lazy.any({ produce })',
        );
      case 'symbol':
        return this.problem('a symbol', 'write a string, number, boolean, list or object');
    }
  }

  private number(value: number): JsonValue | undefined {
    if (!Number.isFinite(value)) return this.problem(String(value), 'write a finite number');
    if (Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < FLOAT_FROM) {
      return this.problem(
        `${value}, an integer beyond 2^53 that may have lost digits`,
        `write it as a bigint: ${BigInt(value)}n`,
      );
    }
    return value === 0 ? 0 : value;
  }

  private container(value: object): JsonValue | undefined {
    if (this.ancestors.length >= MAX_DEPTH) {
      return this.problem(`nested deeper than ${MAX_DEPTH} levels`, 'flatten it');
    }
    if (this.ancestors.includes(value)) {
      return this.problem('an object that contains itself', 'copy the fields that are meant');
    }
    this.ancestors.push(value);
    const copied = Array.isArray(value) ? this.list(value) : this.map(value);
    this.ancestors.pop();
    return copied;
  }

  private list(items: readonly unknown[]): JsonValue {
    const copied: JsonValue[] = [];
    for (let index = 0; index < items.length; index++) {
      const before = this.problems.length;
      const item = this.child(items[index], index);
      if (item !== undefined) copied.push(item);
      else if (this.problems.length === before) {
        this.path.push(index);
        this.problem('undefined in a list', 'leave the item out: list.filter((item) => item !== undefined)');
        this.path.pop();
      }
    }
    return this.freeze ? Object.freeze(copied) : copied;
  }

  /** Models of other packages (kubernetes-models, Crossplane's function SDK) say themselves what they are as JSON. */
  private model(value: Model): JsonValue | undefined {
    try {
      const json = value.toJSON();
      return isJsonObject(json) ? this.map(json) : this.problem(...describeInstance(value));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return this.problem(`an object whose toJSON() failed: ${why}`, 'write a plain object');
    }
  }

  private map(value: object): JsonValue | undefined {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null && !isForeignPlainObject(prototype)) {
      return isModel(value) ? this.model(value) : this.problem(...describeInstance(value));
    }
    const fields = value as Record<string, unknown>;
    const copied: Record<string, JsonValue> = {};
    for (const key of Object.keys(fields)) {
      const field = this.child(fields[key], key);
      if (field === undefined) continue;
      if (key === '__proto__') {
        Object.defineProperty(copied, key, {
          value: field,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      } else copied[key] = field;
    }
    return this.freeze ? Object.freeze(copied) : copied;
  }
}

/** A frozen copy of plain JSON; undefined as soon as anything in it has to be resolved, left out or complained about. */
export function frozenCopy(value: unknown, depth = 0): JsonValue | undefined {
  if (isPlainLeaf(value)) return value;
  // Deep enough to be a circle, or empty: not for here.
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH / 2) return undefined;
  return Array.isArray(value) ? frozenList(value, depth) : frozenMap(value as Record<string, unknown>, depth);
}

function frozenList(value: readonly unknown[], depth: number): JsonValue | undefined {
  const items = value.slice() as JsonValue[];
  for (let index = 0; index < items.length; index++) {
    const item: unknown = items[index];
    if (isPlainLeaf(item)) continue;
    const copied = frozenCopy(item, depth + 1);
    if (copied === undefined) return undefined;
    items[index] = copied;
  }
  return Object.freeze(items);
}

/** Cloned as a whole, which keeps the shape and is cheap; then what is no leaf is replaced by its own copy. */
function frozenMap(value: Record<string, unknown>, depth: number): JsonValue | undefined {
  if (Object.getPrototypeOf(value) !== Object.prototype) return undefined;
  const copy = { ...value } as Record<string, JsonValue>;
  for (const key in copy) {
    if (key === '__proto__' || key === 'resolve') return undefined;
    const field: unknown = copy[key];
    if (isPlainLeaf(field)) continue;
    const copied = frozenCopy(field, depth + 1);
    if (copied === undefined) return undefined;
    copy[key] = copied;
  }
  return Object.freeze(copy);
}

function isPlainLeaf(value: unknown): value is string | boolean | number {
  if (typeof value === 'string') return isWellFormed(value);
  if (typeof value === 'boolean') return true;
  return typeof value === 'number' && Number.isSafeInteger(value) && !Object.is(value, -0);
}

/** An instance of a class that gives plain data of itself. */
interface Model {
  toJSON(): unknown;
}

/** Dates and buffers have the method as well; what they give is no object of a manifest. */
function isModel(value: object): value is Model {
  return (
    typeof (value as Partial<Model>).toJSON === 'function' &&
    !(value instanceof Date) &&
    !ArrayBuffer.isView(value)
  );
}

/** `spec.volumes[1].size`; keys that are no plain words are quoted. */
export function formatFieldPath(path: readonly (string | number)[]): string {
  let text = '';
  for (const segment of path) {
    if (typeof segment === 'number') text += `[${segment}]`;
    else if (/^[\w$-]+$/.test(segment)) text += text === '' ? segment : `.${segment}`;
    else text += `[${JSON.stringify(segment)}]`;
  }
  return text;
}

function isWellFormed(text: string): boolean {
  return (text as string & { isWellFormed(): boolean }).isWellFormed();
}

/** Class instances, and plain objects with a `resolve()`, may be tokens. */
function isToken(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return (
    Object.getPrototypeOf(value) !== Object.prototype ||
    typeof (value as { resolve?: unknown }).resolve === 'function'
  );
}

/** The plain object of another realm (`vm`, jest) has another `Object.prototype`. */
function isForeignPlainObject(prototype: unknown): boolean {
  return (
    typeof prototype === 'object' &&
    prototype !== null &&
    Object.getPrototypeOf(prototype) === null &&
    Object.hasOwn(prototype, 'hasOwnProperty')
  );
}

function describeInstance(value: object): [found: string, hint: string] {
  if (value instanceof Date) {
    const iso = Number.isNaN(value.getTime()) ? undefined : value.toISOString();
    return [
      'a Date',
      iso === undefined ? 'write a string' : `write a string: date.toISOString() gives '${iso}'`,
    ];
  }
  if (value instanceof Map) return ['a Map', 'write an object: Object.fromEntries(map)'];
  if (value instanceof Set) return ['a Set', 'write a list: [...set]'];
  if (value instanceof Promise) return ['a Promise', 'await it before the claim is made'];
  if (ArrayBuffer.isView(value)) {
    return ['binary data', "write a string: Buffer.from(data).toString('base64')"];
  }
  const name = (value.constructor as { name?: string } | undefined)?.name;
  return [
    `an instance of ${name === undefined || name === '' ? 'a class' : name}`,
    'write a plain object or a string',
  ];
}
