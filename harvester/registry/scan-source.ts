import { readBlock } from './library-entry';
import type { EntrySpan } from './registry-layout';

/** Where an entry stands, with the blank lines and comments that follow it. */
export interface BlockPlace {
  /** Start of the hyphen's line. */
  readonly start: number;
  /** Start of the next entry's line, or of what follows the list. */
  readonly end: number;
}

/** Which entries of a registry somebody wants to see. */
export interface Reading {
  /** Whether an entry of this key is made; one that is not costs next to nothing. Default: all. */
  readonly wants?: (key: string) => boolean;
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
  /** It is bytes as Latin-1. */
  readonly isBytes: boolean;
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
    isBytes: false,
    slice: (start, end) => text.slice(start, end),
    block: (place, line, cluster) => readBlock(text, { ...place, line, cluster }),
    reading,
  };
}

/**
 * UTF-8 bytes without a byte order mark. Entries can be asked what they say and in which line they are, not where: their places are told when they are kept.
 */
export function byteSource(bytes: Buffer, reading: Reading = ALL): ScanSource {
  const slice = (start: number, end: number): string => bytes.toString('utf8', start, end);
  return {
    text: bytes.toString('latin1'),
    isBytes: true,
    slice,
    block: ({ start, end }, line, cluster) => {
      const text = slice(start, end);
      return readBlock(text, { start: 0, end: text.length, line, cluster });
    },
    reading,
  };
}
