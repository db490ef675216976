import { nextLine } from '../text/splice';
import { fieldText, regularKeyEnd, regularScalarEnd, skipSpaces } from '../text/regular-scalar';
import { blockScalarEnd, opensBlockScalar } from '../text/block-scalar';
import type { EntrySpan, FieldSpan } from './registry-layout';
import type { ScanSource } from './scan-source';

/** What the block scanner knows of an entry of which every line is a proven `key: value`. */
interface ProvenBlock {
  readonly category: string;
  readonly name: string;
  readonly cluster: string | undefined;
  readonly key: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** Where the first field name stands. */
  readonly first: number;
  /** Places of the fields by their name, in their order; most entries share one map. */
  readonly names: ReadonlyMap<string, number>;
  /** Start and end of each value; an empty value starts at -1. */
  readonly values: readonly number[];
  /** It has values of several lines, which the library reads. */
  readonly hasBlockScalar: boolean;
}

/** Values up to this length may be a word for null. */
const LONGEST_NULL = 4;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
/** What a source of bytes has as it is. */
const ASCII = /^[\x00-\x7f]*$/;

/** An entry whose fields become text only when somebody asks: most are only compared. */
export class RegularEntry implements EntrySpan {
  readonly flow = false;
  private known: ReadonlyMap<string, string> | undefined;
  private read: EntrySpan | undefined;

  constructor(
    private readonly source: ScanSource,
    private readonly block: ProvenBlock,
  ) {}

  private get text(): string {
    return this.source.text;
  }

  get key(): string {
    return this.block.key;
  }

  get cluster(): string | undefined {
    return this.block.cluster;
  }

  get category(): string {
    return this.block.category;
  }

  get name(): string {
    return this.block.name;
  }

  get line(): number {
    return this.block.line;
  }

  get start(): number {
    return this.block.start;
  }

  get end(): number {
    return this.block.end;
  }

  get fieldIndent(): number {
    return this.block.first - this.block.start;
  }

  get fields(): ReadonlyMap<string, string> {
    if (this.known !== undefined) return this.known;
    if (this.block.hasBlockScalar) return (this.known = this.asRead().fields);
    const fields = new Map<string, string>();
    for (const [name, index] of this.block.names) fields.set(name, this.valueAt(index));
    return (this.known = fields);
  }

  says(field: string, value: string): boolean {
    const index = this.block.names.get(field);
    if (index === undefined) return false;
    const at = 2 * index;
    const start = this.block.values[at] as number;
    const length = (this.block.values[at + 1] as number) - start;
    const code = this.text.charCodeAt(start);
    if (this.block.hasBlockScalar && opensBlockScalar(this.text, start)) {
      return this.fields.get(field) === value;
    }
    if (
      start < 0 ||
      length <= LONGEST_NULL ||
      code === DOUBLE_QUOTE ||
      code === SINGLE_QUOTE ||
      !ASCII.test(value)
    ) {
      return this.valueAt(index) === value;
    }
    return length === value.length && this.text.startsWith(value, start);
  }

  valueOf(field: string): string | undefined {
    const index = this.block.names.get(field);
    if (index === undefined) return undefined;
    const isLong =
      this.block.hasBlockScalar && opensBlockScalar(this.text, this.block.values[2 * index] as number);
    return isLong ? this.fields.get(field) : this.valueAt(index);
  }

  private valueAt(index: number): string {
    const { values } = this.block;
    const start = values[2 * index] as number;
    if (start < 0) return '';
    const value = this.source.slice(start, values[2 * index + 1] as number);
    return fieldText(value, 0, value.length);
  }

  /** The entry as the library reads it. */
  private asRead(): EntrySpan {
    if (this.read !== undefined) return this.read;
    const { start, end, line, cluster } = this.block;
    const entry = this.source.block({ start, end }, line, cluster);
    if (entry === undefined) throw new Error(`the entry in line ${line} was taken for regular`);
    return (this.read = entry);
  }

  get spans(): readonly FieldSpan[] {
    const spans: FieldSpan[] = [];
    const { text, end } = this;
    for (let at = this.block.first; at < end; at = skipSpaces(text, nextLine(text, at))) {
      const colon = regularKeyEnd(text, at);
      if (colon < 0) continue;
      const start = skipSpaces(text, colon + 1);
      if (this.block.hasBlockScalar && opensBlockScalar(text, start)) {
        const stop = blockScalarEnd(text, start, this.fieldIndent);
        spans.push(this.longSpan({ at, colon, start, stop }));
        at = stop;
        continue;
      }
      const stop = regularScalarEnd(text, start);
      const empty = stop < 0;
      spans.push({
        key: text.slice(at, colon),
        value: empty ? '' : fieldText(text, start, stop),
        keyStart: at,
        colonEnd: colon + 1,
        valueStart: empty ? colon + 1 : start,
        valueEnd: empty ? colon + 1 : stop,
        end: nextLine(text, at),
        style: empty ? 'empty' : styleAt(text, start),
      });
    }
    return spans;
  }

  /** Of a value of several lines: what it says the library knows. */
  private longSpan({ at, colon, start, stop }: Record<'at' | 'colon' | 'start' | 'stop', number>): FieldSpan {
    const { text } = this;
    const key = text.slice(at, colon);
    const valueEnd = start + text.slice(start, stop).trimEnd().length;
    const said = (): string | undefined => this.fields.get(key);
    return {
      key,
      get value() {
        return said();
      },
      keyStart: at,
      colonEnd: colon + 1,
      valueStart: start,
      valueEnd,
      end: nextLine(text, valueEnd),
      style: 'other',
    };
  }
}

function styleAt(text: string, position: number): FieldSpan['style'] {
  const character = text[position];
  if (character === '"') return 'double';
  return character === "'" ? 'single' : 'plain';
}
