import {
  emptyToLineEnd,
  fieldText,
  regularKeyEnd,
  regularScalarEnd,
  skipSpaces,
} from '../text/regular-scalar';
import { registryKey } from '../../core/registry-entry';
import { blockScalarEnd, endOfLine, opensBlockScalar } from '../text/block-scalar';
import { KnownFields, type KnownLine } from './known-fields';
import { RegularEntry } from './regular-entry';
import type { EntrySpan } from './registry-layout';
import { clusterKey } from './registry-schema';
import type { ScanSource } from './scan-source';

/** Entries between two breaths of a scan. */
const SLICE = 1_000;
const NO_ASCII = /[^\x00-\x7f]/;
const HYPHEN = 45;
const SPACE = 32;
const HASH = 35;
const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;

/**
 * Walks over the lines below the key of a list and collects the entries. A YAML library needs about a second for 10,000 of them, this
 * some milliseconds. Entries that are not proven regular are read by the library one by one.
 */
export class BlockScanner {
  readonly entries: EntrySpan[] = [];
  /** Column of the hyphens; -1 while there is no entry. */
  indent = -1;
  /** Start of the first line that is not below the key any more. */
  frameStart: number;
  regular = true;

  private start = -1;
  private startLine = 0;
  private first = 0;
  private end = 0;
  private provenBlock = true;
  /** The current entry has values of several lines. */
  private hasBlockScalar = false;
  private name = '';
  private category = '';
  private claimRef = '';
  private readonly fields = new KnownFields();
  private knownIndent = 0;
  /** Start of the line that is looked at. */
  private lineStart = 0;
  /** Whether a line stands there again. From behind: what differs is the value, and more often its end than its beginning. */
  private readonly isAgain = ({ start, end }: KnownLine): boolean => {
    const { text } = this;
    let other = this.lineStart + end - start;
    if (other > text.length) return false;
    for (let one = end - 1; one >= start; one--) {
      if (text.charCodeAt(one) !== text.charCodeAt(--other)) return false;
    }
    return true;
  };
  /** Of the current entry. */
  private readonly values: number[] = [];
  private finished = 0;
  /** Start of the next line. */
  private at: number;
  private text: string;

  /**
   * @param position - end of the key's line
   * @param line - its number, from 1; afterwards that of the line at `frameStart`
   * @param cluster - key of the map; undefined in the list
   */
  constructor(
    private source: ScanSource,
    position: number,
    public line: number,
    private readonly cluster: string | undefined,
  ) {
    this.text = source.text;
    this.at = position + 1;
    this.frameStart = source.base + source.text.length;
  }

  /**
   * Yields now and then, for those who have something else to do.
   *
   * @returns false where the library must read the whole text
   */
  *scan(): Generator<undefined, boolean> {
    for (;;) {
      if (this.source.isForeign) return false;
      const state = this.advance();
      if (state === 'more') yield;
      else if (state === 'unclear' || !this.finish(Math.min(this.at, this.text.length))) return false;
      else if (state === 'frame' || !this.goOn()) return true;
    }
  }

  /** Goes on with what comes behind the text. @returns false where nothing does */
  private goOn(): boolean {
    const next = this.source.behind?.();
    if (next === undefined) return false;
    this.source = next;
    this.text = next.text;
    this.at = 0;
    this.start = -1;
    this.fields.forgetLines();
    this.frameStart = next.base + next.text.length;
    this.line += next.skippedLines;
    return true;
  }

  /** Scans some of the entries. */
  private advance(): 'more' | 'end' | 'frame' | 'unclear' {
    const { text } = this;
    const { length } = text;
    const enough = this.finished + SLICE;
    let { at } = this;
    while (at < length && this.finished < enough) {
      this.line++;
      const same = this.sameLine(at);
      if (same >= 0) {
        at = this.end = same;
        continue;
      }
      const start = skipSpaces(text, at);
      const code = text.charCodeAt(start);
      let lineEnd = -1;
      if (code === NEWLINE || code === RETURN || code === HASH || start >= length) {
        lineEnd = endOfLine(text, start);
      } else if (code === TAB) {
        return 'unclear';
      } else {
        const indent = start - at;
        if (this.isEntryStart(indent, start, code)) {
          if (!this.finish(at)) return 'unclear';
          lineEnd = this.open(at, start);
        } else if (this.indent < 0 || indent <= this.indent) {
          this.at = at;
          this.frameStart = this.source.base + at;
          return indent > 0 ? 'unclear' : 'frame';
        } else {
          lineEnd = this.fieldLine(start, indent);
          if (lineEnd >= 0) this.rememberLine(at, lineEnd);
        }
        if (lineEnd < 0) {
          this.provenBlock = false;
          lineEnd = endOfLine(text, start);
        }
        this.end = Math.min(lineEnd + 1, length);
      }
      at = lineEnd + 1;
    }
    this.at = at;
    return at < length ? 'more' : 'end';
  }

  private isEntryStart(indent: number, start: number, code: number): boolean {
    if (code !== HYPHEN || (this.indent >= 0 && indent !== this.indent)) return false;
    const next = this.text.charCodeAt(start + 1);
    return next === SPACE || next === NEWLINE || next === RETURN || start + 1 === this.text.length;
  }

