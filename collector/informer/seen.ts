import type { ClaimSummary } from './claim-summary';

/** A kind that is watched. */
export interface WatchedKind {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** What the reader of a cluster tells. Times are milliseconds since 1970, by its own clock. */
export type Seen =
  | {
      readonly type: 'present';
      readonly kind: WatchedKind;
      readonly claim: ClaimSummary;
      readonly at: number;
    }
  | {
      readonly type: 'gone';
      readonly kind: WatchedKind;
      readonly namespace: string;
      readonly name: string;
      readonly uid: string;
      readonly at: number;
    }
  /** A complete list; a key is `namespace/name/uid`. */
  | {
      readonly type: 'listed';
      readonly kind: WatchedKind;
      readonly keys: ReadonlySet<string>;
      readonly at: number;
    }
  | {
      readonly type: 'unreadable';
      readonly kind: WatchedKind;
      readonly reason: string;
      readonly since: number;
    }
  | { readonly type: 'readable'; readonly kind: WatchedKind; readonly at: number };

/** Where it goes. */
export interface SeenSink {
  /** Must never throw and never block. */
  seen(what: Seen): void;
}
