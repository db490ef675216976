import { ToolkitError } from '../core/errors/toolkit-error';
import { firstForeignCharacter } from '../core/yaml/foreign-character';
import { TextBytes } from '../core/yaml/text-bytes';
import { lineAt } from './text/splice';
import { compareText } from '../core/text/compare-text';

/** One owned file of a claim. */
export interface LedgerLine {
  /** Git object id of the file as it was written. */
  readonly objectId: string;
  /** Path from the top of the target. */
  readonly path: string;
  /** Construct path of the claim that the file belongs to. */
  readonly construct: string;
}

const HEADER = '# cdk8s-claims ledger 1';
const HEADER_OF_ANY_VERSION = /^# cdk8s-claims ledger (\d+)$/;
const SHA1_LENGTH = 40;
const SHA256_LENGTH = 64;
const NOT_HEX = /[^0-9a-f]/;
/** Characters that would break a line apart, and the escape character itself. */
const TO_ENCODE = /[%\t\n\r]/g;
const ENCODED = /%(09|0A|0D|25)/g;

/** Path of the ledger of one project and category. */
export function ledgerPath(root: string, project: string, category: string): string {
  return `${root}/.claims/${project}/${category}.ledger`;
}

/** Project and category of a ledger path; undefined for any other path. */
export function parseLedgerPath(
  root: string,
  path: string,
): { project: string; category: string } | undefined {
  const prefix = `${root}/.claims/`;
  if (!path.startsWith(prefix) || !path.endsWith('.ledger')) return undefined;
  const [project, file, ...rest] = path.slice(prefix.length, -'.ledger'.length).split('/');
  if (!project || !file || rest.length > 0) return undefined;
  return { project, category: file };
}

/** Text of a ledger: header, then one line per file in the order of their paths. */
export function formatLedger(lines: Iterable<LedgerLine>): string {
  const sorted = [...lines].sort((a, b) => compareText(a.path, b.path));
  const ledger = new LedgerBytes();
  for (const { objectId, path, construct } of sorted) ledger.add(objectId, path, construct);
  return ledger.bytes.toString();
}

/** A ledger as bytes, line by line in the order of the paths: for a hash, without objects in between. */
export class LedgerBytes {
  readonly bytes = new TextBytes();

  constructor() {
    this.clear();
  }

  /** Begins another ledger. */
  clear(): void {
    this.bytes.clear();
    this.bytes.put(HEADER);
    this.bytes.put('\n');
  }

  add(objectId: string, path: string, construct: string): void {
    const { bytes } = this;
    bytes.put(objectId);
    bytes.put('\t');
    bytes.put(encode(path));
    bytes.put('\t');
    bytes.put(encode(construct));
    bytes.put('\n');
  }
}

/** A ledger line together with its number in the file, from 1. */
export interface NumberedLine extends LedgerLine {
  readonly number: number;
}

/** What is wrong with a ledger's text. */
export interface LedgerDamage {
  /** From 1. */
  readonly line: number;
  readonly problem: string;
}

/**
 * Reads a ledger.
 *
 * @param file - its path, for messages
 * @throws ToolkitError `ledger-unreadable` with the line: a conflict marker, a cut line, a character that some take for the end of a
 *   line or that cannot stand in a name, a newer version
 */
export function parseLedger(text: string, file: string): LedgerLine[] {
  const lines: LedgerLine[] = [];
  walk(
    text,
    (objectId, path, construct) => lines.push({ objectId, path, construct }),
    (damage) => {
      throw ledgerUnreadable(file, damage);
    },
  );
  return lines;
}

/** Reads as much of a ledger as can be read: every line that looks like one, and the first thing that is wrong. */
export function readLedger(text: string): { readonly lines: NumberedLine[]; readonly damage?: LedgerDamage } {
  const lines: NumberedLine[] = [];
  let first: LedgerDamage | undefined;
  walk(
    text,
    (objectId, path, construct, number) => lines.push({ objectId, path, construct, number }),
    (damage) => {
      first ??= damage;
    },
  );
  return first === undefined ? { lines } : { lines, damage: first };
}

/** The error for a ledger that cannot be read as a whole. */
export function ledgerUnreadable(file: string, { line, problem }: LedgerDamage): ToolkitError {
  return new ToolkitError('ledger-unreadable', `${file}:${line}: ${problem}`, { data: { file, line } });
}

function walk(
  text: string,
  onLine: (objectId: string, path: string, construct: string, number: number) => void,
  onDamage: (damage: LedgerDamage) => void,
): void {
  const foreign = firstForeignCharacter(text);
  if (foreign !== undefined) {
    const line = lineAt(text, foreign.offset);
    onDamage({ line, problem: `the character ${foreign.name} cannot stand in a ledger` });
  }
  let end = lineEnd(text, 0);
  const header = trimmed(text, 0, end);
  if (header !== HEADER) onDamage({ line: 1, problem: headerProblem(header) });
  for (let start = end + 1, number = 2; start < text.length; start = end + 1, number++) {
    end = lineEnd(text, start);
    const stop = text.charCodeAt(end - 1) === 13 ? end - 1 : end;
    if (stop <= start) continue;
    const afterId = text.indexOf('\t', start);
    const afterPath = afterId < 0 ? -1 : text.indexOf('\t', afterId + 1);
    const length = afterId - start;
    if (afterPath < 0 || afterPath >= stop - 1 || (length !== SHA1_LENGTH && length !== SHA256_LENGTH)) {
      onDamage({ line: number, problem: `expected '<object id> <path> <construct>' divided by tabs` });
      continue;
    }
    const objectId = text.slice(start, afterId);
    if (NOT_HEX.test(objectId)) {
      onDamage({ line: number, problem: `'${objectId}' is not an object id` });
      continue;
    }
    onLine(
      objectId,
      decode(text.slice(afterId + 1, afterPath)),
      decode(text.slice(afterPath + 1, stop)),
      number,
    );
  }
}

function headerProblem(header: string): string {
  const version = HEADER_OF_ANY_VERSION.exec(header)?.[1];
  return version === undefined
    ? `expected '${HEADER}' in the first line`
    : `ledger version ${version} was written by a newer version of this tool`;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function trimmed(text: string, start: number, end: number): string {
  return text.slice(start, text.charCodeAt(end - 1) === 13 ? end - 1 : end);
}

function encode(path: string): string {
  return path.replace(TO_ENCODE, encodeCharacter);
}

function encodeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

function decode(path: string): string {
  if (!path.includes('%')) return path;
  return path.replace(ENCODED, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
