import type { RegistryState, RegistryStatus } from './state-words';
import { oneLine } from './message-text';

/** The worst first. */
const ORDER: readonly RegistryStatus[] = ['error', 'deleting', 'unknown', 'creating', 'active'];

/** What a registry says of one claim in several clusters: the worst of it, with the name of each cluster. */
export function worstState(
  states: readonly { readonly cluster: string; readonly state: RegistryState }[],
): RegistryState {
  const [first] = states;
  if (first !== undefined && states.length === 1) return first.state;
  const status = ORDER.find((word) => states.some(({ state }) => state.status === word)) ?? 'unknown';
  const sorted = [...states].sort(
    (one, other) =>
      ORDER.indexOf(one.state.status) - ORDER.indexOf(other.state.status) ||
      (one.cluster < other.cluster ? -1 : 1),
  );
  const words = sorted.map(({ cluster, state }) => `${cluster}: ${state.statusMessage}`);
  return { status, statusMessage: oneLine(words.join('; ')) };
}
