import type { DeclaredClaim } from '../match/declared-claim';

/** What a merged request did to a claim. */
export interface TouchedClaim {
  readonly change: 'created' | 'changed' | 'removed';
  /** Whether its cluster sees another spec, so that its generation grows. */
  readonly isSpecChanged: boolean;
  /** As the merge has it; of a removed one as it was before. */
  readonly declared: DeclaredClaim;
  /** Of a removed one: the entry that is about the same object now. */
  readonly movedTo?: string;
}
