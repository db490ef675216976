import type { RequestMetadata } from './request-metadata';

/** What stands, invisible, at the head of each part: enough to find our own parts again and to see that nothing changed. */
export interface ReviewMarker extends RequestMetadata {
  readonly project: string;
  readonly group: string;
}

/** A marker as found in a description or comment. */
export interface FoundMarker extends ReviewMarker {
  /** Counted from 1; the description is part 1, comments are the others. */
  readonly part: number;
  readonly of: number;
}

const MARKER =
  /^<!-- claims:review project=(\S*) group=(\S*) part=(\d{1,6})\/(\d{1,6}) input=(\S*) output=(\S*) version=(\S*) -->$/m;

/** The marker as an HTML comment on a line of its own. Values are encoded: none can end the comment. */
export function formatReviewMarker(marker: ReviewMarker, part: number, of: number): string {
  const { project, group, input, output, version } = marker;
  return (
    `<!-- claims:review project=${encodeMarkerValue(project)} group=${encodeMarkerValue(group)} part=${part}/${of} ` +
    `input=${encodeMarkerValue(input)} output=${encodeMarkerValue(output)} version=${encodeMarkerValue(version)} -->`
  );
}

/**
 * Finds the marker of one of our parts. It has to stand at the beginning of a line, which no text from a claim can do:
 * in our parts such text stands only behind a sign or inside backticks.
 */
export function parseReviewMarker(text: string): FoundMarker | undefined {
  const match = MARKER.exec(text.replaceAll('\r\n', '\n'));
  if (match === null) {
    return undefined;
  }
  const [, project = '', group = '', part = '', of = '', input = '', output = '', version = ''] = match;
  try {
    return {
      project: decodeURIComponent(project),
      group: decodeURIComponent(group),
      part: Number(part),
      of: Number(of),
      input: decodeURIComponent(input),
      output: decodeURIComponent(output),
      version: decodeURIComponent(version),
    };
  } catch {
    return undefined;
  }
}

/** Percent-encoding that leaves nothing with a meaning in HTML comments: no `--`, no `>`. */
export function encodeMarkerValue(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD'))
    .replace(/[!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/-(?=-|$)/g, '%2D');
}
