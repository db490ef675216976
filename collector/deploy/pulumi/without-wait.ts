import type { KubernetesObject } from '../objects/deployed-object';

/** Has the provider make an object without waiting for its pods, endpoints or volumes: for a cluster where they cannot come yet. */
export const withoutWait = ({
  object,
}: {
  readonly object: KubernetesObject;
}): { readonly object: KubernetesObject } => ({
  object: {
    ...object,
    metadata: {
      ...object.metadata,
      annotations: { ...object.metadata.annotations, 'pulumi.com/skipAwait': 'true' },
    },
  },
});
