import { nextLine } from '../text/splice';
import { fieldText, regularKeyEnd, regularScalarEnd, skipSpaces } from '../text/regular-scalar';
import type { EntrySpan, FieldSpan } from './registry-layout';

/** What the block scanner knows of an entry of which every line is a proven `key: value`. */
interface ProvenBlock {
  readonly category: string;
  readonly name: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** Where the first field name stands. */
  readonly first: number;
}

/** An entry whose fields are taken apart only when somebody asks: most entries are never looked at. */
export class RegularEntry implements EntrySpan {
  readonly category: string;
  readonly name: string;
  readonly key: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly flow = false;
  private known: ReadonlyMap<string, string> | undefined;

  constructor(
    private readonly text: string,
    block: ProvenBlock,
    private readonly first: number = block.first,
  ) {
    this.category = block.category;
    this.name = block.name;
    this.key = `${block.category}/${block.name}`;
    this.line = block.line;
    this.start = block.start;
    this.end = block.end;
  }

  get fieldIndent(): number {
    return this.first - this.start;
  }

  get fields(): ReadonlyMap<string, string> {
    if (this.known !== undefined) return this.known;
    const fields = new Map<string, string>();
    const { text, end } = this;
    for (let at = this.first; at < end; at = skipSpaces(text, nextLine(text, at))) {
      const colon = regularKeyEnd(text, at);
      if (colon < 0) continue;
      const start = skipSpaces(text, colon + 1);
      const stop = regularScalarEnd(text, start);
      fields.set(text.slice(at, colon), stop < 0 ? '' : fieldText(text, start, stop));
    }
    return (this.known = fields);
  }

  get spans(): readonly FieldSpan[] {
    const spans: FieldSpan[] = [];
    const { text, end } = this;
    for (let at = this.first; at < end; at = skipSpaces(text, nextLine(text, at))) {
      const colon = regularKeyEnd(text, at);
      if (colon < 0) continue;
      const start = skipSpaces(text, colon + 1);
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
}

function styleAt(text: string, position: number): FieldSpan['style'] {
  const character = text[position];
  if (character === '"') return 'double';
  return character === "'" ? 'single' : 'plain';
}
