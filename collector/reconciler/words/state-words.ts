/** Words of the registry's field `status`; see docs/status.md. */
export type RegistryStatus = 'active' | 'creating' | 'deleting' | 'unknown' | 'error';

/** What the registry says of a claim. */
export interface RegistryState {
  readonly status: RegistryStatus;
  readonly statusMessage: string;
}
