import type { RegistryEntry } from '../../core/registry-entry';
import { isPlainSafe } from '../../core/yaml/scalar-text';
import { insertLines, type Splice } from '../text/splice';
import { scalarInStyle, type ScalarStyle } from '../text/scalar-style';
import type { EntrySpan, FieldSpan } from './registry-layout';
import { FIELDS_OF, type FieldValues } from './registry-schema';

/** Fields that an entry may do without. */
const OPTIONAL: ReadonlySet<string> = new Set(['namespace', 'status', 'statusMessage', 'lastCheckedAt']);

/** The replacements that give an entry these values and leave every other byte of it alone. */
export function editFields(text: string, entry: EntrySpan, fields: FieldValues, eol: string): Splice[] {
  const splices: Splice[] = [];
  const { spans } = entry;
  const order = FIELDS_OF[entry.cluster === undefined ? 'claims' : 'clusters'];
  for (const field of order) {
    if (!(field in fields)) continue;
    const value = fields[field as keyof RegistryEntry];
    const before = entry.valueOf(field);
    const index = spans.findIndex((span) => span.key === field);
    const span = spans[index];
    if (value === undefined) {
      if (span !== undefined && before !== '' && OPTIONAL.has(field)) {
        splices.push(removeField(text, entry, index));
      }
    } else if (before !== value) {
      splices.push(
        span === undefined
          ? insertField(entry, { field, value, order }, eol)
          : replaceValue(entry, span, value),
      );
    }
  }
  return splices;
}

function replaceValue(entry: EntrySpan, span: FieldSpan, value: string): Splice {
  if (span.style === 'empty' || span.style === 'other') {
    const end = span.style === 'empty' ? span.colonEnd : span.valueEnd;
    return { start: span.colonEnd, end, text: ` ${scalarInStyle(value, 'plain', entry.flow)}` };
  }
  // Quotes that only the old value needed (`""`, a timestamp) say nothing about the author's taste.
  const style = isPlainSafe(span.value ?? '') ? span.style : 'plain';
  return { start: span.valueStart, end: span.valueEnd, text: scalarInStyle(value, style, entry.flow) };
}

/** A new field goes behind the last one that stands before it in the order of the contract. */
function insertField(
  entry: EntrySpan,
  { field, value, order }: { field: string; value: string; order: readonly string[] },
  eol: string,
): Splice {
  const { spans } = entry;
  const earlier = order.slice(0, order.indexOf(field));
  const before = spans.findLast((span) => earlier.includes(span.key));
  if (entry.flow) {
    const style: ScalarStyle = spans.some((span) => span.style === 'double') ? 'double' : 'plain';
    const pair = `${field}: ${scalarInStyle(value, style, true)}`;
    const at = before?.valueEnd ?? spans[0]?.keyStart ?? entry.start;
    return { start: at, end: at, text: before === undefined ? `${pair}, ` : `, ${pair}` };
  }
  const line = `${field}: ${scalarInStyle(value, 'plain')}${eol}`;
  const margin = ' '.repeat(entry.fieldIndent);
  if (before !== undefined) return insertLines(before.end, margin + line, eol);
  const at = spans[0]?.keyStart ?? entry.start;
  return { start: at, end: at, text: line + margin };
}

function removeField(text: string, entry: EntrySpan, index: number): Splice {
  const { spans } = entry;
  const span = spans[index] as FieldSpan;
  const next = spans[index + 1];
  const previous = spans[index - 1];
  if (previous !== undefined) {
    const start = entry.flow ? previous.valueEnd : text.lastIndexOf('\n', span.keyStart) + 1;
    return { start, end: entry.flow ? span.valueEnd : span.end, text: '' };
  }
  return { start: span.keyStart, end: next?.keyStart ?? span.valueEnd, text: '' };
}
