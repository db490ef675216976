import { redactText } from '../../../core/secrets/redact-text';
import { timestamp } from '../../../core/time/timestamp';
import type { RegistryEdit } from '../../../harvester/registry/registry-edit';
import type { ScannedEntry } from '../../../harvester/registry/scan-registry';
import type { RegistrySchema } from '../../../harvester/registry/registry-schema';
import type { ObservedClaim } from '../observed/observed-claim';
import { isSameMessage, oneLine } from '../words/message-text';
import { registryState } from '../words/registry-state';
import type { RegistryState } from '../words/state-words';
import { worstState } from '../words/worst-state';

/** One entry that says something else from now on. */
export interface StatusChange {
  readonly key: string;
  readonly before: Partial<RegistryState>;
  readonly after: RegistryState;
  readonly edit: RegistryEdit;
}

/** Entries of a registry with what was observed of them. */
export interface StatusInput {
  readonly schema: RegistrySchema;
  readonly entries: Iterable<ScannedEntry>;
  /** By key of the entry. */
  readonly found: ReadonlyMap<string, readonly ObservedClaim[]>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What changes in a registry: entries whose status or message differ. A later time alone is no change. */
export function statusChanges({ schema, entries, found, now }: StatusInput): StatusChange[] {
  const changes: StatusChange[] = [];
  const seen = new Set<string>();
  for (const { key, fields } of entries) {
    const claims = found.get(key);
    if (claims === undefined || seen.has(key)) continue;
    seen.add(key);
    const state = schema === 'clusters' ? originalState(claims, now) : stateOf(claims, now);
    const before = { status: fields.get('status'), statusMessage: fields.get('statusMessage') };
    const isSameStatus = schema === 'clusters' || before.status === state.status;
    const isSaid = (message: string): boolean => isSameMessage(before.statusMessage ?? '', message);
    if (isSameStatus && isSaid(state.statusMessage)) continue;
    // Everybody may read the registry: what goes there is searched once more, reasons and names of causes included.
    const after = { ...state, statusMessage: redactText(state.statusMessage) };
    if (isSameStatus && isSaid(after.statusMessage)) continue;
    const lastCheckedAt = timestamp(new Date(Math.max(...claims.map(({ receivedAt }) => receivedAt))));
    const { statusMessage } = after;
    const changed = schema === 'clusters' ? { statusMessage, lastCheckedAt } : { ...after, lastCheckedAt };
    changes.push({
      key,
      before: before as Partial<RegistryState>,
      after,
      edit: { type: 'update', key, fields: changed },
    });
  }
  return changes;
}

function stateOf(claims: readonly ObservedClaim[], now: number): RegistryState {
  return worstState(claims.map((claim) => ({ cluster: claim.cluster, state: registryState(claim, now) })));
}

/** The original's map has no status: its message is what the informer said, or why that is not known any more. */
function originalState(claims: readonly ObservedClaim[], now: number): RegistryState {
  const [claim] = claims;
  if (claim === undefined) return { status: 'unknown', statusMessage: '' };
  const { goneSince, unreadable, silentSince, status } = claim;
  const isKnown = goneSince === undefined && unreadable === undefined && silentSince === undefined;
  return isKnown
    ? { status: 'unknown', statusMessage: oneLine(status.statusMessage) }
    : registryState(claim, now);
}
