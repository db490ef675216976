import type { HubConfig } from '../config/hub-config';
import type { DeployedObject } from './deployed-object';
import { metadata, type PartPlace } from './metadata';
import { GROUP_READS, type MountedVolume } from './pod';

/** Folder of the hashes in the collector's container. */
export const TOKENS_FOLDER = '/etc/claims/tokens';

const KEY = 'tokens.json';

/**
 * The hashes of a cluster's tokens, in an object of its own: it is deleted, and the cluster may report no more. A hash of 256 random bits tells nothing, so it is no Secret, and may stand in Git.
 */
export function tokenObjects(tokens: HubConfig['tokens'], at: PartPlace): readonly DeployedObject[] {
  return clustersOf(tokens).map((cluster) => ({
    role: `${at.part}-tokens-${cluster}`,
    object: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadata(at, `tokens-${cluster}`),
      data: { [KEY]: `${JSON.stringify({ [cluster]: tokens[cluster] })}\n` },
    },
  }));
}

/** All of them in one folder. One that is not there stops no pod: that is how a cluster is shut out at once. */
export function tokenVolumes(tokens: HubConfig['tokens'], at: PartPlace): readonly MountedVolume[] {
  const clusters = clustersOf(tokens);
  if (clusters.length === 0) return [];
  const sources = clusters.map((cluster) => ({
    configMap: {
      name: metadata(at, `tokens-${cluster}`).name,
      optional: true,
      items: [{ key: KEY, path: `${cluster}.json` }],
    },
  }));
  return [
    { name: 'tokens', path: TOKENS_FOLDER, source: { projected: { defaultMode: GROUP_READS, sources } } },
  ];
}

/** In an order that does not depend on who wrote the configuration. */
function clustersOf(tokens: HubConfig['tokens']): string[] {
  return Object.keys(tokens).sort();
}
