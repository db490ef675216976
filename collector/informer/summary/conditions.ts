import type { ConditionSummary } from '../claim-summary';
import { countField, field, textField } from './foreign-fields';
import type { SharedText } from './shared-text';

/** Longest message that is kept: what the collector keeps of one. */
const MESSAGE_LIMIT = 4096;
const NAME_LIMIT = 256;
const STATUSES: readonly unknown[] = ['True', 'False', 'Unknown'];

/** What the conditions of an object say about being ready. */
export interface ConditionsSummary {
  readonly ready?: ConditionSummary;
  readonly synced?: ConditionSummary;
  readonly observedGeneration?: number;
  readonly originalMessage: string;
}

/** Reads `status.conditions`, whatever stands there. */
export function summarizeConditions(object: unknown, shared: SharedText): ConditionsSummary {
  const status = field(object, 'status');
  const conditions = field(status, 'conditions');
  const list: readonly unknown[] = Array.isArray(conditions) ? conditions : [];
  const [readyEntry, syncedEntry] = ['Ready', 'Synced'].map((type) =>
    list.find((entry) => field(entry, 'type') === type),
  );
  const ready = conditionOf(readyEntry, shared);
  const synced = conditionOf(syncedEntry, shared);
  const observedGeneration = observed(readyEntry, syncedEntry, status);
  return {
    ...(ready !== undefined && { ready }),
    ...(synced !== undefined && { synced }),
    ...(observedGeneration !== undefined && { observedGeneration }),
    originalMessage: originalMessage(list, readyEntry, ready),
  };
}

function conditionOf(entry: unknown, shared: SharedText): ConditionSummary | undefined {
  if (entry === undefined) return undefined;
  const status = field(entry, 'status');
  const since = textField(entry, 'lastTransitionTime', NAME_LIMIT);
  return {
    status: STATUSES.includes(status) ? (status as ConditionSummary['status']) : 'Unknown',
    reason: shared.of(textField(entry, 'reason', NAME_LIMIT)),
    message: shared.of(textField(entry, 'message', MESSAGE_LIMIT)),
    ...(since !== '' && { lastTransitionTime: since }),
  };
}

/** A condition of an older generation speaks of an older spec (crossplane-status-facts.md §2); newer versions alone say which. */
function observed(ready: unknown, synced: unknown, status: unknown): number | undefined {
  const said = [ready, synced]
    .map((entry) => countField(entry, 'observedGeneration'))
    .filter((count) => count !== undefined);
  return said.length > 0 ? Math.min(...said) : countField(status, 'observedGeneration');
}

/** The original's words (collector-and-registry.md §1.8): the first condition of type Ready alone. */
function originalMessage(
  list: readonly unknown[],
  entry: unknown,
  ready: ConditionSummary | undefined,
): string {
  if (list.length === 0) return 'no status conditions available';
  if (ready === undefined) return 'no Ready condition found';
  return ready.message === '' ? `Ready=${textField(entry, 'status', NAME_LIMIT)}` : ready.message;
}
