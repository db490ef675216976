import type { Frozen } from '../config/check-input';
import type { PlaceConfig } from '../config/pod-config';
import type { DeployedObject } from './deployed-object';

/**
 * The namespace where it is ours: one that is restricted, because nothing of ours needs more (https://kubernetes.io/docs/concepts/security/pod-security-standards/).
 *
 * @param holdsData - it stays where the rest goes: a namespace takes its volumes along
 */
export function namespaceObjects(place: Frozen<PlaceConfig>, holdsData = false): readonly DeployedObject[] {
  if (!place.createNamespace) return [];
  return [
    {
      role: 'namespace',
      ...(holdsData && { retainOnDelete: true }),
      object: {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: place.namespace,
          labels: {
            ...place.labels,
            'app.kubernetes.io/part-of': 'cdk8s-claims',
            'pod-security.kubernetes.io/enforce': 'restricted',
          },
        },
      },
    },
  ];
}
