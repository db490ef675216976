import { ToolkitError } from '../../core/errors/toolkit-error';
import { formatReviewMarker, type ReviewMarker } from '../../core/request/review-marker';
import { fitSections, SHORTEST_LIMIT } from '../review/fit-sections';
import type { Section } from '../review/section';
import { TEXT_MEASURES } from '../review/text-measure';
import { MARKDOWN } from './markdown-markup';

/** What a forge takes. */
export interface ReviewLimits {
  /** Longest description of a change request. GitHub: 65,536. At least {@link SHORTEST_LIMIT}. */
  readonly bodyLength: number;
  /** Longest comment; of no matter where `mostParts` is 1. */
  readonly commentLength: number;
  /** What the forge counts; default `characters`, counted as UTF-16 units, which are never fewer than code points. */
  readonly unit?: 'characters' | 'bytes';
  /** Description and comments together; default 100. Beyond, the longest claims are summarised, and said so. */
  readonly mostParts?: number;
}

const MOST_PARTS = 100;
/** Room for `Part 100 of 100` below the marker. */
const PART_LINE = 40;

/**
 * The text of a review, divided to what a forge takes: the first part is the description, the others are comments, in
 * order. A review that fits into one part is that part, without a word about parts.
 *
 * @throws ToolkitError `internal-error` for limits below {@link SHORTEST_LIMIT}
 */
export function splitReview(
  sections: readonly Section[],
  limits: ReviewLimits,
  marker: ReviewMarker,
): string[] {
  const { bodyLength, commentLength, mostParts = MOST_PARTS } = limits;
  if (Math.min(bodyLength, mostParts > 1 ? commentLength : bodyLength) < SHORTEST_LIMIT) {
    throw new ToolkitError('internal-error', `limits below ${SHORTEST_LIMIT} cannot hold a review`);
  }
  const measure = TEXT_MEASURES[limits.unit ?? 'characters'];
  const overhead = measure.length(formatReviewMarker(marker, 999_999, 999_999)) + PART_LINE;
  const capacity = (part: number): number =>
    (part === 0 || mostParts === 1 ? bodyLength : commentLength) - overhead;
  const parts = fitSections(sections, MARKDOWN, { mostParts, capacity, measure });
  return parts.map((text, index) => {
    const head = formatReviewMarker(marker, index + 1, parts.length);
    return parts.length === 1
      ? `${head}\n${text}`
      : `${head}\nPart ${index + 1} of ${parts.length}\n\n${text}`;
  });
}
