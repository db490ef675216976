/** A registry as its source has it now. */
export interface FoundRegistry {
  /** Text, or its UTF-8. */
  readonly text: string | Buffer;
  /** Tells this text from earlier ones: a commit, an `ETag`, a time. Undefined where the source says nothing. */
  readonly version: string | undefined;
}

/** Where a registry comes from. */
export interface RegistrySource {
  /** For people, without credentials. */
  readonly display: string;
  /** Path of the registry, for messages. */
  readonly file: string;
  /**
   * Reads the registry.
   *
   * @param known - version that the caller has
   * @returns undefined where the source still has that version
   * @throws ToolkitError `registry-not-found`, `registry-unavailable`, `registry-too-large`, `registry-unreadable`, those of Git targets
   */
  read(known: string | undefined, signal: AbortSignal): Promise<FoundRegistry | undefined>;
}

/** Most bytes of a registry: some 200,000 claims. */
export const MOST_BYTES = 64 * 2 ** 20;