  private open(lineStart: number, hyphen: number): number {
    if (this.indent < 0) this.indent = hyphen - lineStart;
    this.start = lineStart;
    this.startLine = this.line;
    this.name = '';
    this.category = '';
    this.claimRef = '';
    this.fields.begin();
    this.values.length = 0;
    this.provenBlock = true;
    this.hasBlockScalar = false;
    const first = skipSpaces(this.text, hyphen + 1);
    // Lines with another indentation than this entry's are not its fields.
    if (first - lineStart !== this.knownIndent) this.fields.forget();
    this.knownIndent = first - lineStart;
    this.first = first;
    return this.field(this.first);
  }

  /** Start of the line below, if this line is the one that stood here in the entry before; else -1. */
  private sameLine(at: number): number {
    if (!this.provenBlock || this.start < 0) return -1;
    this.lineStart = at;
    const known = this.fields.again(this.isAgain);
    if (known === undefined) return -1;
    if (known.category !== undefined) this.category = known.category;
    if (known.valueStart < 0) this.values.push(-1, -1);
    else this.values.push(at + known.valueStart, at + known.valueEnd);
    return at + known.end - known.start;
  }

  private rememberLine(at: number, lineEnd: number): void {
    const { values, text } = this;
    const field = this.fields.last;
    // What is another one in every entry is not worth keeping.
    if (!this.fields.isWorthKeeping(field)) return;
    // These are other ones in every entry.
    const { name } = field;
    const isLong = this.hasBlockScalar && text.indexOf('\n', at) < lineEnd;
    if (name === 'name' || name === 'path' || name === 'claimRef' || isLong || lineEnd >= text.length) {
      field.line = undefined;
      return;
    }
    const valueStart = values.at(-2) as number;
    field.line = {
      start: at,
      end: lineEnd + 1,
      valueStart: valueStart < 0 ? -1 : valueStart - at,
      valueEnd: (values.at(-1) as number) - at,
      category: name === 'category' ? this.category : undefined,
    };
  }

  private fieldLine(start: number, indent: number): number {
    return this.provenBlock && indent === this.first - this.start ? this.field(start) : -1;
  }

  /** End of the line if it is a proven `key: value` with a new key. */
  private field(start: number): number {
    const { text } = this;
    const colon = regularKeyEnd(text, start);
    if (colon < 0 || !this.fields.isNew(text, start, colon)) return -1;
    const value = skipSpaces(text, colon + 1);
    const empty = emptyToLineEnd(text, value);
    if (empty >= 0) {
      this.values.push(-1, -1);
      return empty;
    }
    if (opensBlockScalar(text, value)) return this.blockScalar(start, colon, value);
    const end = regularScalarEnd(text, value);
    if (end < 0) return -1;
    this.values.push(value, end);
    if (text.startsWith('name:', start)) this.name = this.said(value, end);
    else if (text.startsWith('category:', start)) this.category = this.said(value, end);
    else if (text.startsWith('claimRef:', start)) this.claimRef = this.said(value, end);
    return emptyToLineEnd(text, end);
  }

  private said(start: number, end: number): string {
    const { source, text } = this;
    const part = text.slice(start, end);
    const value = source.isBytes && NO_ASCII.test(part) ? source.slice(start, end) : part;
    return fieldText(value, 0, value.length);
  }

  /** End of a value of several lines; what it says the library is asked when somebody wants to know. */
  private blockScalar(start: number, colon: number, value: number): number {
    const { text, first } = this;
    const isKey = /^(?:name|category|claimRef)$/.test(text.slice(start, colon));
    const end = isKey ? -1 : blockScalarEnd(text, value, first - this.start);
    if (end < 0) return -1;
    this.hasBlockScalar = true;
    this.values.push(value, value + 1);
    for (let at = text.indexOf('\n', value); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
      this.line++;
    }
    return end;
  }

  /** @returns false where the entry cannot be understood on its own */
  private finish(blockEnd: number): boolean {
    if (this.start < 0) return true;
    this.finished += 1;
    const { source, start, startLine: line, cluster } = this;
    const { reading, base } = source;
    const place = { start: base + start, end: base + blockEnd };
    if (this.provenBlock) {
      const { category, name, claimRef, end, first, values } = this;
      const key = cluster === undefined ? registryKey({ category, name }) : clusterKey(cluster, claimRef);
      if (cluster !== undefined && !this.fields.has('claimRef')) return false;
      if (reading.wanted?.passes(key) === true) return true;
      const names = this.fields.places();
      const entry = new RegularEntry(source, {
        category,
        name,
        cluster,
        key,
        line,
        start,
        end,
        first,
        names,
        values: values.slice(),
        hasBlockScalar: this.hasBlockScalar,
      });
      if (reading.keep(entry, place)) this.entries.push(entry);
      return true;
    }
    this.regular = false;
    const entry = source.block({ start, end: blockEnd }, line, cluster);
    if (entry === undefined || (cluster !== undefined && !entry.fields.has('claimRef'))) return false;
    if (reading.keep(entry, place)) this.entries.push(entry);
    return true;
  }
}
