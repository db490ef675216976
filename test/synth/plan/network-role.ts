import type { ClaimModel, JsonObject } from '../../../core/claim-model';
import { blobObjectId } from '../../../core/git/object-id';
import { emitYaml } from '../../../core/yaml/emit-yaml';
import type { ClaimRole } from '../../../harvester/claim-files/claim-role';

/** A further file, for claims that are open. */
export const NETWORK_ROLE: ClaimRole = {
  name: 'network',
  fileName: 'network.yaml',
  edits: 'merge',
  isResource: true,
  isFor: ({ object }) => object['open'] === true,
  writer: ({ format }) => ({
    objectId: (model) => blobObjectId(emitYaml(network(model)), format),
    text: (model) => emitYaml(network(model)),
    value: network,
  }),
};

function network({ name, object }: ClaimModel): JsonObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name },
    spec: object['spec'] as JsonObject,
  };
}
