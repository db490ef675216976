import type { ParsedDocument } from './parse-text';
import { UnreadableYaml } from './unreadable-yaml';
import { yamlTokens } from './yaml-tokens';

const SEPARATOR = /^---(.*)$/gm;
/** What may follow a separator; kustomize looks at nothing but the line. */
const COMMENT_ONLY = /^[ \t\r]*(?:#.*)?$/;
const TAB_FIRST = /^[ -]*\t/m;
const DIRECTIVE = /^%/m;

/**
 * Refuses what kustomize cannot read because it cuts a file into documents before it reads them: directives, text in the line of a
 * separator, a document behind `...` (which it drops without a word). And a tab in front of a line's first character, at which libyaml stops.
 * Source: `splitDocuments` of kyaml's `kio/byteio_reader.go`.
 *
 * @throws UnreadableYaml
 */
export function refuseSplitText(text: string, documents: readonly ParsedDocument[]): void {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (const { 0: line, 1: rest = '', index } of text.matchAll(SEPARATOR)) {
    if (index > start && !COMMENT_ONLY.test(rest)) {
      throw new UnreadableYaml(
        `'${line.trim().slice(0, 80)}' is not a document separator to kustomize`,
        index,
      );
    }
  }
  for (const [index, { document }] of documents.entries()) {
    if (index > 0 && document.directives.docStart !== true && document.contents !== null) {
      throw new UnreadableYaml('kustomize drops what follows `...`, begin it with `---`', document.range[0]);
    }
  }
  if (TAB_FIRST.test(text) || DIRECTIVE.test(text)) refuseTokens(text);
}

function refuseTokens(text: string): void {
  let depth = 0;
  let atLineStart = true;
  let behindHyphen = false;
  for (const { text: token, offset, isScalar } of yamlTokens(text)) {
    if (!isScalar) {
      if (token === '[' || token === '{') depth += 1;
      else if (token === ']' || token === '}') depth -= 1;
      else if (atLineStart && token.startsWith('%')) {
        throw new UnreadableYaml('kustomize takes no directives', offset);
      } else if (
        (atLineStart || behindHyphen) &&
        depth === 0 &&
        token.trim() === '' &&
        token.includes('\t')
      ) {
        throw new UnreadableYaml('a tab cannot indent anything', offset + token.indexOf('\t'));
      }
    }
    behindHyphen = !isScalar && (token === '-' || (behindHyphen && token.trim() === ''));
    // Blanks in front of a line's first character come in several tokens.
    atLineStart = token.endsWith('\n') || (atLineStart && !isScalar && /^[ \ufeff]*$/.test(token));
  }
}
