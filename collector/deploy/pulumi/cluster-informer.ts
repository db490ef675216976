import { ComponentResource, type ComponentResourceOptions } from '@pulumi/pulumi';
import type { z } from 'zod';
import type { Frozen } from '../config/check-input';
import { informerConfig, type informerSchema } from '../config/informer-config';
import { informerObjects } from '../objects/informer-objects';
import { realise, type Nodes } from './realise';
import type { SecretValues } from './secret-values';
import type { Transforms } from './transform';

/** The configuration of an informer as it is written: with defaults left out. */
export type InformerInput = Frozen<z.input<typeof informerSchema>>;

/**
 * What an informer is made of.
 *
 * @example
 * new ClusterInformer('west', {
 *   informer: { name: 'west', image: 'registry.example.com/claims@sha256:…', kinds: ['*.acme.io'], collector: { url } },
 *   secrets: { 'token/west': config.requireSecret('token-west') },
 * }, { provider: west });
 */
export interface ClusterInformerArgs {
  /** Its configuration, as `claims deploy render` takes it. */
  readonly informer: InformerInput;
  /** Values of the secrets that it names, `token/<name of the cluster>` mostly. They are kept as secrets, and stand in the data of Secrets alone. */
  readonly secrets?: SecretValues;
  /** The last word about single objects, by role. */
  readonly transforms?: Transforms;
}

/**
 * The informer of a cluster: it reports how the claims there are.
 *
 * Its resources go to the cluster of `options.provider`. Its type token never changes.
 */
export class ClusterInformer extends ComponentResource {
  static readonly type: string = 'cdk8s-claims:deploy:ClusterInformer';

  /** The resources, by role. */
  readonly nodes: Nodes;

  /** @throws ToolkitError `config-invalid` with all problems at once, before the first resource */
  constructor(name: string, args: ClusterInformerArgs, options?: ComponentResourceOptions) {
    const objects = informerObjects(informerConfig(args.informer));
    super(new.target.type, name, {}, options);
    const { secrets, transforms } = args;
    this.nodes = realise(objects, { name, parent: this, secrets, transforms });
    this.registerOutputs({});
  }
}
