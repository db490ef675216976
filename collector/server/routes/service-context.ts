import type { DampingRules } from '../../store/damping';
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
  /** How long a cluster may be silent, in milliseconds; the second one is for clusters that only send the original's format, which never re-sends. */
  readonly silence: { readonly session: number; readonly legacy: number | undefined };
  readonly damping: DampingRules;
  readonly version: { readonly version: string; readonly commit: string };
}
