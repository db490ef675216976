import { longestRun } from './inline-code';
import type { PartWriter, Wrapper } from './part-writer';
import type { TextMeasure } from './text-measure';
import type { Block, FieldGroup } from './section';
import { cutBefore } from './visible-text';

/** Begins what continues a line that did not fit. */
const CONTINUED = '↪ ';
/** Lines up to this length go to the next part as they are; longer ones fill the current part first. */
const LONG_LINE = 2000;
/** Longer titles of fields are lines like any other, and repeated in short. */
const LONG_TITLE = 200;
/** Less than this is no piece of a line worth writing. */
const LEAST_PIECE = 80;

/** Writes blocks one after the other, an empty line after each. */
export function writeBlocks(blocks: readonly Block[], writer: PartWriter): void {
  for (const block of blocks) {
    switch (block.type) {
      case 'text':
        writer.write(`${block.text}\n\n`);
        break;
      case 'list':
        for (const [index, item] of block.items.entries()) {
          writer.write(index === block.items.length - 1 ? `- ${item}\n\n` : `- ${item}\n`);
        }
        break;
      case 'diff':
        writeDiff(block.groups, writer);
        break;
      case 'details':
        writer.open(foldOf(block.summary));
        writeBlocks(block.blocks, writer);
        writer.close();
        break;
    }
  }
}

/** Length of blocks when nothing has to be divided. */
export function blocksLength(blocks: readonly Block[], measure: TextMeasure): number {
  let length = 0;
  for (const block of blocks) {
    switch (block.type) {
      case 'text':
        length += measure.length(block.text) + 2;
        break;
      case 'list':
        length += block.items.reduce((sum, item) => sum + measure.length(item) + 3, 1);
        break;
      case 'diff':
        length += block.groups.reduce(
          (sum, group) => sum + groupLength(group, measure),
          wrapperLength(fenceOf(block.groups), measure),
        );
        break;
      case 'details':
        length += wrapperLength(foldOf(block.summary), measure) + blocksLength(block.blocks, measure);
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

function foldOf(summary: string): Wrapper {
  return {
    open: `<details><summary>${summary}</summary>\n\n`,
    again: `<details><summary>${summary} (continued)</summary>\n\n`,
    close: '</details>\n\n',
  };
}

/** A fence longer than any run of its character within; the word after it is ours, never the content's. */
function fenceOf(groups: readonly FieldGroup[]): Wrapper {
  let longest = 2;
  for (const { title, lines } of groups) {
    longest = Math.max(longest, longestRun(title));
    for (const line of lines) {
      longest = Math.max(longest, longestRun(line));
    }
  }
  const fence = '`'.repeat(longest + 1);
  return { open: `${fence}diff\n`, close: `${fence}\n\n` };
}

function writeDiff(groups: readonly FieldGroup[], writer: PartWriter): void {
  writer.open(fenceOf(groups));
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
