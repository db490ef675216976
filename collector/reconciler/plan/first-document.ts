/** A registry cut where its second document begins. */
export interface CutRegistry {
  readonly first: Buffer;
  /** From the marker of the second document on; empty where there is none. */
  readonly rest: Buffer;
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
export function firstDocument(registry: Buffer): CutRegistry {
  for (let at = nextMarker(registry, 0); at >= 0; at = nextMarker(registry, at + 1)) {
    if (!HEADING.test(registry.toString('latin1', 0, at))) {
      return { first: registry.subarray(0, at), rest: registry.subarray(at) };
    }
  }
  return { first: registry, rest: registry.subarray(registry.length) };
}

/** Where the next line is a marker; -1: nowhere. Hyphens are rarer than ends of lines. */
function nextMarker(registry: Buffer, from: number): number {
  let at = registry.indexOf(MARKER, from);
  while (at >= 0 && !isMarker(registry, at)) at = registry.indexOf(MARKER, at + 1);
  return at;
}

function isMarker(registry: Buffer, at: number): boolean {
  return (at === 0 || registry[at - 1] === NEWLINE) && BEHIND.has(registry[at + MARKER.length]);
}
