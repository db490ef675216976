import fc from 'fast-check';
import { anyCharacter } from '../../any-character';

/** What a terminal obeys, and what misleads whoever reads it (UTS #39, CVE-2021-42574, ECMA-48); the mark shows where a line begins. */
const HOSTILE = [
  '\u001b[31m',
  '\u001b[2J',
  '\u001b]0;title\u0007',
  '\u001b]8;;https://evil.example\u001b\\link\u001b]8;;\u001b\\',
  '\u009b31m',
  '\u0090',
  '\u009d',
  '\u0085',
  '\b\b\b\b',
  '\r',
  '\r\n',
  '\u007f',
  '\0',
  '\t',
  '\v',
  '\f',
  '\n',
  '\n\n',
  '\u2028',
  '\u2029',
  '\u202a',
  '\u202e',
  '\u2066',
  '\u2069',
  '\u200e',
  '\u061c',
  '\u200b',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\u034f',
  '\u{e0001}',
  '\u{e0041}',
  '\ufe0f',
  '\u3164',
  '\u115f',
  '\u2800',
  '\u00a0',
  '\u180e',
  '\ufff9',
  '\ud800',
  '\udc00',
  '\uffff',
  '\ufdd0',
  '\ufdd0[1m',
  '\ufdd0[31m',
] as const;
/** Begins a line where a text could break out of its own. */
export const MARK = 'FORGED';

// Written out here, not taken from the source: what is neither a line feed nor a plain blank and cannot be seen.
export const INVISIBLE =
  /(?![\n ])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Zs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u;
/** A text that tries whatever it can to be more than text. */
export const anyHostile = fc
  .array(
    fc.oneof(
      fc.constantFrom<string>(...HOSTILE),
      fc.string({ unit: anyCharacter, maxLength: 3 }),
      fc.constant(`\n${MARK}`),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((parts) => `a${parts.join('b')}c`);
