import { ToolkitError } from '../errors/toolkit-error';
import { MAX_NESTING } from './nesting';
import { isLiteralSafe, literalHead, oneLineText } from './scalar-text';
import { TextBytes } from './text-bytes';

/** Go's readers hold integers of 64 bits; a longer one would become a float without a word. */
const MIN_INTEGER = -(2n ** 63n);
const MAX_INTEGER = 2n ** 64n - 1n;

/** libyaml and go-yaml look for the colon of a simple key within 1,024 characters only. */
const MAX_KEY_LENGTH = 1000;
// The same keys come back in every claim of a program: their text is found out once. Bounded, so that a long-lived service does
// not grow with what it has seen.
const CACHE_LIMIT = 20_000;
const keyTexts = new Map<string, string>();

// So do many values, between names that come once. A table of fixed size, where a value only replaces another one, costs nothing
// for those.
const SLOTS = 4096;
const CACHED_LENGTH = 200;
const slotValues: string[] = new Array<string>(SLOTS).fill('');
const slotTexts: string[] = new Array<string>(SLOTS).fill(' ""\n');

/** The way from the root to where a walk is; undefined in walks that do not keep track. */
type Path = (string | number)[] | undefined;

/** Where a map or list stands, which decides how its first line begins. */
type Place = 'top' | 'key' | 'item';

const out = new TextBytes();

/**
 * Block YAML of plain data, ending with a newline: two spaces, lists indented below their key, keys in the order of the
 * object, text unquoted where every reader of YAML 1.1 and 1.2 (go-yaml among them) gives back the same text. Written for the
 * hot path of planning; no anchors, never folded. Properties that are `undefined` are left out, in lists they are `null` as in JSON.
 *
 * @throws ToolkitError `yaml-unwritable` for what is no plain data (NaN, functions, dates, class instances), integers beyond 64
 *   bits, halves of surrogate pairs, keys of more than 1,000 characters, `<<` as a key, and values that contain themselves or are nested deeper than
 *   200 levels
 */
export function emitYaml(value: object): string {
  return emitYamlBytes(value).toString();
}

/** Like {@link emitYaml}, as bytes that are valid until the next call of either: for a hash no string has to be made. */
export function emitYamlBytes(value: object): TextBytes {
  try {
    writeBlock(value, undefined);
    return out;
  } catch (error) {
    if (!ToolkitError.isToolkitError(error)) throw error;
    // Where it is wrong is found out by a second walk, so that the first need not keep track.
    const path = failingPath(value);
    const why = containsItself(value, path) ? ', the value contains itself' : '';
    throw new ToolkitError(error.code, `${pathText(path)}${error.message}${why}`, {
      data: { path },
      cause: error,
    });
  }
}

function writeBlock(value: object, path: Path): void {
  out.clear();
  if (Array.isArray(value)) writeList(value, 0, path, 'top');
  else writeMap(value, 0, path, 'top');
}

function failingPath(value: object): (string | number)[] {
  const path: (string | number)[] = [];
  try {
    writeBlock(value, path);
  } catch {
    // Stops where the first walk stopped, with the way there in `path`.
  }
  return path;
}

/** Whether one of the objects and lists on a way stands in itself. */
function containsItself(root: object, path: readonly (string | number)[]): boolean {
  const passed = new Set<unknown>();
  let value: unknown = root;
  for (const step of path) {
    if (passed.has(value)) return true;
    passed.add(value);
    value = (value as Record<string | number, unknown>)[step];
  }
  return passed.has(value);
}

function writeMap(value: object, depth: number, path: Path, place: Place): void {
  checkContainer(value, depth);
  const record = value as Record<string, unknown>;
  let first = true;
  // Not `Object.keys`: it makes a list for every map. What is inherited has been refused above.
  for (const key in record) {
    const item = record[key];
    if (item === undefined) continue;
    if (!first) out.putSpaces(depth * 2);
    else {
      first = false;
      beginBlock(depth, place);
    }
    path?.push(key);
    out.put(keyText(key));
    writeItem(item, depth, path);
    path?.pop();
  }
  if (first) out.put(place === 'key' ? ' {}\n' : '{}\n');
}

function writeList(value: readonly unknown[], depth: number, path: Path, place: Place): void {
  checkContainer(value, depth);
  for (let index = 0; index < value.length; index += 1) {
    const item: unknown = value[index];
    if (index > 0) out.putSpaces(depth * 2);
    else beginBlock(depth, place);
    path?.push(index);
    if (typeof item === 'object' && item !== null) {
      out.put('- ');
      if (Array.isArray(item)) writeList(item, depth + 1, path, 'item');
      else writeMap(item, depth + 1, path, 'item');
    } else {
      out.put('-');
      writeItem(item ?? null, depth, path);
    }
    path?.pop();
  }
  if (value.length === 0) out.put(place === 'key' ? ' []\n' : '[]\n');
}

