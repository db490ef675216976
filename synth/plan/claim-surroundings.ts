import type { Artifacts } from '../../core/plan-config';
import type { SnapshotIndex } from '../../core/snapshot';
import type { LineStates } from './line-states';
import type { OwnedLine } from './own-lines';
import type { PlanReader } from './plan-reader';
import type { RemovedClaim } from './removed-claims';

/** Facts around one claim that the whole plan knows. */
export interface ClaimSurroundings {
  readonly reader: PlanReader;
  readonly index: SnapshotIndex;
  readonly states: LineStates;
  /** What is written beside the claims. */
  readonly artifacts: Artifacts;
  /** Our ledger lines of this construct. */
  readonly lines: readonly OwnedLine[];
  readonly overwrite: boolean;
  /** The person asked for the program's changes in their version of the claim file. */
  readonly mergeEdits: boolean;
  /** The removed claim with the same cluster identity, when this one is new: then it is a move. */
  readonly movedFrom?: RemovedClaim;
}
