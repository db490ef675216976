import type { Availability } from './availability';
import type { DeployedObject } from './deployed-object';
import { metadata, selectorLabels, type PartPlace } from './metadata';

/** Two are enough to go back to; each keeps an object in the cluster. */
const HISTORY = 2;

/** The Deployment of a part, with the account of its pods. */
export function deploymentObjects(
  at: PartPlace,
  { replicas, strategy }: Availability,
  template: Readonly<Record<string, unknown>>,
): readonly DeployedObject[] {
  return [
    {
      role: `${at.part}-account`,
      object: {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: metadata(at),
        // A pod that talks to the API server says so itself.
        automountServiceAccountToken: false,
      },
    },
    {
      role: `${at.part}-deployment`,
      object: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: metadata(at),
        spec: {
          replicas,
          revisionHistoryLimit: HISTORY,
          strategy,
          selector: { matchLabels: selectorLabels(at) },
          template,
        },
      },
    },
  ];
}
