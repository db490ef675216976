/** What a reader of list and watch tells. Called from where the stream is read: must not throw. */
export interface ReadObserver {
  /** A complete list begins: what was told of the one before that did not come to its end does not count. */
  begin(): void;
  present(object: unknown): void;
  gone(object: unknown): void;
  /** Everything that there is has been told. */
  listed(envelope: unknown): void;
  /** It does not work, and why. Told when that changes. */
  unreadable(reason: string, since: number): void;
  /** It works again, or for the first time. */
  readable(): void;
}
