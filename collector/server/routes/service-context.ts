import type { DampingRules } from '../../store/damping';
import type { SilenceRules } from '../../store/silent-clusters';
import type { StatusStore } from '../../store/status-store';
import type { Access } from '../access/access';

/** What the routes of the collector work with. */
export interface CollectorContext {
  readonly store: StatusStore;
  readonly access: Access;
  /** Redacts messages before they are stored. */
  readonly redact: (text: string) => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly silence: SilenceRules;
  readonly damping: DampingRules;
  readonly version: { readonly version: string; readonly commit: string };
}
