import type { ClaimState } from '../../report/view/claim-state';

/**
 * States of clusters under the names of the registry: an entry is about a claim of its namespace and name, its kind where several are, and its
 * cluster where the entry has one. What fits several entries keeps the name that it has in its cluster.
 */
export function nameByRegistry(states: readonly ClaimState[], entries: readonly ClaimState[]): ClaimState[] {
  const byName = new Map<string, ClaimState[]>();
  for (const entry of entries) {
    const found = byName.get(entry.name);
    if (found === undefined) byName.set(entry.name, [entry]);
    else found.push(entry);
  }
  return states.map((state) => {
    const fitting = (byName.get(state.name) ?? []).filter(
      ({ namespace, cluster }) =>
        (namespace === undefined || namespace === state.namespace) &&
        (cluster === undefined || cluster === state.cluster),
    );
    const ofKind = fitting.filter(({ template }) => template === state.template);
    const [entry, ...others] = fitting.length > 1 ? ofKind : fitting;
    if (entry === undefined || others.length > 0) return state;
    const { claim, category, template, source } = entry;
    return {
      ...state,
      claim,
      ...(category !== undefined && { category }),
      ...(template !== undefined && { template }),
      ...(source !== undefined && { source }),
    };
  });
}
