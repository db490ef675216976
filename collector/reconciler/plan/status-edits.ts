import { redactText } from '../../../core/secrets/redact-text';
import { timestamp } from '../../../core/time/timestamp';
import type { EntryVisitor } from '../../../harvester/registry/visit-registry';
import type { ScannedEntry } from '../../../harvester/registry/scan-registry';
import type { EntryPlace, EntryUpdate } from '../../../harvester/registry/update-registry';
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
  readonly edit: EntryUpdate;
  /** Whether two messages of it say the same. */
  readonly isSame: (one: string, other: string) => boolean;
  /** Of the entry; undefined where only the library can tell. */
  readonly place: EntryPlace | undefined;
}

/** What was observed, and when the plan is made. */
export interface StatusInput {
  /** By key of the entry. */
  readonly found: ReadonlyMap<string, readonly ObservedClaim[]>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Collects what changes in a registry: entries whose status or message differ. A later time alone is no change. Of several entries with one key the first is meant. */
export class StatusChanges {
  readonly changes: StatusChange[] = [];
  private readonly seen = new Set<string>();

  constructor(private readonly input: StatusInput) {}

  /** Takes the next entry. */
  add(...[entry, block]: Parameters<EntryVisitor>): void {
    const { key, cluster } = entry;
    const { found, now } = this.input;
    const claims = found.get(key);
    if (claims === undefined || this.seen.has(key)) return;
    this.seen.add(key);
    const change = changeOf(entry, claims, now);
    const place = block && { ...block, cluster };
    if (change !== undefined) this.changes.push({ ...change, place });
  }
}

function changeOf(
  entry: ScannedEntry,
  claims: readonly ObservedClaim[],
  now: number,
): Omit<StatusChange, 'place'> | undefined {
  const { key } = entry;
  // Entries of the original's map have no status.
  const isOfMap = entry.cluster !== undefined;
  const state = isOfMap ? originalState(claims, now) : stateOf(claims, now);
  const before = { status: entry.valueOf('status'), statusMessage: entry.valueOf('statusMessage') };
  const isSameStatus = isOfMap || before.status === state.status;
  // The original writes every message as it came.
  const isOriginal = claims.every(({ identity }) => identity === undefined);
  const isSame = isOriginal ? isEqual : isSameMessage;
  const isSaid = (message: string): boolean => isSame(before.statusMessage ?? '', message);
  if (isSameStatus && isSaid(state.statusMessage)) return undefined;
  // Everybody may read the registry: what goes there is searched once more, reasons and names of causes included.
  const after = { ...state, statusMessage: redactText(state.statusMessage) };
  if (isSameStatus && isSaid(after.statusMessage)) return undefined;
  const lastCheckedAt = timestamp(new Date(Math.max(...claims.map(({ receivedAt }) => receivedAt))));
  const { statusMessage } = after;
  const fields = isOfMap ? { statusMessage, lastCheckedAt } : { ...after, lastCheckedAt };
  const edit = { type: 'update', key, fields } as const;
  return { key, before: before as Partial<RegistryState>, after, edit, isSame };
}

function isEqual(one: string, other: string): boolean {
  return one === other;
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
