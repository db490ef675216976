import type { SyncState } from '../sync/sync-state';

/** What the routes of the registry API work with. */
export interface RegistryContext {
  /** Undefined until the registry was read for the first time. */
  readonly state: () => SyncState | undefined;
  /** Where the registry comes from, for people. */
  readonly source: string;
  /** Branch whose pushes count; those of others are no news. */
  readonly branch: string;
  /** Asks for a look at the source. */
  readonly ask: () => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly webhookSecret: string | undefined;
  readonly version: { readonly version: string; readonly commit: string; readonly buildDate: string };
}
