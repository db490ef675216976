import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ERROR_CATALOGUE } from '../../core/errors/catalogue';
import type { ToolkitError } from '../../core/errors/toolkit-error';
import type { Issue } from '../../core/issue';
import { redactText } from '../../core/secrets/redact-text';
import { findSecretSpans } from '../../core/secrets/secret-spans';
import { formatSourcePosition, type SourcePosition } from '../../core/source-position';
import type { Style } from './style';
import { labelled } from './labelled';
import { wrapParts, type Part } from './wrap-parts';
import { wrapText } from './wrap-text';

/** How to show an error to people. */
export interface ErrorTextOptions {
  readonly style: Style;
  /** Where the files of positions are looked for, to show the line. */
  readonly folder: string;
  readonly verbose: boolean;
  /** Infinity: nothing is wrapped. */
  readonly columns: number;
}

/** How many issues are shown with their line of source; more would bury the list. */
const FRAMES = 20;

/** An error for people: message, every issue with its place, line and mend, and where to read more. */
export function errorText(error: ToolkitError, options: ErrorTextOptions): string {
  const { style, columns } = options;
  const [first] = error.issues;
  const single = error.issues.length === 1 && first !== undefined;
  const lines = [
    labelled('error:', redactText(error.message), {
      style,
      columns,
      indent: '',
      label: ['bold', 'red'],
      text: 'bold',
    }),
  ];
  const read = sourceReader(options.folder);
  for (const [index, issue] of error.issues.entries()) {
    const message = single && error.message.endsWith(issue.message) ? undefined : issue.message;
    lines.push(...issueLines(issue, message, { style, columns }, index < FRAMES ? read : undefined));
  }
  const ofProgram = error.code.startsWith('program-');
  const stderr = ofProgram ? error.data[options.verbose ? 'fullStderr' : 'stderr'] : undefined;
  if (typeof stderr === 'string' && stderr.trim() !== '') {
    lines.push('', style.paint('dim', 'the program printed:'), indented(redactText(stderr.trimEnd())));
  }
  const { details } = error.data;
  if (typeof details === 'string') lines.push('', redactText(details), '');
  if (!error.issues.some((issue) => issue.mend !== undefined)) {
    lines.push(
      labelled('mend:', ERROR_CATALOGUE[error.code].mend, { style, columns, indent: '  ', label: 'green' }),
    );
  }
  const codes = [...new Set([error.code, ...error.issues.map((issue) => issue.code)])].slice(0, 3);
  const more = codes.map((code, index) => {
    const text = `claims explain ${code}${index < codes.length - 1 ? ',' : ''}`;
    return { text, format: 'dim' } as const;
  });
  lines.push(wrapParts([{ text: 'more:', format: 'dim' }, ...more], style, columns, '  '));
  if (options.verbose) lines.push(...causes(error).map((line) => style.paint('dim', line)));
  return lines.join('\n');
}

/** A warning for people, on as few lines as it needs. */
export function warningText(issue: Issue, style: Style, columns = Infinity): string {
  const lines = issueLines(issue, undefined, { style, columns: columns + 2 }, undefined);
  return [
    labelled('warning:', redactText(issue.message), { style, columns, indent: '', label: 'yellow' }),
    ...lines.map((line) => `  ${line.trim()}`.replaceAll(/\n {2}/g, '\n')),
  ].join('\n');
}

function issueLines(
  issue: Issue,
  message: string | undefined,
  { style, columns }: Pick<ErrorTextOptions, 'style' | 'columns'>,
  read: ((position: SourcePosition) => string | undefined) | undefined,
): string[] {
  const isNamed = issue.field === undefined || message?.includes(issue.field) === true;
  const place: Part[] = [
    { text: issue.source === undefined ? '' : formatSourcePosition(issue.source), format: 'cyan' },
    { text: issue.construct ?? '', format: 'bold' },
    { text: isNamed ? '' : (issue.field ?? ''), format: 'dim' },
  ];
  const lines: string[] = [];
  if (place.some(({ text }) => text !== '')) lines.push(wrapParts(place, style, columns, '  ', '  '));
  // the line that holds the secret is not for showing, in whatever way it is written
  const position = issue.code.startsWith('secret-literal') ? undefined : issue.source;
  const source = position === undefined ? undefined : read?.(position);
  if (source !== undefined) lines.push(style.paint('dim', shortened(`    | ${source}`, columns)));
  if (message !== undefined) lines.push(wrapText(redactText(message), columns, '    '));
  if (issue.mend !== undefined)
    lines.push(labelled('mend:', redactText(issue.mend), { style, columns, indent: '    ', label: 'green' }));
  return lines;
}

function sourceReader(folder: string): (position: SourcePosition) => string | undefined {
  const files = new Map<string, readonly string[]>();
  return ({ file, line }) => {
    let lines = files.get(file);
    if (lines === undefined) {
      try {
        lines = readFileSync(resolve(folder, file), 'utf8').split('\n');
      } catch {
        lines = [];
      }
      files.set(file, lines);
    }
    const text = withoutSecrets(lines, line - 1).trim();
    if (text === '') return undefined;
    return shortened(text, 101);
  };
}

/** What stands around a line tells whether a literal in it is a secret: its name may stand on the line above. */
const LINES_AROUND = 4;
const LONGEST_LINE = 2000;

/** One line of a file with every secret in it hidden. */
function withoutSecrets(lines: readonly string[], index: number): string {
  const first = Math.max(0, index - LINES_AROUND);
  const around = lines.slice(first, index + LINES_AROUND + 1).map((line) => line.slice(0, LONGEST_LINE));
  const start = around.slice(0, index - first).reduce((length, line) => length + line.length + 1, 0);
  const shown = around[index - first] ?? '';
  let result = '';
  let position = 0;
  for (const span of findSecretSpans(around.join('\n'))) {
    const from = Math.max(span.start - start, 0);
    const to = Math.min(span.end - start, shown.length);
    if (to <= from) continue;
    result += `${shown.slice(position, from)}••••`;
    position = to;
  }
  return result + shown.slice(position);
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

function causes(error: Error): string[] {
  const lines: string[] = [];
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    lines.push(redactText(at.stack ?? at.message));
  return lines;
}
