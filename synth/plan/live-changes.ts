import type { Change } from '../../core/plan';
import { registryKey } from '../../core/registry-entry';
import { type LiveState, liveState } from '../../core/status/live-state';
import type { RegistryScan } from '../../harvester/registry/scan-registry';

/**
 * Changes with what the registry of the base says of the claims as they run now: under the name that each had before. It is told to people and
 * decides nothing.
 */
export function withLiveStates(changes: readonly Change[], registry: RegistryScan | undefined): Change[] {
  if (registry === undefined || changes.length === 0) return [...changes];
  const wanted = new Map(changes.map((change) => [keyBefore(change), [] as LiveState[]]));
  for (const { key, fields } of entriesOf(registry, wanted)) {
    const state = liveState(fields);
    if (state !== undefined) wanted.get(key)?.push(state);
  }
  return changes.map((change) => {
    const live = wanted.get(keyBefore(change)) ?? [];
    return live.length === 0 ? change : { ...change, live };
  });
}

function keyBefore(change: Change): string {
  return change.from ?? registryKey(change);
}

/** The fields of an entry are read when they are asked for: of others than these nobody asks. */
function entriesOf(registry: RegistryScan, keys: ReadonlyMap<string, unknown>): RegistryScan['entries'] {
  return registry.entries.filter(({ key }) => keys.has(key));
}
