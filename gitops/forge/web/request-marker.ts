import { encodeMarkerValue } from '../../../core/request/review-marker';
import type { RequestMetadata } from '../../../core/request/request-metadata';
import type { RequestKey } from '../request-key';

/**
 * How far the writing of a request went. `written`: all of it. `writing`: comments, labels and the like may be missing,
 * the next run goes on. `closing`: we close it, because nothing is left to do.
 */
export type RequestStage = 'written' | 'writing' | 'closing';

/** What stands, invisible, in the first line of a request's body. */
export interface RequestMarker {
  readonly metadata: RequestMetadata;
  readonly stage: RequestStage;
  /** Body and comments together. */
  readonly parts: number;
  /** Most parts that it ever had: comments that were to be removed are looked for again. */
  readonly most: number;
}

/** Longest marker, with its line break: three values of at most 128 encoded characters each. */
export const MARKER_ROOM = 600;

const REQUEST =
  /^<!-- claims:request input=(\S*) output=(\S*) version=(\S*) parts=(\d{1,6})\/(\d{1,6}) stage=(written|writing|closing) -->$/m;

/** A body with its marker. */
export function withMarker(text: string, { metadata, stage, parts, most }: RequestMarker): string {
  const { input, output, version } = metadata;
  const values = `input=${short(input)} output=${short(output)} version=${short(version)}`;
  return `<!-- claims:request ${values} parts=${parts}/${most} stage=${stage} -->\n${text}`;
}

/** The first marker of a body: ours comes before everything that we write, so nothing in that counts. */
export function readMarker(body: string): RequestMarker | undefined {
  const match = REQUEST.exec(body.replaceAll('\r\n', '\n'));
  if (match === null) {
    return undefined;
  }
  const [, input = '', output = '', version = '', parts = '', most = '', stage = ''] = match;
  try {
    const metadata = {
      input: decodeURIComponent(input),
      output: decodeURIComponent(output),
      version: decodeURIComponent(version),
    };
    return { metadata, parts: Number(parts), most: Number(most), stage: stage as RequestStage };
  } catch {
    return undefined;
  }
}

/** The same body at another stage; without a marker it stays what it is. */
export function atStage(body: string, stage: RequestStage): string {
  return body.replace(REQUEST, (marker) => marker.replace(/stage=\w+ -->$/, `stage=${stage} -->`));
}

/** A comment that continues the body of a request. */
export function withCommentMarker(text: string, key: RequestKey): string {
  return `${commentMarker(key)}\n${text}`;
}

/** Whether a comment continues the body of this request: its first line says so. */
export function isOurComment(body: string, key: RequestKey): boolean {
  return body.split(/\r?\n/, 1)[0] === commentMarker(key);
}

function commentMarker({ project, group }: RequestKey): string {
  return `<!-- claims:comment project=${encodeMarkerValue(project)} group=${encodeMarkerValue(group)} -->`;
}

function short(value: string): string {
  return encodeMarkerValue(value).slice(0, 128);
}
