import { Lexer } from 'yaml';

/** A piece of a YAML text as the lexer cuts it. */
export interface YamlToken {
  readonly text: string;
  /** In UTF-16 units from the start of the whole text. */
  readonly offset: number;
  /** A plain or block scalar, which may begin with any character; quoted ones begin with their quote. */
  readonly isScalar: boolean;
}

// What the lexer says in between that does not stand in the text: document begins, flow ends, a scalar follows.
const MARKS = new Set(['\x02', '\x18', '\x1f']);
const SCALAR_FOLLOWS = '\x1f';

/**
 * The tokens of a text, which need not be valid: all that stands in it, in its order. Ends early where block lists or keys are
 * nested in one line so deeply that the lexer gives up.
 */
export function* yamlTokens(text: string): Generator<YamlToken> {
  let offset = 0;
  let isScalar = false;
  try {
    for (const token of new Lexer().lex(text)) {
      if (MARKS.has(token)) {
        isScalar = token === SCALAR_FOLLOWS;
        continue;
      }
      yield { text: token, offset, isScalar };
      isScalar = false;
      offset += token.length;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}

/** The comments of a text: a `#` inside of a scalar is none. */
export function* commentTokens(text: string): Generator<YamlToken> {
  if (!text.includes('#')) return;
  for (const token of yamlTokens(text)) if (!token.isScalar && token.text.startsWith('#')) yield token;
}
