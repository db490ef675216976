import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ERROR_CATALOGUE } from '../../core/errors/catalogue';
import type { ToolkitError } from '../../core/errors/toolkit-error';
import type { Issue } from '../../core/issue';
import { formatSourcePosition, type SourcePosition } from '../../core/source-position';
import type { Style } from './style';

/** How to show an error to people. */
export interface ErrorTextOptions {
  readonly style: Style;
  /** Where the files of positions are looked for, to show the line. */
  readonly folder: string;
  readonly verbose: boolean;
}

/** How many issues are shown with their line of source; more would bury the list. */
const FRAMES = 20;

/** An error for people: message, every issue with its place, line and mend, and where to read more. */
export function errorText(error: ToolkitError, options: ErrorTextOptions): string {
  const { style } = options;
  const [first] = error.issues;
  const single = error.issues.length === 1 && first !== undefined;
  const lines = [`${style.paint(['bold', 'red'], 'error:')} ${style.paint('bold', error.message)}`];
  const read = sourceReader(options.folder);
  for (const [index, issue] of error.issues.entries()) {
    const message = single && error.message.endsWith(issue.message) ? undefined : issue.message;
    lines.push(...issueLines(issue, message, style, index < FRAMES ? read : undefined));
  }
  const ofProgram = error.code.startsWith('program-');
  const stderr = ofProgram ? error.data[options.verbose ? 'fullStderr' : 'stderr'] : undefined;
  if (typeof stderr === 'string' && stderr.trim() !== '') {
    lines.push('', style.paint('dim', 'the program printed:'), stderr.trimEnd().replaceAll(/^/gm, '  '));
  }
  const { details } = error.data;
  if (typeof details === 'string') lines.push('', details, '');
  if (!error.issues.some((issue) => issue.mend !== undefined)) {
    lines.push(`  ${style.paint('green', 'mend:')} ${ERROR_CATALOGUE[error.code].mend}`);
  }
  const codes = [...new Set([error.code, ...error.issues.map((issue) => issue.code)])].slice(0, 3);
  lines.push(style.paint('dim', `  more: ${codes.map((code) => `claims explain ${code}`).join(', ')}`));
  if (options.verbose) lines.push(...causes(error).map((line) => style.paint('dim', line)));
  return lines.join('\n');
}

/** A warning for people, on as few lines as it needs. */
export function warningText(issue: Issue, style: Style): string {
  const lines = issueLines(issue, undefined, style, undefined).map((line) => line.trim());
  return [`${style.paint('yellow', 'warning:')} ${issue.message}`, ...lines.map((line) => `  ${line}`)].join(
    '\n',
  );
}

function issueLines(
  issue: Issue,
  message: string | undefined,
  style: Style,
  read: ((position: SourcePosition) => string | undefined) | undefined,
): string[] {
  const place = [
    issue.source === undefined ? '' : style.paint('cyan', formatSourcePosition(issue.source)),
    issue.construct === undefined ? '' : style.paint('bold', issue.construct),
    issue.field === undefined || message?.includes(issue.field) === true
      ? ''
      : style.paint('dim', issue.field),
  ].filter(Boolean);
  const lines: string[] = [];
  if (place.length > 0) lines.push(`  ${place.join('  ')}`);
  const source = issue.source === undefined ? undefined : read?.(issue.source);
  if (source !== undefined) lines.push(style.paint('dim', `    | ${source}`));
  if (message !== undefined) lines.push(`    ${message.replaceAll('\n', '\n    ')}`);
  if (issue.mend !== undefined) lines.push(`    ${style.paint('green', 'mend:')} ${issue.mend}`);
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
    const text = lines[line - 1]?.trim() ?? '';
    if (text === '') return undefined;
    return text.length > 100 ? `${text.slice(0, 100)}…` : text;
  };
}

function causes(error: Error): string[] {
  const lines: string[] = [];
  for (let at: unknown = error; at instanceof Error; at = at.cause) lines.push(at.stack ?? at.message);
  return lines;
}
