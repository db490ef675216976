import type { ObjectReference } from '../claim-summary';

/** What a read of one object gave. */
export type Found =
  | { readonly type: 'object'; readonly object: unknown }
  /** There is no such object, or no such kind. */
  | { readonly type: 'absent' }
  /** It may not be read. */
  | { readonly type: 'forbidden' }
  /** No answer: nothing is known about the object. */
  | { readonly type: 'failed'; readonly why: string; readonly retryAfter?: number };

/** Reads single objects of a cluster. */
export interface ObjectReader {
  /**
   * Never rejects.
   *
   * @param spend - called before every request that is made for it; resolves when the request may be made
   */
  get(reference: ObjectReference, spend: () => Promise<void>): Promise<Found>;
}

/** An event of an object. */
export interface WarningEvent {
  readonly reason: string;
  readonly message: string;
}

/** Reads events of a cluster: a right of its own, which may be missing. */
export interface EventReader {
  /** The last Warning of an object; undefined where there is none or it may not be read. Never rejects. */
  lastWarning(
    of: { readonly uid: string; readonly namespace: string },
    spend: () => Promise<void>,
  ): Promise<WarningEvent | undefined>;
}
