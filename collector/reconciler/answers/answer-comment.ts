import { MARKDOWN } from '../../../report/markdown/markdown-markup';
import { fitSections } from '../../../report/review/fit-sections';
import { TEXT_MEASURES } from '../../../report/review/text-measure';
import type { Block } from '../../../report/review/section';
import { counted, phrase } from '../../../report/view/phrase';
import { isSameMessage } from '../words/message-text';
import type { AnswerLine } from './answer-lines';

/** How far an answer is. `done`: everything is Ready. `over`: it was followed long enough. */
export type AnswerStage = 'following' | 'done' | 'over';

/** What our own comment says to us, invisibly: state that a restart finds again. */
export interface AnswerMarker {
  /** When the request was merged by the clock of the collector that saw it first; milliseconds since 1970. */
  readonly mergedAt: number;
  readonly stage: AnswerStage;
}

/** Most lines of a comment: forges take 65,536 characters. */
const MOST_LINES = 120;
const MARKER =
  /^<!-- claims:answer merged=(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) stage=(following|done|over) -->$/;

/** The comment, marker first. @param length - most characters that the forge takes */
export function answerComment(lines: readonly AnswerLine[], marker: AnswerMarker, length: number): string {
  const { mergedAt, stage } = marker;
  const first = `<!-- claims:answer merged=${new Date(mergedAt).toISOString()} stage=${stage} -->\n`;
  const blocks: Block[] = [listOf(lines)];
  if (stage === 'over') {
    blocks.push({
      type: 'text',
      text: phrase`It was merged a day ago; this comment is not updated any more.`,
    });
  }
  const [text = ''] = fitSections([{ id: 'answer', heading: 'Since the merge', blocks }], MARKDOWN, {
    mostParts: 1,
    capacity: () => length - first.length,
    measure: TEXT_MEASURES.characters,
  });
  return first + text.trimEnd();
}

/** The marker of a comment: its first line; undefined where it is no answer. */
export function readAnswerMarker(comment: string): AnswerMarker | undefined {
  const [, merged = '', stage] = MARKER.exec(comment.split(/\r?\n/, 1)[0] ?? '') ?? [];
  const mergedAt = Date.parse(merged);
  return stage === undefined || Number.isNaN(mergedAt)
    ? undefined
    : { mergedAt, stage: stage as AnswerStage };
}

/** Whether a comment says what another one says: other numbers in a message alone are no news. */
export function isSameAnswer(one: string, other: string): boolean {
  const stages = [one, other].map((text) => readAnswerMarker(text)?.stage);
  return stages[0] === stages[1] && isSameMessage(bodyOf(one), bodyOf(other));
}

function bodyOf(comment: string): string {
  const text = comment.replaceAll('\r\n', '\n').trimEnd();
  return text.slice(text.indexOf('\n') + 1);
}

/** Where not all fit, those that are not done. */
function listOf(lines: readonly AnswerLine[]): Block {
  if (lines.length <= MOST_LINES) return { type: 'list', items: lines.map(({ text }) => text) };
  const shown = [...lines.filter(({ isDone }) => !isDone), ...lines.filter(({ isDone }) => isDone)].slice(
    0,
    MOST_LINES,
  );
  const more = phrase`and ${counted(lines.length - MOST_LINES, 'more line')}`;
  return { type: 'list', items: [...shown.map(({ text }) => text), more] };
}
