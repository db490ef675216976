import { type Bytes, indexOfText, partOf } from '../../../core/bytes/bytes';

/** A registry cut where its second document begins. */
export interface CutRegistry<Part extends Bytes = Bytes> {
  readonly first: Part;
  /** From the marker of the second document on; empty where there is none. */
  readonly rest: Part;
}

/** Such a line begins a document wherever it stands, in quotes and in block scalars, too (YAML 1.2.2 §9.1.2, `c-forbidden`). */
const MARKER = '---';
const NEWLINE = 10;
/** What may follow it: blank, tab, the end of the line. */
const BEHIND: ReadonlySet<number | undefined> = new Set([32, 9, 13, NEWLINE, undefined]);
/** What may stand before the marker of the first document: comments, directives, blank lines. */
const HEADING = /^(?:[ \t]*(?:#[^\r\n]*)?\r?\n|%[^\n]*\n)*$/;

/**
 * Cuts a registry where its second document begins. The original reads the first one and drops the others (collector-and-registry.md §1.7); here they are kept as they are.
 *
 * @param registry - UTF-8; its memory is shared
 */
export function firstDocument(registry: Buffer): CutRegistry<Buffer>;
export function firstDocument(registry: Bytes): CutRegistry;
export function firstDocument(registry: Bytes): CutRegistry {
  const { length } = registry;
  for (let at = nextMarker(registry, 0); at >= 0; at = nextMarker(registry, at + 1)) {
    if (!HEADING.test(registry.subarray(0, at).toString('latin1'))) {
      return { first: partOf(registry, 0, at), rest: partOf(registry, at, length) };
    }
  }
  return { first: registry, rest: partOf(registry, length, length) };
}

/** Where the next line is a marker; -1: nowhere. Hyphens are rarer than ends of lines. */
function nextMarker(registry: Bytes, from: number): number {
  let at = indexOfText(registry, MARKER, from);
  while (at >= 0 && !isMarker(registry, at)) at = indexOfText(registry, MARKER, at + 1);
  return at;
}

function isMarker(registry: Bytes, at: number): boolean {
  const end = at + MARKER.length;
  const isLine = at === 0 || registry.subarray(at - 1, at)[0] === NEWLINE;
  return isLine && BEHIND.has(registry.subarray(end, Math.min(end + 1, registry.length))[0]);
}
