import { Composer, LineCounter, Parser, type Document } from 'yaml';
import { checkNodes, type AliasTargets } from './check-nodes';
import { refuseForeignCharacters } from './foreign-character';
import { refuseDeepText, tooDeep } from './nesting';
import { UnreadableYaml } from './unreadable-yaml';

/** How a text is read. */
export interface ParseOptions {
  /** More than one document is fine; default: a second one is refused. */
  readonly several?: boolean;
  /** With `several`: nothing behind the first document is looked at. */
  readonly first?: boolean;
  /** The library's schema; `failsafe` knows nothing but text. Default: YAML 1.2's core schema. */
  readonly schema?: 'failsafe';
  readonly version?: '1.1';
  /** `<<` is a merge key. */
  readonly merge?: boolean;
  /** Nodes know the tokens that they were made of. */
  readonly keepSourceTokens?: boolean;
  /** Do not look for keys that stand twice: the caller compares them by its own rules. */
  readonly ownKeys?: boolean;
}

/** One document of a text. */
export interface ParsedDocument {
  readonly document: Document.Parsed;
  /** What its aliases stand for. */
  readonly targets: AliasTargets;
}

/** A text that can be walked through without fear: every alias has its target, nothing contains itself or is nested too deeply. */
export interface ParsedText {
  /** At least one, unless `several` was asked for. */
  readonly documents: readonly ParsedDocument[];
  /** Line (from 1) in which an offset stands. */
  readonly lineOf: (offset: number) => number;
  /** Line and column (from 1) of an offset. */
  readonly placeOf: (offset: number) => { readonly line: number; readonly column: number };
}

/**
 * The one way from a YAML text to nodes. Refuses, whatever the reader: what the library refuses, characters that end a line for
 * some readers only (see `refuseForeignCharacters`), nesting that would end in a stack overflow, aliases that
 * cannot be followed (see `checkNodes`).
 *
 * @throws UnreadableYaml
 */
export function parseText(text: string, options: ParseOptions): ParsedText {
  refuseForeignCharacters(text);
  refuseDeepText(text);
  const lines = new LineCounter();
  const documents: ParsedDocument[] = [];
  for (const document of composed(text, options, lines)) {
    if (options.several !== true && documents.length > 0) {
      throw new UnreadableYaml('expected one document, here begins another', document.range[0]);
    }
    refuseErrors(document);
    const targets = checkNodes(document, { uniqueKeys: options.ownKeys !== true });
    documents.push({ document, targets });
    if (options.first === true) break;
  }
  const placeOf = (offset: number): { readonly line: number; readonly column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  return { documents, lineOf: (offset) => placeOf(offset).line, placeOf };
}

function* composed(text: string, options: ParseOptions, lines: LineCounter): Generator<Document.Parsed> {
  const { several, ownKeys: _, first: __, ...library } = options;
  const composer = new Composer({
    ...library,
    // It compares every key with all others of its map.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  let end = 0;
  const parser = new Parser((offset) => {
    end = offset;
    lines.addNewLine(offset);
  });
  try {
    yield* composer.compose(parser.parse(text), several !== true, text.length) as Generator<Document.Parsed>;
  } catch (error) {
    // What is nested by indentation is noticed by the library only when its stack is at its end.
    if (error instanceof RangeError) throw tooDeep(end);
    throw error;
  }
}

function refuseErrors({ errors }: Document): void {
  const [first, ...further] = errors.map((error) =>
    error.code === 'RESOURCE_EXHAUSTION'
      ? tooDeep(error.pos[0])
      : new UnreadableYaml(wording(error.message), error.pos[0]),
  );
  if (first !== undefined) throw new UnreadableYaml(first.message, first.offset, further);
}

/** The library's sentence in the style of ours. */
function wording(message: string): string {
  const line = message.split('\n')[0] ?? '';
  return line.charAt(0).toLowerCase() + line.slice(1).replace(/[.:]$/, '');
}