/** Below a key a block begins with a line of its own; in a list it goes on behind the hyphen. */
function beginBlock(depth: number, place: Place): void {
  if (place !== 'key') return;
  out.put('\n');
  out.putSpaces(depth * 2);
}

/** What follows `key:` or `-`, with its newline. */
function writeItem(item: unknown, depth: number, path: Path): void {
  if (typeof item === 'string') out.put(stringText(item, depth));
  else if (typeof item === 'number') {
    out.put(' ');
    out.put(numberText(item));
    out.put('\n');
  } else if (typeof item === 'boolean') out.put(item ? ' true\n' : ' false\n');
  else if (item === null) out.put(' null\n');
  else if (typeof item === 'bigint') out.put(` ${bigintText(item)}\n`);
  else if (typeof item !== 'object') {
    throw new ToolkitError('yaml-unwritable', `a ${typeof item} cannot be written, only plain data`);
  } else if (Array.isArray(item)) writeList(item, depth + 1, path, 'key');
  else writeMap(item, depth + 1, path, 'key');
}

function keyText(key: string): string {
  const known = keyTexts.get(key);
  if (known !== undefined) return known;
  if (key === '<<') {
    throw new ToolkitError(
      'yaml-unwritable',
      "a key '<<' cannot be written, kustomize loses it in any notation",
    );
  }
  const text = `${oneLineText(key)}:`;
  if (text.length > MAX_KEY_LENGTH) {
    throw new ToolkitError(
      'yaml-unwritable',
      `a key of ${key.length} characters cannot be written, readers take at most ${MAX_KEY_LENGTH}`,
    );
  }
  if (keyTexts.size >= CACHE_LIMIT) keyTexts.clear();
  keyTexts.set(key, text);
  return text;
}

function stringText(text: string, depth: number): string {
  const slot = slotOf(text);
  if (slotValues[slot] === text) return slotTexts[slot] as string;
  if (text.includes('\n') && isLiteralSafe(text)) return literalText(text, '  '.repeat(depth + 1));
  const encoded = ` ${oneLineText(text)}\n`;
  if (text.length <= CACHED_LENGTH) {
    slotValues[slot] = text;
    slotTexts[slot] = encoded;
  }
  return encoded;
}

/** A cheap hash: length and four of the characters. */
function slotOf(text: string): number {
  const { length } = text;
  if (length === 0) return 0;
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(length - 1);
  const middle = text.charCodeAt(length >> 1);
  const quarter = text.charCodeAt(length >> 2);
  return (length * 31 + first * 131 + last * 17 + middle * 521 + quarter * 7) & (SLOTS - 1);
}

function literalText(text: string, indent: string): string {
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  // Empty lines stay empty: indentation on them would be blanks at a line's end.
  return ` ${literalHead(text)}\n${indent}${body.replace(/\n(?=[^\n])/g, `\n${indent}`)}\n`;
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) {
    throw new ToolkitError('yaml-unwritable', `${value} cannot be written, only finite numbers`);
  }
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  // Readers of YAML 1.1 know `1e+21` as text: they want a fraction.
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}

function bigintText(value: bigint): string {
  if (value < MIN_INTEGER || value > MAX_INTEGER) {
    throw new ToolkitError('yaml-unwritable', `the integer ${value} is beyond 64 bits, write it as text`);
  }
  return String(value);
}

function checkContainer(value: object, depth: number): void {
  if (depth >= MAX_NESTING) {
    throw new ToolkitError('yaml-unwritable', `nested deeper than ${MAX_NESTING} levels`);
  }
  if (Array.isArray(value)) return;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return;
  // Plain objects of another realm have another Object.prototype, but still a prototype without a prototype.
  if (
    typeof prototype === 'object' &&
    Object.getPrototypeOf(prototype) === null &&
    prototype.constructor.name === 'Object'
  ) {
    return;
  }
  throw new ToolkitError(
    'yaml-unwritable',
    `an instance of ${value.constructor.name} cannot be written, only plain data`,
  );
}

function pathText(path: readonly (string | number)[]): string {
  let text = '';
  for (const step of path.slice(0, 20)) {
    text += typeof step === 'number' ? `[${step}]` : text === '' ? step : `.${step}`;
  }
  return text === '' ? '' : `${text.slice(0, 200)}: `;
}
