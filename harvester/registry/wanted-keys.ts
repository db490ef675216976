/** Bits of the table of names; a power of two. */
const BITS = 1 << 16;
/** FNV-1a, 32 bits. */
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;
const SLASH = 47;
/** A name stands behind one of these in a key, or is all of it. */
const BEFORE_NAME = /[/\0]/;

/** A set of keys, or a map from them. */
export type KnownKeys = Pick<ReadonlySet<string>, 'has' | 'keys'>;

/** Keys of entries that somebody wants to see. Most names are found not to be among them without making text of their bytes. */
export class WantedKeys {
  /** Entries that were passed over, because nobody wants them. */
  passed = 0;

  /**
   * @param wants - whether a key is wanted
   * @param names - by the hash of what stands behind the last slash of a wanted key; undefined: nobody knows
   */
  private constructor(
    private readonly wants: (key: string) => boolean,
    private readonly names: Uint8Array | undefined,
  ) {}

  /** @param keys - a set or a map of them, or who knows them */
  static of(keys: KnownKeys | ((key: string) => boolean)): WantedKeys {
    if (typeof keys === 'function') return new WantedKeys(keys, undefined);
    return new WantedKeys((key) => keys.has(key), tableOf(keys.keys()));
  }

  /** Keys of whatever has one of these names, and some more. */
  static named(names: ReadonlySet<string>): WantedKeys {
    const wants = (key: string): boolean => {
      for (let start = 0; ;) {
        if (names.has(key.slice(start))) return true;
        const next = key.slice(start).search(BEFORE_NAME);
        if (next < 0) return false;
        start += next + 1;
      }
    };
    return new WantedKeys(wants, tableOf(names));
  }

  /** Whether nobody wants the entry of this key, which is counted then. */
  passes(key: string): boolean {
    if (this.wants(key)) return false;
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

function tableOf(keys: Iterable<string>): Uint8Array {
  const table = new Uint8Array(BITS);
  for (const key of keys) {
    const bytes = Buffer.from(key);
    let hash = OFFSET;
    for (let at = bytes.lastIndexOf(SLASH) + 1; at < bytes.length; at++) {
      hash = Math.imul(hash ^ (bytes[at] as number), PRIME);
    }
    table[(hash ^ (hash >>> 16)) & (BITS - 1)] = 1;
  }
  return table;
}
