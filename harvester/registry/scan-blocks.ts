import { isPlainSafe } from '../../core/yaml/scalar-text';
import { emptyToLineEnd, regularKeyEnd, skipSpaces } from '../text/regular-scalar';
import { lineAt } from '../text/splice';
import { BlockScanner } from './block-scanner';
import type { EntryList, RegistryLayout } from './registry-layout';
import { isPlainFrame } from './registry-frame';
import type { ScanSource } from './scan-source';

/** What stands above the first cluster: blank lines, comments, a document start. */
const HEAD_OF_MAP = /^\uFEFF?(?:[ ]*(?:#[^\n]*)?\r?\n)*(?:---\r?\n(?:[ ]*(?:#[^\n]*)?\r?\n)*)?/;
/** Keys of the other schema: no cluster is called so. */
const NO_CLUSTER: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'claims']);

/** A scan that breathes now and then. */
export type Scan<Result> = Generator<undefined, Result>;

/**
 * Takes a registry apart line by line. Foreign characters (`hasForeignCharacter`) must have been excluded before.
 *
 * @returns undefined where only the library can tell what the text says
 */
export function* scanBlocks(source: ScanSource): Scan<RegistryLayout | undefined> {
  const key = claimsKey(source.text);
  return key < 0 ? yield* scanClusters(source) : yield* scanClaims(source, key);
}

function* scanClaims(source: ScanSource, key: number): Scan<RegistryLayout | undefined> {
  const { text } = source;
  const scanned = yield* scanList(source, key + 'claims'.length, lineAt(text, key), undefined);
  if (scanned === undefined) return undefined;
  const { list, frameStart, regular } = scanned;
  if (!isPlainFrame(source.slice(0, key), source.slice(frameStart, text.length))) return undefined;
  return { text, schema: 'claims', lists: [list], regular };
}

function* scanClusters(source: ScanSource): Scan<RegistryLayout | undefined> {
  const { text } = source;
  const lists: EntryList[] = [];
  const names = new Set<string>();
  let regular = true;
  let isWritten = false;
  let at = HEAD_OF_MAP.exec(text)?.[0].length ?? 0;
  let line = lineAt(text, at);
  while (at < text.length) {
    const colon = regularKeyEnd(text, at);
    if (colon < 0) return undefined;
    const cluster = text.slice(at, colon);
    if (!isPlainSafe(cluster) || NO_CLUSTER.has(cluster) || names.has(cluster)) return undefined;
    names.add(cluster);
    const scanned = yield* scanList(source, colon, line, cluster);
    if (scanned === undefined) return undefined;
    const { place } = scanned.list;
    lists.push(scanned.list);
    if (!scanned.regular) regular = false;
    if (place.style !== 'empty' || place.valueEnd > place.colonEnd) isWritten = true;
    at = scanned.frameStart;
    line = scanned.line;
  }
  // Keys without any list may be anything.
  return isWritten ? { text, schema: 'clusters', lists, regular } : undefined;
}

interface ScannedList {
  readonly list: EntryList;
  /** Start of the first line that is not below the list's key any more, and its number. */
  readonly frameStart: number;
  readonly line: number;
  readonly regular: boolean;
}

/** @param colon - the colon of the list's key */
function* scanList(
  source: ScanSource,
  colon: number,
  line: number,
  cluster: string | undefined,
): Scan<ScannedList | undefined> {
  const { text } = source;
  const colonEnd = colon + 1;
  const headEnd = emptyToLineEnd(text, colonEnd);
  const none = headEnd < 0 ? emptyList(text, colonEnd) : undefined;
  const lineEnd = none?.lineEnd ?? headEnd;
  if (lineEnd < 0) return undefined;
  const blocks = new BlockScanner(source, lineEnd, line, cluster);
  const isUnderstood = yield* blocks.scan();
  if (!isUnderstood || (none !== undefined && blocks.indent >= 0)) return undefined;
  const { entries, indent, frameStart, regular } = blocks;
  const place =
    indent < 0
      ? ({ style: 'empty', colonEnd, valueEnd: none?.valueEnd ?? colonEnd } as const)
      : ({ style: 'block', indent, colonEnd } as const);
  return { list: { entries, place }, frameStart, line: blocks.line, regular };
}

function claimsKey(text: string): number {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (text.startsWith('claims:', start)) return start;
  const at = text.indexOf('\nclaims:');
  return at < 0 ? -1 : at + 1;
}

/** `key: []`. */
function emptyList(text: string, colonEnd: number): { valueEnd: number; lineEnd: number } | undefined {
  const start = skipSpaces(text, colonEnd);
  if (start === colonEnd || !text.startsWith('[]', start)) return undefined;
  const lineEnd = emptyToLineEnd(text, start + 2);
  return lineEnd < 0 ? undefined : { valueEnd: start + 2, lineEnd };
}
