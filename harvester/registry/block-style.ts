import { isMap, isSeq, visit } from 'yaml';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { parseText, type ParsedDocument } from '../../core/yaml/parse-text';
import { lineEndingOf } from '../text/splice';
import type { RegistryLayout } from './registry-layout';

/**
 * The same registry with `claims` as a block list instead of `[{…}, {…}]`, which cannot be edited entry by entry.
 *
 * @throws ToolkitError `registry-not-editable` where the whole document is in flow style
 */
export function blockStyleText({ text, claims }: RegistryLayout, file: string): string {
  // It was read before, so there is a document and no error.
  const { document } = parseText(text, {}).documents[0] as ParsedDocument;
  const root = document.contents;
  const list = isMap(root) ? root.get('claims') : undefined;
  if (claims.style !== 'flow' || !isSeq(list)) {
    throw new ToolkitError(
      'registry-not-editable',
      `${file}: the document is in flow style (JSON), write it in block style`,
    );
  }
  visit(list, { Collection: (_, node) => void (node.flow = false) });
  document.contents = list;
  document.directives.docStart = null;
  const eol = lineEndingOf(text);
  const block = document.toString({ lineWidth: 0, indentSeq: false }).trimEnd().split('\n');
  const lines = block.map((line) => `${eol}${line === '' ? '' : `    ${line}`}`).join('');
  return text.slice(0, claims.colonEnd) + lines + text.slice(claims.valueEnd);
}
