import { hasInvisible } from '../../core/text/invisible-characters';
import { STYLE_MARK, visible, type Shown } from '../../report/text/shown';

/** A stream to write to. Nothing but a {@link TextSink} writes to it. */
export interface CliStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly write: (text: string) => unknown;
  /** Resolves once all that was written has arrived, with what went wrong if it did not. Default: it arrives. */
  readonly settled?: () => Promise<NodeJS.ErrnoException | undefined>;
}

/** The only way to stdout or stderr: it takes text that is fit to be shown, and lets no control through that is not a style of ours. */
export interface TextSink {
  readonly write: (text: Shown) => void;
  /** Empties the terminal. */
  readonly clear: () => void;
}

const STYLE = /(\ufdd0\[[\d;]{1,24}m)/;
const ESCAPE = '\u001b';
/** Erases the screen and what was scrolled off it, and goes to its top (ECMA-48: ED, CUP; xterm: ED 3). */
const CLEAR = '\u001b[2J\u001b[3J\u001b[H';

/** Makes the sink of one stream. */
export function createTextSink(stream: CliStream): TextSink {
  return {
    write: (text) => {
      stream.write(rendered(text));
    },
    clear: () => {
      stream.write(CLEAR);
    },
  };
}

/**
 * The bytes of a text: styles by their codes, and once more everything invisible but line feeds made visible. Types say that nothing of
 * that is left to do; whoever got around them still gets no control to a terminal.
 */
function rendered(text: Shown): string {
  if (!hasInvisible(text)) return text;
  return text
    .split(STYLE)
    .map((part, index) =>
      index % 2 === 1 ? ESCAPE + part.slice(STYLE_MARK.length) : visibleBetweenLines(part),
    )
    .join('');
}

function visibleBetweenLines(text: string): string {
  return text
    .split('\n')
    .map((row) => (hasInvisible(row) ? visible(row) : row))
    .join('\n');
}
