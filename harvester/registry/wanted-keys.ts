/** Bits of the table of names; a power of two. */
const BITS = 1 << 16;
/** FNV-1a, 32 bits. */
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;
const SLASH = 47;

/** A set of keys, or a map from them. */
export type KnownKeys = Pick<ReadonlySet<string>, 'has' | 'keys'>;

/** Keys of entries that somebody wants to see. Most names are found not to be among them without making text of their bytes. */
export class WantedKeys {
  /** Entries that were passed over, because nobody wants them. */
  passed = 0;
  /** By the hash of what stands behind the last slash of a key; undefined: nobody knows. */
  private readonly names: Uint8Array | undefined;

  /** @param keys - a set or a map of them, or who knows them */
  constructor(private readonly keys: KnownKeys | ((key: string) => boolean)) {
    if (typeof keys !== 'function') this.names = tableOf(keys);
  }

  /** Whether nobody wants the entry of this key, which is counted then. */
  passes(key: string): boolean {
    const { keys } = this;
    if (typeof keys === 'function' ? keys(key) : keys.has(key)) return false;
    this.passed += 1;
    return true;
  }

  /** False: no key ends with this name. @param bytes - of a name without a slash, quotes and blanks */
  mayHaveName(bytes: Buffer, start: number, end: number): boolean {
    const { names } = this;
    if (names === undefined) return true;
    let hash = OFFSET;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), PRIME);
    return names[(hash ^ (hash >>> 16)) & (BITS - 1)] === 1;
  }
}

function tableOf(keys: KnownKeys): Uint8Array {
  const table = new Uint8Array(BITS);
  for (const key of keys.keys()) {
    const bytes = Buffer.from(key);
    let hash = OFFSET;
    for (let at = bytes.lastIndexOf(SLASH) + 1; at < bytes.length; at++) {
      hash = Math.imul(hash ^ (bytes[at] as number), PRIME);
    }
    table[(hash ^ (hash >>> 16)) & (BITS - 1)] = 1;
  }
  return table;
}
