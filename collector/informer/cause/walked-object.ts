import type { ObjectReference } from '../claim-summary';
import type { ObjectFacts } from './object-facts';

/** What a walk learned about one object. `unread`: a Secret, which has no condition and is no matter of a walk. */
export type Learned =
  | { readonly type: 'object'; readonly facts: ObjectFacts }
  | { readonly type: 'absent' | 'forbidden' | 'unread' };

/** An object that a walk came to. */
export interface WalkedObject {
  readonly reference: ObjectReference;
  /** 0 for the claim itself. */
  readonly depth: number;
  /** Places of the objects that refer to it, the one through which it was found first; none for the claim. */
  readonly parents: readonly number[];
  readonly learned: Learned;
}

/** Everything that a walk came to, the claim first. */
export interface Walk {
  readonly objects: readonly WalkedObject[];
  /** Objects that are referred to but were not looked at, because there are too many or they are too deep. */
  readonly leftOut: number;
}
