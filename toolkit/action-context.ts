import type { Clock } from '../core/ports/clock';
import type { Reporter } from '../core/ports/reporter';
import type { SecretHold } from '../core/secrets/secrets-in-use';

/** Everything that an action may touch beside its options: the command line has it from its process, a service from itself. */
export interface ActionContext {
  /** Where relative paths start. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly reporter: Reporter;
  /** Aborted when the action is to end early. */
  readonly signal: AbortSignal;
  /** The secrets of this run; whoever gets hold of another one adds it before it is used. */
  readonly secrets: SecretHold;
}
