import type { AssignedValue } from './assigned-value';
import type { FoundKey } from './secret-key';

/** In lines. */
const LONGEST_BLOCK = 64;
/** Of a longer line the beginning is looked at, in characters. */
const LONGEST_LINE = 512;

/** A block of YAML (`password: |`), or a value on the line after its key. */
export function blockValue(
  text: string,
  key: FoundKey,
  from: number,
  lineEnd: (from: number) => number,
): AssignedValue | undefined {
  const end = lineEnd(from);
  const rest = text.slice(from, Math.min(end, from + 24)).trim();
  if (/^[|>][0-9+-]{0,2}$/.test(rest)) {
    return { start: Math.min(end + 1, text.length), end: endOfBlock(text, end, lineEnd), isQuoted: true };
  }
  if ((rest !== '' && rest !== '\\') || end >= text.length) return undefined;
  const start = end + 1;
  const nextEnd = lineEnd(start);
  const line = text.slice(start, Math.min(nextEnd, start + LONGEST_LINE));
  const indentation = /^[ \t]*/.exec(line)?.[0].length ?? 0;
  const content = line.slice(indentation).trimEnd();
  const own = indentationOf(text, key.start);
  if (
    content === '' ||
    indentation <= own ||
    /^(?:[-#}\])<[{]|["']?[\w./-]{1,128}["']?\s*[:=](?:\s|$))/.test(content)
  ) {
    const nested =
      /^["']?(?:value|default|content|literal|plain|plaintext|string|data)["']?\s{0,4}[:=]\s{0,4}/i.exec(
        content,
      );
    const item = /^- +(?!["']?[\w./-]{1,128}["']?\s*:(?:\s|$))/.exec(content);
    const prefix =
      (indentation > own ? nested : undefined) ??
      (/s["'\\]*$/i.test(text.slice(key.start, key.end)) ? item : null);
    if (!prefix) return undefined;
    return trimmed(text, start + indentation + prefix[0].length, nextEnd);
  }
  return trimmed(text, start + indentation, nextEnd);
}

function trimmed(text: string, start: number, end: number): AssignedValue {
  const quote = text.charAt(start);
  if (quote === '"' || quote === "'") {
    const close = text.slice(start + 1, end).indexOf(quote);
    return { start: start + 1, end: close === -1 ? end : start + 1 + close, isQuoted: true };
  }
  return { start, end, isQuoted: true };
}

function indentationOf(text: string, start: number): number {
  const line = text.slice(Math.max(0, start - 256), start);
  return /^[ \t]*/.exec(line.slice(line.lastIndexOf('\n') + 1))?.[0].length ?? 0;
}

/** End of the indented and empty lines after the line that ends here. */
function endOfBlock(text: string, end: number, lineEnd: (from: number) => number): number {
  let last = end;
  for (
    let lines = 0;
    lines < LONGEST_BLOCK && last < text.length && /\s/.test(text.charAt(last + 1));
    lines += 1
  ) {
    last = lineEnd(last + 1);
  }
  return last;
}
