import type { Transform } from './transform';

/** Has the provider make an object without waiting for its pods, endpoints or volumes: for a cluster where they cannot come yet. */
export const withoutWait: Transform = ({ object }) => ({
  object: {
    ...object,
    metadata: {
      ...object.metadata,
      annotations: { ...object.metadata.annotations, 'pulumi.com/skipAwait': 'true' },
    },
  },
});
