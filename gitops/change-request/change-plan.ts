import type { Bytes } from '../../core/bytes/bytes';
import type { ToolkitError } from '../../core/errors/toolkit-error';
import type { ForgeCapabilities, RequestSettings } from '../forge/forge';
import type { Trailers } from '../forge/trailers';
import type { SnapshotReader } from '../snapshot-reader';
import type { ContentEdit } from '../tree-edit';

/** What a plan is made from. */
export interface PlanInput {
  /** The target at the freshly fetched base. */
  readonly snapshot: SnapshotReader;
  /** Id of that base; undefined in an empty repository. */
  readonly base: string | undefined;
  /** UTF-8 of the registry at the head of our own open request: where `createdAt` of claims not merged yet comes from. */
  readonly openRequestRegistry?: Bytes;
  /** Extra trailers of the open request, e.g. acknowledgements given in earlier runs. */
  readonly openRequestTrailers: Trailers;
  /** Labels of the open request, where the forge has labels. */
  readonly openRequestLabels: readonly string[];
  /** How long title, body and comments may be on this forge. */
  readonly capabilities: ForgeCapabilities;
}

/** What a request should be. Made anew for each attempt, from what the target is then. */
export interface ChangePlan {
  /** Nothing is left to change: an open request is closed. */
  readonly empty: boolean;
  readonly edits: readonly ContentEdit[];
  readonly title: string;
  /** Body and its continuations, each within the limits. */
  readonly parts: readonly string[];
  /** Hash of everything the plan follows from, time and source lines excluded: equal means "nothing to do". */
  readonly inputHash: string;
  /** Hash of what the plan does to the target. */
  readonly outputHash: string;
  /** Facts that must stand in the request, e.g. `Claims-Acknowledge`. */
  readonly trailers?: Trailers;
  readonly settings?: RequestSettings;
  /** Works out what is read late, such as title and parts. Called while Git makes the tree, so that neither waits for the other. */
  readonly prepare?: () => void;
  /**
   * What forbids merging this plan, given the labels that the request has by now: a missing acknowledgement. A forge with
   * labels gets the request nevertheless, so that a label can be put on it; elsewhere nothing is written.
   */
  readonly mergeBlocker?: (labels: readonly string[]) => ToolkitError | undefined;
}
