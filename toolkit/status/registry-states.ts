import { legacyStatus } from '../../core/status/legacy-status';
import { liveState } from '../../core/status/live-state';
import { readRegistry, type ScannedEntry } from '../../harvester/registry/scan-registry';
import type { ClaimState } from '../../report/view/claim-state';

/**
 * What a registry of either schema says of its claims, in its order.
 *
 * @param file - its path, for messages
 * @throws ToolkitError `registry-unreadable`
 */
export function registryStates(text: string, file: string): ClaimState[] {
  return readRegistry(text, file).entries.map(({ fields, cluster }) =>
    cluster === undefined ? entryState(fields) : stateOfMap(fields, cluster),
  );
}

/** What an entry of harvester's list says. */
export function entryState(fields: ScannedEntry['fields']): ClaimState {
  const said = (field: string): string | undefined => fields.get(field) || undefined;
  const {
    name = '',
    category,
    namespace,
    template,
    source,
  } = {
    name: said('name'),
    category: said('category'),
    namespace: said('namespace'),
    template: said('template'),
    source: said('source'),
  };
  const cluster = said('cluster');
  return {
    claim: category === undefined ? name : `${category}/${name}`,
    name,
    ...(category !== undefined && { category }),
    ...(namespace !== undefined && { namespace }),
    ...(template !== undefined && { template }),
    ...(source !== undefined && { source }),
    ...(cluster !== undefined && { cluster }),
    ...liveState(fields),
  };
}

/** The status collector's map has a message and no status: what that means is told as for a report of the original's format. */
function stateOfMap(fields: ScannedEntry['fields'], cluster: string): ClaimState {
  const reference = fields.get('claimRef') ?? '';
  const slash = reference.indexOf('/');
  const message = fields.get('statusMessage');
  const status = message === undefined ? '' : legacyStatus(message);
  return {
    claim: reference,
    name: reference.slice(slash + 1),
    ...(slash > 0 && { namespace: reference.slice(0, slash) }),
    ...liveState(new Map([...fields, ['status', status], ['cluster', cluster]])),
    cluster,
  };
}
