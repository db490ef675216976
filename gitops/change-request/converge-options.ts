import type { ToolkitError } from '../../core/errors/toolkit-error';
import type { Clock } from '../../core/ports/clock';
import type { Reporter } from '../../core/ports/reporter';
import type { RequestResult } from '../../core/request/request-result';
import type { Forge } from '../forge/forge';
import type { RequestKind } from '../forge/request-key';
import type { Identity, TargetRepository } from '../git/target-repository';
import type { ChangePlan, PlanInput } from './change-plan';
import type { RetryPolicy } from './retry';

/** Everything one run needs. */
export interface ConvergeOptions<P extends ChangePlan> {
  readonly repository: TargetRepository;
  readonly forge: Forge;
  readonly project: string;
  /** Default `claims`. */
  readonly kind?: RequestKind;
  /** Default `all`. */
  readonly group?: string;
  /** Base branch. */
  readonly base: string;
  /** Folders and files of the target that plans look at; none: the whole tree. */
  readonly prefixes?: readonly string[];
  /** Path of the registry, read from the open request's head. */
  readonly registryPath?: string;
  /** Called once per attempt, each time with what the target is then. */
  readonly planFor: (input: PlanInput) => P | Promise<P>;
  /** Author of the commits. */
  readonly actor: Identity;
  /** Committer; default {@link COMMITTER}. */
  readonly committer?: Identity;
  /** Version of this tool, written to the request. */
  readonly version: string;
  readonly clock: Clock;
  readonly reporter?: Reporter;
  /** Merge the request when it is right. */
  readonly merge?: boolean;
  /** Say what would be done, write nothing. */
  readonly dryRun?: boolean;
  /** Replace commits of others on the request's branch. */
  readonly takeOver?: boolean;
  readonly retry?: RetryPolicy;
  readonly signal?: AbortSignal;
}

/** What a run did. */
export interface ConvergeResult<P extends ChangePlan> extends RequestResult {
  /** The plan of the last attempt. */
  readonly plan: P;
  /** Why the request must not be merged yet; the caller decides how loudly to say so. */
  readonly mergeBlocker?: ToolkitError;
}

/** Committer of every commit, whoever the author is. */
export const COMMITTER: Identity = { name: 'cdk8s-claims', email: 'cdk8s-claims@localhost.invalid' };
