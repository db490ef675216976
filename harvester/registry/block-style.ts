import { isMap, isSeq, visit } from 'yaml';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { parseText, type ParsedDocument } from '../../core/yaml/parse-text';
import { applySplices, lineEndingOf, type Splice } from '../text/splice';
import type { EntryList } from './registry-layout';

/**
 * The same registry with these lists as block lists instead of `[{…}, {…}]`, which cannot be edited entry by entry.
 *
 * @throws ToolkitError `registry-not-editable` where the whole document is in flow style
 */
export function blockStyleText(text: string, lists: readonly EntryList[], file: string): string {
  return applySplices(
    text,
    lists.map((list) => blockStyle(text, list, file)),
  );
}

function blockStyle(text: string, { place }: EntryList, file: string): Splice {
  // It was read before, so there is a document and no error.
  const { document } = parseText(text, {}).documents[0] as ParsedDocument;
  const root = document.contents;
  const valueEnd = place.style === 'flow' ? place.valueEnd : undefined;
  const pair = isMap(root)
    ? root.items.find(({ value }) => isSeq(value) && value.range[1] === valueEnd)
    : undefined;
  const list = pair?.value;
  if (place.style !== 'flow' || !isSeq(list)) {
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
  return { start: place.colonEnd, end: place.valueEnd, text: lines };
}
