/** A kind to watch, as far as its source knows it. */
export interface KindEntry {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  /** Empty where only the answer will say. */
  readonly kind: string;
  /** Undefined where only the answer will say. */
  readonly namespaced?: boolean;
}

/** Says which kinds there are, again whenever that changes: always all of its own. */
export interface KindSource {
  /** For logs and messages: `*.db.acme.io`. */
  readonly name: string;
  /** Asks until it is stopped. Never rejects. */
  run(tell: (kinds: readonly KindEntry[]) => void): Promise<void>;
  stop(): void;
  /** Why it cannot say which kinds there are; undefined where it can. */
  problem(): string | undefined;
}

/** A key that is equal for entries of the same resource, whatever their version. */
export function kindKey({ group, resource }: Pick<KindEntry, 'group' | 'resource'>): string {
  return `${resource}.${group}`;
}
