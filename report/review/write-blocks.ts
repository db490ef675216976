import type { Markup } from './markup';
import type { PartWriter, Wrapper } from './part-writer';
import type { Block, FieldGroup } from './section';
import type { TextMeasure } from './text-measure';
import { cutBefore } from './visible-text';

/** Begins what continues a line that did not fit. */
const CONTINUED = '↪ ';
/** Lines up to this length go to the next part as they are; longer ones fill the current part first. */
const LONG_LINE = 2000;
/** Longer titles of fields are lines like any other, and repeated in short. */
const LONG_TITLE = 200;
/** Less than this is no piece of a line worth writing. */
const LEAST_PIECE = 80;

/** Blocks in a form: what is left is to divide them. */
export type WrittenBlock =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'diff'; readonly groups: readonly FieldGroup[]; readonly fence: Wrapper }
  | { readonly type: 'details'; readonly fold: Wrapper; readonly blocks: readonly WrittenBlock[] };

/** Writes the words of blocks in a form. Texts end with the empty line after them, items of a list with their line. */
export function inMarkup(blocks: readonly Block[], markup: Markup): WrittenBlock[] {
  const written: WrittenBlock[] = [];
  const push = (text: string): void => void written.push({ type: 'text', text });
  for (const block of blocks) {
    switch (block.type) {
      case 'title':
        push(`${markup.title(block.text)}\n\n`);
        break;
      case 'counts':
        push(`${markup.counts(block.counts)}\n\n`);
        break;
      case 'text':
        push(`${markup.text(block.text)}\n\n`);
        break;
      case 'rule':
        push(`${markup.rule}\n\n`);
        break;
      case 'list': {
        const last = block.items.at(-1);
        for (const item of block.items) push(`- ${markup.text(item)}${item === last ? '\n\n' : '\n'}`);
        break;
      }
      case 'diff':
        written.push({ ...block, fence: markup.fence(block.groups) });
        break;
      case 'details':
        written.push({
          type: 'details',
          fold: markup.fold(block.summary),
          blocks: inMarkup(block.blocks, markup),
        });
        break;
    }
  }
  return written;
}

/** Writes blocks one after the other. */
export function writeBlocks(blocks: readonly WrittenBlock[], writer: PartWriter): void {
  for (const block of blocks) {
    switch (block.type) {
      case 'text':
        writer.write(block.text);
        break;
      case 'diff':
        writeDiff(block.groups, block.fence, writer);
        break;
      case 'details':
        writer.open(block.fold);
        writeBlocks(block.blocks, writer);
        writer.close();
        break;
    }
  }
}

/** Length of blocks when nothing has to be divided. */
export function blocksLength(blocks: readonly WrittenBlock[], measure: TextMeasure): number {
  let length = 0;
  for (const block of blocks) {
    switch (block.type) {
      case 'text':
        length += measure.length(block.text);
        break;
      case 'diff':
        length += wrapperLength(block.fence, measure);
        for (const group of block.groups) length += groupLength(group, measure);
        break;
      case 'details':
        length += wrapperLength(block.fold, measure) + blocksLength(block.blocks, measure);
        break;
    }
  }
  return length;
}

function wrapperLength(wrapper: Wrapper, measure: TextMeasure): number {
  return measure.length(wrapper.open) + measure.length(wrapper.close);
}

function groupLength(group: FieldGroup, measure: TextMeasure): number {
  return group.lines.reduce((sum, line) => sum + measure.length(line) + 1, measure.length(group.title) + 1);
}

function writeDiff(groups: readonly FieldGroup[], fence: Wrapper, writer: PartWriter): void {
  writer.open(fence);
  for (const group of groups) {
    const length = groupLength(group, writer.measure);
    if (length <= writer.roomOfNewPart / 4) {
      writer.keepTogether(length);
    }
    const isLong = group.title.length > LONG_TITLE;
    if (isLong) {
      writeLine(group.title, writer);
    }
    writer.open({
      open: isLong ? '' : `${group.title}\n`,
      again: `${continuedTitle(group.title)}\n`,
      close: '',
    });
    writeLines(group.lines, writer);
    writer.close();
  }
  writer.close();
}

/** Lines that fit into the current part go there at once: there may be a million of them. */
function writeLines(lines: readonly string[], writer: PartWriter): void {
  let batch: string[] = [];
  let room = writer.room;
  for (const line of lines) {
    const length = writer.measure.length(line) + 1;
    if (length > room) {
      writer.write(batch.join(''));
      batch = [];
      writeLine(line, writer);
      room = writer.room;
    } else {
      batch.push(line, '\n');
      room -= length;
    }
  }
  writer.write(batch.join(''));
}

function continuedTitle(title: string): string {
  const path = title.replace(/^@@ | @@$/g, '');
  return `@@ ${path.length > LONG_TITLE ? `${path.slice(0, cutBefore(path, LONG_TITLE))}…` : path} (continued) @@`;
}

/** A line, over as many parts as it takes. Cuts fall between characters, and the pieces together are the line. */
function writeLine(line: string, writer: PartWriter): void {
  const sign = line.startsWith('@@') ? '  ' : line.slice(0, 2);
  const { measure } = writer;
  let rest = line;
  while (measure.length(rest) + 1 > Math.max(writer.room, LONG_LINE)) {
    const units = Math.floor((writer.room - 1) / measure.widest);
    if (units < LEAST_PIECE) {
      writer.breakPart();
      continue;
    }
    const cut = cutBefore(rest, units);
    writer.write(`${rest.slice(0, cut)}\n`);
    rest = `${sign}${CONTINUED}${rest.slice(cut)}`;
    writer.breakPart();
  }
  writer.write(`${rest}\n`);
}
