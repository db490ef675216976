import { type Bytes, indexOfText } from '../../core/bytes/bytes';
import { hasForeignBytes } from '../../core/yaml/foreign-bytes';
import { isPlainSafe } from '../../core/yaml/scalar-text';
import { emptyToLineEnd, regularKeyEnd, skipSpaces } from '../text/regular-scalar';
import { lineAt } from '../text/splice';
import { BlockScanner } from './block-scanner';
import type { EntryList, RegistryLayout } from './registry-layout';
import { isPlainFrame } from './registry-frame';
import { byteSource, listSource, type Reading, type ScanSource } from './scan-source';

/** The key of the list, where it begins a line. */
const CLAIMS = 'claims:';
/** What stands above the first cluster: blank lines, comments, a document start. */
const HEAD_OF_MAP = /^\uFEFF?(?:[ ]*(?:#[^\n]*)?\r?\n)*(?:---\r?\n(?:[ ]*(?:#[^\n]*)?\r?\n)*)?/;
/** Keys of the other schema: no cluster is called so. */
const NO_CLUSTER: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'claims']);

/** A scan that breathes now and then. */
export type Scan<Result> = Generator<undefined, Result>;

/**
 * Takes a registry apart line by line.
 *
 * @returns undefined where only the library can tell what the text says, for one with foreign characters (`hasForeignCharacter`), too
 */
export function* scanBlocks(source: ScanSource): Scan<RegistryLayout | undefined> {
  const key = claimsKey(source.text);
  return key < 0 ? yield* scanClusters(source) : yield* scanClaims(source, key);
}

/** As {@link scanBlocks}, of UTF-8 without a byte order mark: a long list of claims is looked at part by part. */
export function* scanBytes(bytes: Bytes, reading?: Reading): Scan<RegistryLayout | undefined> {
  const { length } = bytes;
  const isFirst = bytes.subarray(0, Math.min(CLAIMS.length, length)).toString('latin1') === CLAIMS;
  const key = isFirst ? 0 : indexOfText(bytes, `\n${CLAIMS}`, 0) + 1;
  if (key === 0 && !isFirst) return yield* scanClusters(byteSource(bytes, reading));
  const end = indexOfText(bytes, '\n', key);
  const line = bytes.subarray(key, end < 0 ? length : end + 1).toString('latin1');
  const head = headOf(line, CLAIMS.length - 1);
  if (head === undefined) return undefined;
  const above = bytes.subarray(0, key).toString();
  const start = Math.min(key + head.lineEnd + 1, length);
  if (hasForeignBytes(bytes.subarray(0, start))) return undefined;
  const source = listSource(bytes, start, reading);
  const blocks = new BlockScanner(source, -1, lineAt(above, above.length), undefined);
  const scanned = yield* scanEntries(blocks, { ...head, offset: key });
  if (scanned === undefined) return undefined;
  const { list, frameStart, regular } = scanned;
  const below = bytes.subarray(frameStart, length);
  if (hasForeignBytes(below) || !isPlainFrame(above, below.toString())) return undefined;
  return {
    get text() {
      return bytes.subarray(0, length).toString('latin1');
    },
    schema: 'claims',
    lists: [list],
    regular,
  };
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
  if (source.isForeign) return undefined;
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
  const head = headOf(source.text, colon);
  if (head === undefined) return undefined;
  return yield* scanEntries(new BlockScanner(source, head.lineEnd, line, cluster), { ...head, offset: 0 });
}

/** The line of a list's key. */
interface ListHead {
  readonly colonEnd: number;
  /** End of `[]`; undefined where nothing stands there. */
  readonly valueEnd: number | undefined;
  readonly lineEnd: number;
}

/** Undefined: something else stands behind the key. */
function headOf(text: string, colon: number): ListHead | undefined {
  const colonEnd = colon + 1;
  const lineEnd = emptyToLineEnd(text, colonEnd);
  if (lineEnd >= 0) return { colonEnd, valueEnd: undefined, lineEnd };
  const none = emptyList(text, colonEnd);
  return none && { colonEnd, ...none };
}

/** @param head - with what its places are off */
function* scanEntries(
  blocks: BlockScanner,
  { colonEnd, valueEnd, offset }: ListHead & { readonly offset: number },
): Scan<ScannedList | undefined> {
  const isUnderstood = yield* blocks.scan();
  if (!isUnderstood || (valueEnd !== undefined && blocks.indent >= 0)) return undefined;
  const { entries, indent, frameStart, regular } = blocks;
  const place =
    indent < 0
      ? ({ style: 'empty', colonEnd: offset + colonEnd, valueEnd: offset + (valueEnd ?? colonEnd) } as const)
      : ({ style: 'block', indent, colonEnd: offset + colonEnd } as const);
  return { list: { entries, place }, frameStart, line: blocks.line, regular };
}

function claimsKey(text: string): number {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (text.startsWith(CLAIMS, start)) return start;
  const at = text.indexOf(`\n${CLAIMS}`);
  return at < 0 ? -1 : at + 1;
}

/** `key: []`. */
function emptyList(text: string, colonEnd: number): { valueEnd: number; lineEnd: number } | undefined {
  const start = skipSpaces(text, colonEnd);
  if (start === colonEnd || !text.startsWith('[]', start)) return undefined;
  const lineEnd = emptyToLineEnd(text, start + 2);
  return lineEnd < 0 ? undefined : { valueEnd: start + 2, lineEnd };
}
