import type { JsonValue } from '../../core/claim-model';
import { hasInvisible } from '../../core/text/invisible-characters';
import { jsonLine } from '../json/json-text';
import { indexAfterCells } from './cell-width';
import { line, piece, shownLength, visible, type Shown } from './shown';

// What YAML would read as something else than this text.
const NEEDS_QUOTES =
  /^$|^\s|\s$|^(?:true|false|null|~|yes|no|on|off|[[{"'&*!|>%@`#].*|[-+]?(?:\.?\d[\d_.:]*(?:e[-+]?\d+)?|0[xo][\da-f]+|\.inf|\.nan))$/i;

/** A value on one line, as a person would write it in YAML's flow style; cut to `width`. */
export function valueText(value: JsonValue, width: number): Shown {
  const text =
    typeof value === 'string' && !hasInvisible(value) && !NEEDS_QUOTES.test(value)
      ? visible(value)
      : jsonLine(value);
  return shortened(text, Math.max(width, 8));
}

/** Cut to so many columns, the last of which then says so. */
function shortened(text: Shown, columns: number): Shown {
  return shownLength(text) <= columns ? text : line`${piece(text, 0, indexAfterCells(text, columns - 1))}…`;
}
