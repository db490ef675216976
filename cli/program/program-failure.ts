import { existsSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { isOwnSource } from '../../core/own-source';
import { packageFolder } from '../../toolkit/package-version';
import { lineThatNames } from './find-import';
import { knownMistake } from './known-mistake';
import { asImported, meantFile } from './meant-file';
import type { SourcePosition } from '../../core/source-position';

/** What a failed program said, reduced to what its author can act on. */
export interface ProgramFailure {
  /** The error's own words, e.g. `TypeError: x is not a function`. Undefined when nothing was recognised. */
  readonly message?: string;
  /** The author's line: the first place inside the project and outside of `node_modules`. */
  readonly source?: SourcePosition;
  /** More than one place, for compilers that report all their errors. */
  readonly diagnostics: readonly Diagnostic[];
  /** What to write instead, where that can be told. */
  readonly hint?: string;
}

/** One error of a compiler. */
export interface Diagnostic {
  readonly message: string;
  readonly source: SourcePosition;
}

// `main.ts:3:7 - error TS2322: …` (ts-node, tsc --pretty) and `main.ts(3,7): error TS2322: …` (tsc)
const TYPESCRIPT =
  /^(?<file>[^\s():][^():\n]*)(?::(?<l1>\d+):(?<c1>\d+) - |\((?<l2>\d+),(?<c2>\d+)\): )error (?<code>TS\d+): (?<text>.+)$/gm;
// swc draws `,-[/project/main.ts:3:1]`
const SWC = /^[^,╭]{0,200}[,╭][-─]{1,200}\[(?<file>[^\]]+):(?<line>\d{1,9}):(?<column>\d{1,9})\]/u;
const SWC_MESSAGE = /^(?:.{0,200}?Error:)?\s{0,200}[x×]\s{1,200}(?<text>\S.*)$/u;
/** Where the path of a frame begins that stands in brackets; `at file:///…` has none. */
const BRACKETED = / \((?=file:\/\/|\/|[A-Za-z]:[\\/])/;
const FRAME_PLACE = /^(?<file>(?:file:\/\/|\/|[A-Za-z]:[\\/])[^:]*):(?<line>\d{1,9}):(?<column>\d{1,9})$/;
// The place that Node prints above the source line of a syntax error or an uncaught exception.
const HEADER = /^(?<file>(?:file:\/\/|\/|[A-Za-z]:[\\/])[^\n]*?):(?<line>\d+)$/m;
const MESSAGE =
  /^(?:Uncaught )?(?<text>(?:[A-Z][\w.]*)?(?:Error|Exception|Warning)(?: \[[\w-]+\])?(?::[^\n]*|$))/m;
const MISSING_MODULE =
  /(?:Cannot find (?:module|package)|Directory import) '(?<name>[^']+)'(?:(?: is not supported resolving ES modules)? imported from (?<importer>[^\n]+))?/;
const REQUIRE_STACK = /Require stack:\n- (?<file>[^\n]+)/;

/**
 * Reads what a program of Node, ts-node, swc or tsc wrote when it failed.
 *
 * @param stderr - its standard error
 * @param projectFolder - folder that the program belongs to
 * @param app - the command that ran it
 */
export function readProgramFailure(stderr: string, projectFolder: string, app: string): ProgramFailure {
  const text = stripVTControlCharacters(stderr).replaceAll('\r\n', '\n');
  const place = (file: string, line: string, column?: string): SourcePosition | undefined =>
    authorPlace(projectFolder, file, Number(line), column === undefined ? undefined : Number(column));
  const diagnostics = typescriptErrors(text, place);
  const [first] = diagnostics;
  if (first !== undefined) return { message: first.message, source: first.source, diagnostics };
  const lines = text.split('\n');
  const drawn = firstMatch(lines, SWC);
  if (drawn !== undefined) {
    const { file = '', line = '', column } = drawn;
    const words = firstMatch(lines, SWC_MESSAGE)?.['text'] ?? 'syntax error';
    return { message: `syntax error: ${words.trim()}`, source: place(file, line, column), diagnostics: [] };
  }
  const message = MESSAGE.exec(text)?.groups?.['text'];
  const missing = MISSING_MODULE.exec(text)?.groups;
  const source = importerPlace(text, missing, place) ?? firstFrame(lines, place) ?? headerPlace(text, place);
  const hint = fileHint(missing, text, projectFolder) ?? knownMistake(message ?? '', app);
  return {
    ...(message === undefined ? {} : { message: shortened(message) }),
    source,
    diagnostics: [],
    ...(hint === undefined ? {} : { hint }),
  };
}

