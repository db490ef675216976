import type { ClaimItem } from '../snapshot/claim-item';

/** How a claim is, in four words; the registry itself knows many. */
export type ClaimState = 'failing' | 'progressing' | 'unknown' | 'ready';

/** All of them, what needs a person first. */
export const CLAIM_STATES: readonly ClaimState[] = ['failing', 'progressing', 'unknown', 'ready'];

/** Words of the registry: those of harvester, of the reconciler and of the tools around them (collector-and-registry.md §2.5). */
const STATE_OF: ReadonlyMap<string, ClaimState> = new Map([
  ['error', 'failing'],
  ['failed', 'failing'],
  ['creating', 'progressing'],
  ['pending', 'progressing'],
  ['applied', 'progressing'],
  ['deleting', 'progressing'],
  ['active', 'ready'],
  ['healthy', 'ready'],
  ['ready', 'ready'],
]);

/** Whether a person is needed. In a status collector's map there is a message alone. */
export function stateOf({ status, statusMessage }: Pick<ClaimItem, 'status' | 'statusMessage'>): ClaimState {
  const said = STATE_OF.get(status.toLowerCase());
  if (said !== undefined || status !== '') return said ?? 'unknown';
  return MESSAGE_OF_READY.test(statusMessage ?? '') ? 'ready' : 'unknown';
}

const MESSAGE_OF_READY = /^Ready(?:=True)?$/;
