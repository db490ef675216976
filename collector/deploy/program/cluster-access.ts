import { z } from 'zod';

const text = z.string().min(1);

/**
 * How a stack reaches a cluster: a context of the ambient kubeconfig, an output of another stack, or, where neither is named, the
 * kubeconfig under its name in the secret key `kubeconfigs`.
 */
export const clusterAccess = z
  .strictObject({
    /** A context of the kubeconfig. */
    context: text.optional(),
    /** Another stack, `<organization>/<project>/<stack>`. */
    stack: text.optional(),
    /** The output of that stack which is the kubeconfig, as text or as an object. Default: `kubeconfig`. */
    output: text.optional(),
  })
  .refine(({ stack, output }) => output === undefined || stack !== undefined, {
    message: 'output is the output of a stack: set stack too',
  });

export type ClusterAccess = z.infer<typeof clusterAccess>;
