import { escapedCharacter, HIDDEN_IN_COMMENT } from './hidden-character';
import { type SourceText, vouched } from './source-text';

/**
 * What a compiler, bundler, linter, formatter or coverage tool takes for an order when a comment begins with it: `@ts-ignore`,
 * `eslint-disable-line`, `prettier-ignore`, `deno-lint-ignore`, `c8 ignore next`, `node:coverage`. The orders that follow the slashes at once
 * (`/// <reference …/>`, `//# …`, `//!`) cannot arise: a blank stands there.
 */
const ORDER =
  /^[\s*]*(?:@|\S*[-:](?:ignore|disable|enable|expect|no-?check|check|coverage)|(?:ts|es|js|ox)lint(?:\s|[-:]\S|$)|jshint(?:\s|[-:]\S|$)|(?:istanbul|c8|v8)\s+ignore|(?:webpack|vite)[A-Za-z]*:)/i;

// Found wherever they stand in a comment: source maps (Node, source-map-support), `@__PURE__` and its like (Rollup, esbuild, Terser).
const ANYWHERE = /[@#](?=\s*(?:source(?:Mapping)?URL|__[A-Za-z]))/g;

/**
 * A comment to the end of the line: one line whatever the text, and one that no tool obeys. Line breaks of any reader, controls and bidi
 * marks are written as escapes; a text that a tool would take for an order keeps the `#` of YAML before it.
 *
 * @param text - of the comment, without its mark; a blank in front is kept as it is
 */
export function lineComment(text: string): SourceText {
  const shown = plain(text);
  const isOrder = ORDER.test(shown);
  const separator = isOrder ? ' #' : '';
  const blank = shown === '' || shown.startsWith(' ') ? '' : ' ';
  return vouched(`//${separator}${blank}${shown}`);
}

/** A documentation comment of one line. */
export function docComment(text: string): SourceText {
  return vouched(`/** ${plain(text).replaceAll('*/', '*\\/').replaceAll('@', '\\u0040')} */`);
}

function plain(text: string): string {
  return text
    .replace(HIDDEN_IN_COMMENT, escapedCharacter)
    .replace(ANYWHERE, (mark) => escapedCharacter(mark));
}
