import { hasForeignCharacter } from '../../core/yaml/foreign-character';
import { MAX_NESTING } from '../../core/yaml/nesting';
import type { ItemSpan, ListSpan } from './list-span';
import {
  emptyToLineEnd,
  fieldText,
  regularKeyEnd,
  regularScalarEnd,
  scalarText,
  skipSpaces,
} from './regular-scalar';

const HYPHEN = 45;
const TAB = 9;
const HASH = 35;
/** Not proven, see `regular-scalar`. */
const UNPROVEN = -1;

/** A map (with the keys that it has so far) or a list, while the lines in it are read. */
interface Frame {
  readonly indent: number;
  readonly keys: Set<string> | undefined;
}

/**
 * Finds the list under `path` in a document that consists of nested maps of plain and quoted scalars and lists of such:
 * what category kustomizations and catalog locations look like. Knows nothing else, so it needs no YAML library.
 *
 * @returns undefined where the text is anything more than that, or the list is not there
 */
export function regularList(text: string, path: readonly string[]): ListSpan | undefined {
  if (hasForeignCharacter(text)) return undefined;
  return new DocumentWalk(text, path).run();
}

/**
 * The scalars in the two upper levels of such a document, by dotted path: `kind`, `metadata.name`. Lists of maps are
 * understood too, what stands in them is not returned.
 *
 * @returns undefined where the text is anything more than that
 */
export function regularScalars(text: string): ReadonlyMap<string, string> | undefined {
  if (hasForeignCharacter(text)) return undefined;
  const walk = new DocumentWalk(text, []);
  return walk.walk() ? walk.scalars : undefined;
}

class DocumentWalk {
  /** Scalars of the two upper levels by dotted path. */
  readonly scalars = new Map<string, string>();
  private readonly frames: Frame[] = [];
  /** Keys from the top down to the line before. */
  private readonly trail: string[] = [];
  /** Indentation of a key without value when it stands in the last line with content; -1 otherwise. */
  private open = -1;
  /** The line is below the key of the list that is looked for. */
  private inTarget = false;
  private target: { colonEnd: number; keyIndent: number; emptyEnd: number } | undefined;
  private readonly items: ItemSpan[] = [];
  private listIndent = 0;
  /** A marker `---` can only stand above everything. */
  private begun = false;

  constructor(
    private readonly text: string,
    private readonly path: readonly string[],
  ) {}

  run(): ListSpan | undefined {
    return this.walk() ? this.result() : undefined;
  }

  /** @returns false where a line is not proven regular, or there is none */
  walk(): boolean {
    const { text } = this;
    let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    for (let line = 1; at < text.length; line++) {
      const start = skipSpaces(text, at);
      // A line of nothing but tabs is blank to some readers and an error to others.
      if (text.charCodeAt(start) === TAB) return false;
      let end = blankOrCommentEnd(text, start);
      if (end < 0) end = this.contentLine(start, start - at, line);
      if (end < 0) return false;
      at = end + 1;
    }
    return this.frames.length > 0;
  }

  /** End of a line with content; -1 where it is not proven regular. */
  private contentLine(start: number, indent: number, line: number): number {
    const { text } = this;
    const code = text.charCodeAt(start);
    if (indent === 0 && (text.startsWith('---', start) || text.startsWith('...', start))) {
      if (this.begun || text.charCodeAt(start) !== HYPHEN) return UNPROVEN;
      this.begun = true;
      return emptyToLineEnd(text, start + 3);
    }
    this.begun = true;
    if (this.frames.length > MAX_NESTING) return UNPROVEN;
    return code === HYPHEN ? this.item(start, indent, line) : this.pair(start, indent);
  }

  private pair(start: number, indent: number): number {
    const colon = regularKeyEnd(this.text, start);
    if (colon < 0) return UNPROVEN;
    const key = this.text.slice(start, colon);
    return this.enterMap(indent, key) ? this.value(key, colon, indent) : UNPROVEN;
  }

