import type { JsonObject } from '../../core/claim-model';
import type { Change, Plan } from '../../core/plan';
import type { Snapshot } from '../../core/snapshot';
import { readClaimFileValue } from '../../harvester/claim-file';

/**
 * Removed and replaced claims as they stand at the base, by `<category>/<name>`: what a review reads deletion policies from.
 * Costs nothing where nothing is destroyed; the planner has read these files already.
 */
export function previousClaims(plan: Plan, snapshot: Snapshot): ReadonlyMap<string, JsonObject> {
  const previous = new Map<string, JsonObject>();
  for (const change of plan.changes) {
    if (change.change !== 'removed' && change.change !== 'replaced') continue;
    const object = objectBefore(change, snapshot);
    if (object !== undefined) previous.set(`${change.category}/${change.name}`, object);
  }
  return previous;
}

function objectBefore(change: Change, { contents }: Snapshot): JsonObject | undefined {
  for (const path of [change.path, ...change.files]) {
    const text = contents.get(path);
    const value = text === undefined ? undefined : readOrNothing(text, path);
    if (isObjectOf(value, change.before?.kind)) return value;
  }
  return undefined;
}

function readOrNothing(text: string, path: string): unknown {
  try {
    return readClaimFileValue(text, path);
  } catch {
    return undefined;
  }
}

function isObjectOf(value: unknown, kind: string | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}
