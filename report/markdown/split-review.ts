import { ToolkitError } from '../../core/errors/toolkit-error';
import { PartWriter } from './part-writer';
import { formatReviewMarker, type ReviewMarker } from '../../core/request/review-marker';
import { TEXT_MEASURES, type TextMeasure } from './text-measure';
import { KEPT, SHORTEST_LIMIT, type Block, type ReviewLimits, type Section } from './section';
import { counted } from './visible-text';
import { blocksLength, writeBlocks } from './write-blocks';

const MOST_PARTS = 100;
/** Claims longer than this are told in brief, each step for a review that did not fit with the step before. */
const BUDGETS = [Number.POSITIVE_INFINITY, 262_144, 65_536, 16_384, 4096, 1024, 0];
/** Room for `Part 100 of 100` below the marker. */
const PART_LINE = 40;

/**
 * The text of a review, divided to what a forge takes: the first part is the description, the others are comments, in
 * order. Parts end between sections where they can, else between fields, else between lines, at last within a line, and
 * each is whole by itself. A review that fits into one part is that part, without a word about parts. Where even
 * `mostParts` parts cannot hold it, the longest claims are told in brief, in plain words.
 *
 * @throws ToolkitError `internal-error` for limits below {@link SHORTEST_LIMIT}
 */
export function splitReview(
  sections: readonly Section[],
  limits: ReviewLimits,
  marker: ReviewMarker,
): string[] {
  const mostParts = limits.mostParts ?? MOST_PARTS;
  if (
    Math.min(limits.bodyLength, mostParts > 1 ? limits.commentLength : limits.bodyLength) < SHORTEST_LIMIT
  ) {
    throw new ToolkitError('internal-error', `limits below ${SHORTEST_LIMIT} cannot hold a review`);
  }
  const measure = TEXT_MEASURES[limits.unit ?? 'characters'];
  const overhead = measure.length(formatReviewMarker(marker, 999_999, 999_999)) + PART_LINE;
  const capacity = (part: number): number =>
    (part === 0 || mostParts === 1 ? limits.bodyLength : limits.commentLength) - overhead;
  const parts = fit(sections, mostParts, capacity, measure);
  return parts.map((text, index) => {
    const head = formatReviewMarker(marker, index + 1, parts.length);
    return parts.length === 1
      ? `${head}\n${text}`
      : `${head}\nPart ${index + 1} of ${parts.length}\n\n${text}`;
  });
}

/** The whole text in one piece, without limits and markers. */
export function joinSections(sections: readonly Section[]): string {
  const choice = sections.map((section) => chosen(section, section.blocks, TEXT_MEASURES.characters));
  return write(choice, () => Number.POSITIVE_INFINITY, TEXT_MEASURES.characters).join('\n');
}

/** A section with one of its two texts chosen. */
interface Chosen {
  readonly section: Section;
  readonly blocks: readonly Block[];
  readonly length: number;
}

function fit(
  sections: readonly Section[],
  mostParts: number,
  capacity: (part: number) => number,
  measure: TextMeasure,
): string[] {
  const whole = sections.map((section) => chosen(section, section.blocks, measure));
  const room = capacity(0) + (mostParts - 1) * capacity(1);
  let choice = whole;
  for (const budget of BUDGETS) {
    choice = whole.map((item) =>
      item.section.brief !== undefined && item.length > budget
        ? chosen(item.section, item.section.brief, measure)
        : item,
    );
    if (choice.reduce((sum, { length }) => sum + length, 0) <= room) {
      const parts = write(choice, capacity, measure);
      if (parts.length <= mostParts) {
        return parts;
      }
    }
  }
  return write(withoutTail(choice, room * 0.8, measure), capacity, measure);
}

function chosen(section: Section, blocks: readonly Block[], measure: TextMeasure): Chosen {
  return { section, blocks, length: blocksLength(blocks, measure) };
}

/** Even in brief it is too much: the last claims are counted. */
function withoutTail(choice: readonly Chosen[], room: number, measure: TextMeasure): Chosen[] {
  const kept: Chosen[] = [];
  let used = 0;
  const left: string[] = [];
  for (const item of choice) {
    used += item.length + 100;
    if (item.section.brief === undefined || used <= room) {
      kept.push(item);
    } else {
      left.push(item.section.id);
    }
  }
  const files = left.filter((id) => id.startsWith(KEPT)).length;
  const claims = left.length - files;
  const what = [
    ...(claims > 0 ? [`**${counted(claims, 'more claim')}**`] : []),
    ...(files > 0 ? [`**${counted(files, 'more kept file')}**`] : []),
  ];
  const text = `${what.join(' and ')} did not fit into this change request; \`claims diff --verbose\` shows all of them.`;
  return [...kept, chosen({ id: 'left out', blocks: [] }, [{ type: 'text', text }], measure)];
}

function write(
  choice: readonly Chosen[],
  capacity: (part: number) => number,
  measure: TextMeasure,
): string[] {
  const writer = new PartWriter(capacity, measure);
  let heading: string | undefined;
  for (const { section, blocks, length } of choice) {
    if (section.heading !== heading) {
      if (heading !== undefined) {
        writer.close();
      }
      heading = section.heading;
      if (heading !== undefined) {
        writer.open({ open: `### ${heading}\n\n`, again: `### ${heading} (continued)\n\n`, close: '' });
      }
    }
    writer.keepTogether(length);
    writeBlocks(blocks, writer);
  }
  return writer.finish();
}
