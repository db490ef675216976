import type { Issue } from '../../core/issue';
import type { ModelsDocument } from '../../core/models-document';
import type { Snapshot } from '../../core/snapshot';
import type { RegistryScan } from '../layout/registry/scan-registry';
import type { DesiredClaim } from './desired-claim';
import type { Ownership } from './ownership';
import type { PlanContext } from './plan-context';
import type { PlanReader } from './plan-reader';
import type { DividedClaims } from './untouched-claims';

/** What the shared files of the target say; the same in every round. */
export interface TargetFacts extends DividedClaims {
  readonly ownership: Ownership;
  readonly registry?: RegistryScan;
  readonly openRequest?: RegistryScan;
  /** Slug for new entries and catalog files, never empty. */
  readonly repository: string;
  /** The same, undefined when it is only a makeshift. */
  readonly knownRepository?: string;
  readonly claims: readonly DesiredClaim[];
}

/** What one round of planning knows about the target. */
export interface PlanRound extends TargetFacts {
  readonly snapshot: Snapshot;
  readonly context: PlanContext;
  readonly models: ModelsDocument;
  readonly reader: PlanReader;
  /** What policies let through. */
  readonly policyWarnings: readonly Issue[];
}
