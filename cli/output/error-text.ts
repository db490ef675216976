import { ERROR_CATALOGUE } from '../../core/errors/catalogue';
import type { ToolkitError } from '../../core/errors/toolkit-error';
import type { Issue } from '../../core/issue';
import { redactText } from '../../core/secrets/redact-text';
import type { SourcePosition } from '../../core/source-position';
import { asCalled } from '../command/called-as';
import type { Style } from '../../report/text/style';
import { labelled } from '../../report/text/labelled';
import { placeText } from '../../report/text/place-text';
import {
  joined,
  line,
  linesOf,
  own,
  visible,
  visibleLines,
  outdented,
  type Shown,
} from '../../report/text/shown';
import { undecidedText } from '../../report/text/undecided-text';
import { wrapParts, type Part } from '../../report/text/wrap-parts';
import { wrapText } from '../../report/text/wrap-text';
import { excerptLines, sourceReader, type Excerpt } from './source-excerpt';

/** How to show an error to people. */
export interface ErrorTextOptions {
  readonly style: Style;
  /** Where the files of positions are looked for, to show the line. */
  readonly folder: string;
  readonly verbose: boolean;
  /** Infinity: nothing is wrapped. */
  readonly columns: number;
  /** How the command line is called, for commands to copy; default `claims`. */
  readonly called?: Shown;
}

/** How many issues are shown with their line of source; more would bury the list. */
const FRAMES = 20;

/** An error for people: message, every issue with its place, line and fix, and where to read more. */
export function errorText(error: ToolkitError, options: ErrorTextOptions): Shown {
  const { style, columns, called = own('claims') } = options;
  const [first] = error.issues;
  const single = error.issues.length === 1 && first !== undefined;
  const message = asCalled(messageText(error.message, error.code), called);
  const lines = [
    labelled('error:', message, { style, columns, indent: own(''), label: ['bold', 'red'], text: 'bold' }),
  ];
  const read = sourceReader(options.folder);
  for (const [index, issue] of error.issues.entries()) {
    const said =
      single && error.message.endsWith(issue.message)
        ? undefined
        : asCalled(messageText(issue.message, issue.code), called);
    lines.push(...issueLines(issue, said, { style, columns, called }, index < FRAMES ? read : undefined));
  }
  const ofProgram = error.code.startsWith('program-');
  const stderr = ofProgram ? error.data[options.verbose ? 'fullStderr' : 'stderr'] : undefined;
  if (typeof stderr === 'string' && stderr.trim() !== '') {
    const printed = linesOf(visibleLines(redactText(stderr.trimEnd()))).map((row) => line`  ${row}`);
    lines.push(own(''), style.paint('dim', own('the program printed:')), ...printed);
  }
  const { details, plans } = error.data;
  if (typeof details === 'string') lines.push(own(''), visibleLines(redactText(details)), own(''));
  if (plans !== undefined) lines.push(own(''), undecidedText(plans, style), own(''));
  // Issues say more than the error that gathers them.
  const all = error.issues.length > 0 ? error.issues.map((issue) => issue.code) : [error.code];
  const distinct = [...new Set(all)];
  if (!error.issues.some((issue) => issue.hint !== undefined)) {
    const [code = error.code] = distinct.length === 1 ? distinct : [error.code];
    const hint = asCalled(visible(ERROR_CATALOGUE[code].hint), called);
    lines.push(labelled('hint:', hint, { style, columns, indent: own('  '), label: 'green' }));
  }
  const codes = distinct.slice(0, 3);
  const more = codes.map((code, index): Part => {
    return {
      text: line`${called} explain ${visible(code)}${index < codes.length - 1 ? ',' : ''}`,
    };
  });
  lines.push(wrapParts([{ text: own('more:'), format: 'dim' }, ...more], style, columns, '  '));
  if (options.verbose) lines.push(...causes(error).map((row) => style.paint('dim', row)));
  return joined(lines, '\n');
}

/** A warning for people, on as few lines as it needs. */
export function warningText(
  issue: Issue,
  style: Style,
  columns = Infinity,
  called: Shown = own('claims'),
): Shown {
  const lines = issueLines(issue, undefined, { style, columns: columns + 2, called }, undefined);
  const message = asCalled(messageText(issue.message, issue.code), called);
  return joined(
    [
      labelled('warning:', message, { style, columns, indent: own(''), label: 'yellow' }),
      ...lines.flatMap((entry) =>
        linesOf(entry).map((row, at) => (at === 0 ? line`  ${outdented(row)}` : outdented(row, 2))),
      ),
    ],
    '\n',
  );
}

/** A message is one line; those of programs and compilers go on below it. */
function messageText(message: string, code: string): Shown {
  const clean = redactText(message);
  return /^(?:program-|type-check-)/.test(code) ? visibleLines(clean) : visible(clean);
}

function issueLines(
  issue: Issue,
  message: Shown | undefined,
  { style, columns, called = own('claims') }: Pick<ErrorTextOptions, 'style' | 'columns' | 'called'>,
  read: ((position: SourcePosition) => Excerpt | undefined) | undefined,
): Shown[] {
  const isNamed = issue.field === undefined || message?.includes(visible(issue.field)) === true;
  const place: Part[] = [
    { text: issue.source === undefined ? own('') : placeText(issue.source), format: 'cyan' },
    { text: visible(issue.construct ?? ''), format: 'bold' },
    { text: isNamed ? own('') : visible(issue.field ?? ''), format: 'dim' },
  ];
  const lines: Shown[] = [];
  if (place.some(({ text }) => text !== '')) lines.push(wrapParts(place, style, columns, '  ', '  '));
  // The line that holds the secret is not for showing, in whatever way it is written.
  const position = issue.code.startsWith('secret-literal') ? undefined : issue.source;
  const excerpt = position === undefined ? undefined : read?.(position);
  if (excerpt !== undefined) lines.push(...excerptLines(excerpt, style, columns));
  if (message !== undefined) lines.push(wrapText(message, columns, '    '));
  if (issue.hint !== undefined) {
    const hint = asCalled(visible(redactText(issue.hint)), called);
    lines.push(labelled('hint:', hint, { style, columns, indent: own('    '), label: 'green' }));
  }
  return lines;
}

function causes(error: Error): Shown[] {
  const lines: Shown[] = [];
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const head = `${at.name}: ${at.message}`;
    lines.push(visible(redactText(head)));
    // A message may have lines that look like frames: those of the stack stand behind it.
    const stack = at.stack ?? '';
    const frames = stack.startsWith(head) ? stack.slice(head.length).split('\n') : [];
    for (const frame of frames) if (/^ {4}at /.test(frame)) lines.push(visible(redactText(frame)));
  }
  return lines;
}
