import { legacyStatus } from '../../../core/status/legacy-status';
import type { RegistryState } from './state-words';
import { oneLine } from './message-text';

/** What the registry says of a report of the original's format. */
export function legacyState(statusMessage: string): RegistryState {
  const message = oneLine(statusMessage);
  return { status: legacyStatus(message), statusMessage: message };
}
