import { counted, joinPhrases, phrase, strong } from '../view/phrase';
import type { Markup } from './markup';
import { PartWriter } from './part-writer';
import { KEPT, type Block, type Section } from './section';
import { TEXT_MEASURES, type TextMeasure } from './text-measure';
import { blocksLength, inMarkup, writeBlocks, type WrittenBlock } from './write-blocks';

/** Claims longer than this are told in brief, each step for a review that did not fit with the step before. */
const BUDGETS = [Number.POSITIVE_INFINITY, 262_144, 65_536, 16_384, 4096, 1024, 0];

/** Shorter parts than this, with what stands around them, cannot hold the longest indivisible block. */
export const SHORTEST_LIMIT = 8000;

/** How much there is room for. */
export interface Room {
  readonly mostParts: number;
  /** Length of the part with this index, from 0. */
  readonly capacity: (part: number) => number;
  readonly measure: TextMeasure;
}

/**
 * Sections in a form, divided into parts: between sections where they can, else between fields, else between lines, at last within a
 * line, and each is whole by itself. Where even `mostParts` parts cannot hold them, the longest claims are told in brief, in plain words.
 */
export function fitSections(sections: readonly Section[], markup: Markup, room: Room): string[] {
  const { mostParts, capacity, measure } = room;
  const drafts = sections.map((section) => draftOf(section, markup, measure));
  const most = capacity(0) + (mostParts - 1) * capacity(1);
  for (const budget of BUDGETS) {
    if (!fits(drafts, budget, most)) continue;
    const parts = write(
      drafts.map((draft) => draft.within(budget)),
      markup,
      room,
    );
    if (parts.length <= mostParts) return parts;
  }
  return write(withoutTail(drafts, most * 0.8, markup, measure), markup, room);
}

/** Ends at the first section that is too much: of ten thousand those behind it are never written. */
function fits(drafts: readonly Draft[], budget: number, most: number): boolean {
  let sum = 0;
  return drafts.every((draft) => (sum += draft.within(budget).length) <= most);
}

/** The whole text in one piece, without limits. */
export function joinSections(sections: readonly Section[], markup: Markup): string {
  const room = {
    mostParts: 1,
    capacity: () => Number.MAX_SAFE_INTEGER,
    measure: TEXT_MEASURES.characters,
  };
  return fitSections(sections, markup, room).join('');
}

/** A section with one of its two texts, written. */
interface Written {
  readonly section: Section;
  readonly blocks: readonly WrittenBlock[];
  readonly length: number;
}

/** A section that is written when it is asked for, each of its texts once. */
interface Draft {
  readonly section: Section;
  /** In brief where the whole is longer than this. */
  readonly within: (budget: number) => Written;
}

function draftOf(section: Section, markup: Markup, measure: TextMeasure): Draft {
  const { brief } = section;
  let whole: Written | undefined;
  let short: Written | undefined;
  return {
    section,
    within(budget) {
      whole ??= written(section, section.blocks, markup, measure);
      if (brief === undefined || whole.length <= budget) return whole;
      return (short ??= written(section, brief(), markup, measure));
    },
  };
}

function written(section: Section, chosen: readonly Block[], markup: Markup, measure: TextMeasure): Written {
  const blocks = inMarkup(chosen, markup);
  return { section, blocks, length: blocksLength(blocks, measure) };
}

/** Even in brief it is too much: the last claims are counted. */
function withoutTail(
  drafts: readonly Draft[],
  room: number,
  markup: Markup,
  measure: TextMeasure,
): Written[] {
  const kept: Written[] = [];
  let used = 0;
  const left: string[] = [];
  for (const { section, within } of drafts) {
    const isOptional = section.brief !== undefined;
    if (!isOptional || used <= room) {
      const item = within(0);
      used += item.length + 100;
      if (!isOptional || used <= room) {
        kept.push(item);
        continue;
      }
    }
    left.push(section.id);
  }
  const files = left.filter((id) => id.startsWith(KEPT)).length;
  const claims = left.length - files;
  const what = [
    ...(claims > 0 ? [[strong(counted(claims, 'more claim'))]] : []),
    ...(files > 0 ? [[strong(counted(files, 'more kept file'))]] : []),
  ];
  const text = phrase`${joinPhrases(what, ' and ')} did not fit into this change request; \`claims diff --verbose\` shows all of them.`;
  return [...kept, written({ id: 'left out', blocks: [] }, [{ type: 'text', text }], markup, measure)];
}

function write(choice: readonly Written[], markup: Markup, { capacity, measure }: Room): string[] {
  const writer = new PartWriter(capacity, measure);
  let heading: string | undefined;
  for (const { section, blocks, length } of choice) {
    if (section.heading !== heading) {
      if (heading !== undefined) writer.close();
      heading = section.heading;
      if (heading !== undefined) writer.open(markup.heading(heading));
    }
    writer.keepTogether(length);
    writeBlocks(blocks, writer);
  }
  return writer.finish();
}