  /** What stands behind the colon of a key. */
  private value(key: string, colon: number, indent: number): number {
    const { text, frames, path, trail } = this;
    const level = frames.length - 1;
    if (this.inTarget && level >= path.length) return UNPROVEN;
    trail.length = level;
    trail.push(key);
    this.inTarget = level === path.length - 1 && path.every((part, index) => trail[index] === part);
    const value = skipSpaces(text, colon + 1);
    const emptyLine = emptyToLineEnd(text, value);
    const isEmptyList = emptyLine < 0 && text.startsWith('[]', value);
    if (this.inTarget) {
      if (emptyLine < 0 && !isEmptyList) return UNPROVEN;
      this.target = { colonEnd: colon + 1, keyIndent: indent, emptyEnd: isEmptyList ? value + 2 : -1 };
    }
    this.open = emptyLine < 0 ? -1 : indent;
    if (emptyLine >= 0) return emptyLine;
    const end = isEmptyList ? value + 2 : regularScalarEnd(text, value);
    if (end < 0) return UNPROVEN;
    if (level < 2 && !isEmptyList) this.scalars.set(trail.join('.'), fieldText(text, value, end));
    return emptyToLineEnd(text, end);
  }

  /** Whether a key may stand at this indentation; leaves the maps and lists that end above it. */
  private enterMap(indent: number, key: string): boolean {
    const { frames } = this;
    if (frames.length === 0 || (this.open >= 0 && indent > this.open)) {
      frames.push({ indent, keys: new Set([key]) });
      return frames.length > 1 || indent === 0;
    }
    for (let top = frames.at(-1); top !== undefined && top.indent >= indent; top = frames.at(-1)) {
      if (top.indent === indent && top.keys !== undefined) {
        if (top.keys.has(key)) return false;
        top.keys.add(key);
        return true;
      }
      frames.pop();
    }
    return false;
  }

  private item(start: number, indent: number, line: number): number {
    const { text, frames } = this;
    const value = skipSpaces(text, start + 1);
    if (value === start + 1 || !this.enterList(indent)) return UNPROVEN;
    const colon = regularKeyEnd(text, value);
    if (colon >= 0) {
      if (this.inTarget) return UNPROVEN;
      const key = text.slice(value, colon);
      const column = indent + value - start;
      frames.push({ indent: column, keys: new Set([key]) });
      return this.value(key, colon, column);
    }
    const end = regularScalarEnd(text, value);
    if (end < 0) return UNPROVEN;
    if (this.inTarget) {
      if (frames.length !== this.path.length + 1) return UNPROVEN;
      this.items.push(itemSpan(text, value, end, line));
      this.listIndent = indent;
    }
    return emptyToLineEnd(text, end);
  }

  private enterList(indent: number): boolean {
    const { frames } = this;
    if (this.open >= 0 && indent >= this.open) {
      frames.push({ indent, keys: undefined });
      this.open = -1;
      return true;
    }
    this.open = -1;
    for (let top = frames.at(-1); top !== undefined && top.indent >= indent; top = frames.at(-1)) {
      if (top.indent === indent && top.keys === undefined) return true;
      frames.pop();
    }
    return false;
  }

  private result(): ListSpan | undefined {
    const { target, items } = this;
    if (target === undefined) return undefined;
    const { colonEnd, keyIndent, emptyEnd } = target;
    if (emptyEnd >= 0) {
      return { form: 'flow', items: [], open: emptyEnd - 1, close: emptyEnd - 1, colonEnd, keyIndent };
    }
    if (items.length === 0) return { form: 'null', items: [], colonEnd, valueEnd: colonEnd, keyIndent };
    return { form: 'block', items, indent: this.listIndent, colonEnd };
  }
}

function blankOrCommentEnd(text: string, start: number): number {
  if (text.charCodeAt(start) !== HASH) return emptyToLineEnd(text, start);
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

function itemSpan(text: string, start: number, end: number, line: number): ItemSpan {
  const first = text[start];
  const style = first === '"' ? 'double' : first === "'" ? 'single' : 'plain';
  return { value: scalarText(text, start, end), line, start, end, style };
}
