import type { ClaimSummary } from './claim-summary';

/** A kind that is watched. Its name and scope are known from the first answer on: until then `kind` is empty. */
export interface WatchedKind {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** What the reader tells. Times are those of this machine, in milliseconds. */
export type Seen =
  | {
      readonly type: 'present';
      readonly kind: WatchedKind;
      readonly claim: ClaimSummary;
      readonly at: number;
    }
  /** May be told of what was never there, and more than once. */
  | {
      readonly type: 'gone';
      readonly kind: WatchedKind;
      readonly namespace: string;
      readonly name: string;
      readonly uid: string;
      readonly at: number;
    }
  /** A complete list. What is not in it is gone; keys are `<namespace>/<name>/<uid>`. Every object of it was told before. */
  | {
      readonly type: 'listed';
      readonly kind: WatchedKind;
      readonly keys: ReadonlySet<string>;
      /** It is complete for this namespace alone; undefined: for all. */
      readonly namespace?: string;
      readonly at: number;
    }
  | {
      readonly type: 'unreadable';
      readonly kind: WatchedKind;
      readonly reason: string;
      readonly since: number;
    }
  | { readonly type: 'readable'; readonly kind: WatchedKind; readonly at: number };

/** Who is told what is seen. Must never throw and never block: it is called from where the stream is read. */
export interface SeenSink {
  seen(what: Seen): void;
}
