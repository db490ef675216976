import { ToolkitError } from '../core/errors/toolkit-error';
import { firstForeignCharacter } from '../core/yaml/foreign-character';
import { TextBytes } from '../core/yaml/text-bytes';
import { lineAt } from './text/splice';
import { compareText } from '../core/text/compare-text';
import { belowRoot, inRoot } from './paths';

/** One owned file of a claim. */
export interface LedgerLine {
  /** Git object id of the file as it was written. */
  readonly objectId: string;
  /** Path from the top of the target. */
  readonly path: string;
  /** Construct path of the claim that the file, or a document of it, belongs to. */
  readonly construct: string;
  /** Documents of others stand in the file as well. Without it, all documents are of claims that lines name. */
  readonly part?: true;
}

const HEADER = '# cdk8s-claims ledger 1';
/** Fourth word of a line about a file in which others have documents, too. */
const PART = 'part';
const HEADER_OF_ANY_VERSION = /^# cdk8s-claims ledger (\d+)$/;
const SHA1_LENGTH = 40;
const SHA256_LENGTH = 64;
const NOT_HEX = /[^0-9a-f]/;
/** Characters that would break a line apart, and the escape character itself. */
const TO_ENCODE = /[%\t\n\r]/g;
const ENCODED = /%(09|0A|0D|25)/g;

/** Path of the ledger of one project and category. */
export function ledgerPath(root: string, project: string, category: string): string {
  return inRoot(root, `.claims/${project}/${category}.ledger`);
}

/** Folder of all ledgers of a project, or of every project. */
export function ledgerFolder(root: string, project?: string): string {
  return inRoot(root, project === undefined ? '.claims' : `.claims/${project}`);
}

/** Project and category of a ledger path; undefined for any other path. */
export function parseLedgerPath(
  root: string,
  path: string,
): { project: string; category: string } | undefined {
  if (!path.endsWith('.ledger')) return undefined;
  const below = belowRoot(root, path);
  if (below?.startsWith('.claims/') !== true) return undefined;
  const [project, ...category] = below.slice('.claims/'.length, -'.ledger'.length).split('/');
  if (!project || category.length === 0 || category.includes('')) return undefined;
  return { project, category: category.join('/') };
}

/** Text of a ledger: header, then one line per file in the order of their paths. */
export function formatLedger(lines: Iterable<LedgerLine>): string {
  const sorted = [...lines].sort(
    (a, b) => compareText(a.path, b.path) || compareText(a.construct, b.construct),
  );
  const ledger = new LedgerBytes();
  for (const { objectId, path, construct, part } of sorted) ledger.add(objectId, path, construct, part);
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

  add(objectId: string, path: string, construct: string, part?: true): void {
    const { bytes } = this;
    bytes.put(objectId);
    bytes.put('\t');
    bytes.put(encode(path));
    bytes.put('\t');
    bytes.put(encode(construct));
    if (part === true) bytes.put(`\t${PART}`);
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
    (line) => lines.push(line),
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
    (line, number) => lines.push({ ...line, number }),
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
  onLine: (line: LedgerLine, number: number) => void,
  onDamage: (damage: LedgerDamage) => void,
): void {
  const foreign = firstForeignCharacter(text);
  if (foreign !== undefined) {
    const line = lineAt(text, foreign.offset);
    onDamage({ line, problem: `the character ${foreign.name} is not allowed in a ledger` });
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
    const path = decode(text.slice(afterId + 1, afterPath));
    const afterConstruct = stop - PART.length - 1;
    const isPart = text.startsWith(`\t${PART}`, afterConstruct) && afterConstruct > afterPath + 1;
    const construct = decode(text.slice(afterPath + 1, isPart ? afterConstruct : stop));
    onLine(isPart ? { objectId, path, construct, part: true } : { objectId, path, construct }, number);
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