/** A forgotten `.ts`, or `.js` as compiled files have it, or a slip of the finger; in an import, or in `app` itself. */
function fileHint(
  missing: Readonly<Record<string, string>> | undefined,
  text: string,
  projectFolder: string,
): string | undefined {
  const name = missing?.['name'];
  if (name === undefined || !/^(?:\.{0,2}[\\/]|[A-Za-z]:[\\/])/.test(name)) return undefined;
  const importer = importerOf(missing, text);
  const path = resolve(importer === undefined ? projectFolder : dirname(importer), name);
  const meant = meantFile(path);
  if (importer === undefined) {
    const instead = meant === undefined ? '' : `; did you mean '${relative(projectFolder, meant)}'?`;
    return existsSync(path)
      ? undefined
      : `\`app\` in cdk8s.yaml names '${relative(projectFolder, path)}', which is not there${instead}`;
  }
  if (meant === undefined) return undefined;
  const why =
    meant.startsWith(path) || /\.[mc]?js$/.test(path) ? ': Node finds files by their whole names' : '';
  return `write '${asImported(importer, meant)}'${why}`;
}

function importerOf(missing: Readonly<Record<string, string>> | undefined, text: string): string | undefined {
  const importer = missing?.['importer'] ?? REQUIRE_STACK.exec(text)?.groups?.['file'];
  return importer?.trim();
}

type Place = (file: string, line: string, column?: string) => SourcePosition | undefined;

function typescriptErrors(text: string, place: Place): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const { groups = {} } of text.matchAll(TYPESCRIPT)) {
    const source = place(
      groups['file'] ?? '',
      groups['l1'] ?? groups['l2'] ?? '',
      groups['c1'] ?? groups['c2'],
    );
    if (source !== undefined) {
      found.push({ message: `${groups['text'] ?? ''} (${groups['code'] ?? ''})`, source });
    }
  }
  return found;
}

function firstMatch(
  lines: readonly string[],
  pattern: RegExp,
): Readonly<Record<string, string | undefined>> | undefined {
  for (const line of lines) {
    const groups = pattern.exec(line)?.groups;
    if (groups !== undefined) return groups;
  }
  return undefined;
}

function firstFrame(lines: readonly string[], place: Place): SourcePosition | undefined {
  for (const line of lines) {
    const groups = FRAME_PLACE.exec(placeOfFrame(line))?.groups;
    const source =
      groups === undefined ? undefined : place(groups['file'] ?? '', groups['line'] ?? '', groups['column']);
    if (source !== undefined) return source;
  }
  return undefined;
}

/** `/a.ts:1:2` of `    at name (/a.ts:1:2)` and of `    at /a.ts:1:2`; empty for lines that are no frames. */
function placeOfFrame(line: string): string {
  const frame = line.trimStart();
  if (frame.length === line.length || !frame.startsWith('at ')) return '';
  const bracketed = BRACKETED.exec(frame);
  if (bracketed === null) {
    return frame.slice(frame.startsWith('at async ') ? 'at async '.length : 'at '.length);
  }
  return frame.endsWith(')') ? frame.slice(bracketed.index + 2, -1) : '';
}

function headerPlace(text: string, place: Place): SourcePosition | undefined {
  const groups = HEADER.exec(text)?.groups;
  return groups === undefined ? undefined : place(groups['file'] ?? '', groups['line'] ?? '');
}

/** A missing module has no frame of the author's; the file that asked for it is named, its line is looked up. */
function importerPlace(
  text: string,
  missing: Readonly<Record<string, string>> | undefined,
  place: Place,
): SourcePosition | undefined {
  const importer = importerOf(missing, text);
  if (importer === undefined) return undefined;
  const source = place(importer, '1');
  if (source === undefined) return undefined;
  return { ...source, line: lineThatNames(importer, missing?.['name'] ?? '') };
}

/** Our own code is never the author's: neither the source nor what is compiled of it. */
function isOurs(path: string): boolean {
  const slashed = path.split(sep).join('/');
  const top = packageFolder().split(sep).join('/');
  return slashed.startsWith(`${top}/build/`) || isOwnSource(slashed, top);
}

/** A place as the author knows it; undefined for everything that is not the author's. */
function authorPlace(
  projectFolder: string,
  file: string,
  line: number,
  column: number | undefined,
): SourcePosition | undefined {
  const path = file.startsWith('file://') ? fileURLToPath(file) : resolve(projectFolder, file);
  if (isOurs(path)) return undefined;
  const inside = relative(projectFolder, path);
  const parts = inside.split(sep);
  if (isAbsolute(inside) || parts[0] === '..' || parts.includes('node_modules') || !existsSync(path)) {
    return undefined;
  }
  return { file: parts.join('/'), line, ...(column === undefined ? {} : { column }) };
}

function shortened(message: string): string {
  return message.length > 500 ? `${message.slice(0, 500)}…` : message;
}
