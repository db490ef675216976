import { createHash } from 'node:crypto';
import { isHash, shortHash } from '../../core/request/short-hash';

/** Facts at the end of a commit message, `Name: value`; a name may come more than once. */
export type Trailers = Readonly<Record<string, readonly string[]>>;

/** Trailer that binds message and tree of a commit: whoever amends it leaves a commit that is not ours any more. */
const SEAL = 'Claims-Seal';
// With `s`: a line separator that is no line feed is part of the value.
const TRAILER = /^(Claims-[A-Za-z-]+): (.*)$/s;

/** One line without control characters: a value can never start a line of its own. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ').trim();
}

/** A commit message: title, body and trailers, sealed for a tree. */
export function sealedMessage(title: string, body: string, trailers: Trailers, tree: string): string {
  const lines = Object.entries(trailers).flatMap(([name, values]) =>
    values.map((value) => `${name}: ${oneLine(value)}`),
  );
  // Without a title the trailers would be one.
  const paragraphs = [oneLine(title) || 'Update claims', body.replaceAll('\0', '').trim(), lines.join('\n')];
  const message = paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
  return `${message}\n${SEAL}: ${shortHash(seal(message, tree))}\n`;
}

function seal(message: string, tree: string): string {
  return createHash('sha256').update(`${tree}\n${message}`).digest('hex');
}

/** Whether a commit is exactly what {@link sealedMessage} was made for. */
export function isSealed(commit: { readonly message: string; readonly tree: string }): boolean {
  const message = commit.message.trimEnd();
  const at = message.lastIndexOf(`\n${SEAL}: `);
  return at !== -1 && isHash(message.slice(at + SEAL.length + 3), seal(message.slice(0, at), commit.tree));
}

/** Whether both say the same, in whatever order. */
export function sameTrailers(one: Trailers, other: Trailers): boolean {
  return linesOf(one).sort().join('\n') === linesOf(other).sort().join('\n');
}

function linesOf(trailers: Trailers): string[] {
  return Object.entries(trailers).flatMap(([name, values]) => values.map((value) => `${name}: ${value}`));
}

/** A commit message taken apart. */
export interface ParsedMessage {
  readonly title: string;
  readonly body: string;
  readonly trailers: Trailers;
}

/** Reads what {@link sealedMessage} wrote; the last paragraph holds the trailers, the seal is left out. */
export function parseMessage(message: string): ParsedMessage {
  const paragraphs = message.trimEnd().split('\n\n');
  const trailers: Record<string, string[]> = {};
  const last = (paragraphs.at(-1) ?? '').split('\n').map((line) => TRAILER.exec(line));
  if (paragraphs.length > 1 && last.every((found) => found !== null)) {
    paragraphs.pop();
    for (const [, name = '', value = ''] of last) {
      if (name !== SEAL) {
        (trailers[name] ??= []).push(value);
      }
    }
  }
  const [title = '', ...body] = paragraphs;
  return { title: title.split('\n', 1)[0] ?? '', body: body.join('\n\n').trim(), trailers };
}
