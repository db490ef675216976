import { hasForeignBytes } from '../../core/yaml/foreign-bytes';
import { hasForeignCharacter } from '../../core/yaml/foreign-character';
import type { Bytes } from '../../core/bytes/bytes';
import { Chunk } from './chunk';
import { EntrySkipper } from './entry-skipper';
import { readBlock } from './library-entry';
import type { EntrySpan } from './registry-layout';
import type { WantedKeys } from './wanted-keys';

/** Where an entry stands, with the blank lines and comments that follow it. */
export interface BlockPlace {
  /** Start of the hyphen's line. */
  readonly start: number;
  /** Start of the next entry's line, or of what follows the list. */
  readonly end: number;
}

/** Which entries of a registry somebody wants to see. */
export interface Reading {
  /** Of which keys entries are made; one that is not costs next to nothing, and is counted there. Default: of all. */
  readonly wanted?: WantedKeys;
  /** So many bytes are looked at at once. Default: {@link WINDOW}. */
  readonly window?: number;
  /** Gets each of them, in the order of the file, and says whether it stays in the list. */
  readonly keep: (entry: EntrySpan, place: BlockPlace) => boolean;
}

/**
 * What is scanned. All that means something in YAML is ASCII, so that a text and its bytes are taken apart alike, by the same scanner: bytes are seen as a text of one
 * character each. What they say is asked of the source.
 */
export interface ScanSource {
  /** A text, or bytes as Latin-1. Offsets count its characters. */
  readonly text: string;
  /** Where it begins in the whole. */
  readonly base: number;
  /** It is bytes as Latin-1. */
  readonly isBytes: boolean;
  /** It holds characters that only the library can judge. */
  readonly isForeign: boolean;
  /** Lines between what came before and the text, which nobody wants to see. */
  readonly skippedLines: number;
  /** What comes behind the text, when that ends where an entry begins. */
  behind?(): ScanSource | undefined;
  /** What a part of it says; of bytes a copy, which does not keep them in memory. */
  slice(start: number, end: number): string;
  /** An entry as the library reads it on its own; undefined where it cannot. */
  block(place: BlockPlace, line: number, cluster: string | undefined): EntrySpan | undefined;
  readonly reading: Reading;
}

const ALL: Reading = { keep: () => true };

/** A text as it is. */
export function textSource(text: string, reading: Reading = ALL): ScanSource {
  return {
    text,
    base: 0,
    isBytes: false,
    isForeign: hasForeignCharacter(text),
    skippedLines: 0,
    slice: (start, end) => text.slice(start, end),
    block: (place, line, cluster) => readBlock(text, { ...place, line, cluster }),
    reading,
  };
}

/**
 * UTF-8 bytes without a byte order mark. Entries can be asked what they say and in which line they are, not where: their places are told when they are kept.
 */
export function byteSource(bytes: Bytes, reading: Reading = ALL): ScanSource {
  return wholeFrom(bytes, 0, reading);
}

/** What is looked at at once of a large list, in bytes: it stays in the cache, and is soon collected. */
const WINDOW = 64 * 1024;
/** What is read at once of a file, in bytes. */
const CHUNK = 512 * 1024;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const HASH = 35;
const HYPHEN = 45;

/**
 * The list that begins at the start of a line, in parts of which each ends where an entry begins. What nobody wants to see, and is proven to be regular, is in none of them.
 *
 * @param start - below the list's key
 */
export function listSource(bytes: Bytes, start: number, reading: Reading = ALL): ScanSource {
  const indent = firstIndent(bytes.subarray(start, Math.min(start + CHUNK, bytes.length)));
  if (indent < 0) return wholeFrom(bytes, start, reading);
  return new ListParts(bytes, indent, reading).part(start, 0);
}

function wholeFrom(bytes: Bytes, start: number, reading: Reading): ScanSource {
  return partSource(bytes.subarray(start, bytes.length), { base: start }, reading, () => undefined);
}

/** Cuts a list into parts. */
class ListParts {
  private readonly skipper: EntrySkipper | undefined;
  private readonly window: number;
  /** Bytes of the next part: few where something was passed just before it, for most of them nobody wants to see. */
  private size: number;
  private readonly chunk: Chunk;

  constructor(
    private readonly bytes: Bytes,
    indent: number,
    private readonly reading: Reading,
  ) {
    this.window = reading.window ?? WINDOW;
    if (reading.wanted !== undefined) this.skipper = new EntrySkipper(indent, reading.wanted);
    this.size = this.skipper === undefined ? this.window : 1;
    this.chunk = new Chunk(bytes, indent, reading.window === undefined ? CHUNK : reading.window * 4);
  }

  /** @param base - where it begins; with what was passed before it */
  part(base: number, skippedLines: number): ScanSource {
    const { chunk, window, reading } = this;
    chunk.reach(base);
    const end = chunk.entryNear(base, this.size);
    this.size = Math.min(2 * this.size, window);
    return partSource(chunk.kept(base, end), { base, skippedLines }, reading, () => this.behind(end));
  }

  private behind(position: number): ScanSource | undefined {
    const { bytes, skipper, chunk } = this;
    if (position >= bytes.length) return undefined;
    if (skipper === undefined) return this.part(position, 0);
    skipper.lines = 0;
    let base = position;
    for (let isPassed = true; isPassed && base < bytes.length;) {
      chunk.reach(base);
      base = chunk.base + skipper.skip(chunk.bytes, base - chunk.base, chunk.end === bytes.length);
      isPassed = base === chunk.end;
    }
    if (base > position) this.size = 1;
    return this.part(base, skipper.lines);
  }
}

/** Where a part stands. */
interface PartPlace {
  readonly base: number;
  readonly skippedLines?: number;
}

function partSource(
  part: Buffer,
  { base, skippedLines = 0 }: PartPlace,
  reading: Reading,
  behind: () => ScanSource | undefined,
): ScanSource {
  const slice = (from: number, to: number): string => part.toString('utf8', from, to);
  return {
    text: part.toString('latin1'),
    base,
    isBytes: true,
    isForeign: hasForeignBytes(part),
    skippedLines,
    behind,
    slice,
    block: (place, line, cluster) => {
      const text = slice(place.start, place.end);
      return readBlock(text, { start: 0, end: text.length, line, cluster });
    },
    reading,
  };
}

/** Column of the hyphen of the first line that is neither blank nor a comment; -1: it has none. */
function firstIndent(bytes: Buffer): number {
  for (let start = 0; start < bytes.length;) {
    let at = start;
    while (bytes[at] === SPACE) at++;
    const byte = bytes[at];
    if (byte === HYPHEN) return at - start;
    if (byte !== HASH && byte !== NEWLINE && byte !== RETURN) return -1;
    const end = bytes.indexOf(NEWLINE, at);
    if (end < 0) return -1;
    start = end + 1;
  }
  return -1;
}
