import type { CategoryModel, ClaimModel } from './claim-model';
import type { Issue } from './issue';

/** Version of the document that an author's program hands to the command line. */
export const MODELS_DOCUMENT_VERSION = 1;

/** What `app.synth()` writes to `CLAIMS_MODELS_OUT`, and all that it writes. */
export interface ModelsDocument {
  readonly version: typeof MODELS_DOCUMENT_VERSION;
  readonly categories: readonly CategoryModel[];
  readonly claims: readonly ClaimModel[];
  /** Problems found while collecting; when any is an error nothing is planned. */
  readonly issues: readonly Issue[];
}
