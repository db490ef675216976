import { ComponentResource, type ComponentResourceOptions } from '@pulumi/pulumi';
import type { z } from 'zod';
import type { Frozen } from '../config/check-input';
import { hubConfig, type hubSchema } from '../config/hub-config';
import { hubObjects } from '../objects/hub-objects';
import { realise, type Nodes } from './realise';
import type { SecretValues } from './secret-values';
import type { Transforms } from './transform';

/** The configuration of a hub as it is written: with defaults left out. */
export type HubInput = Frozen<z.input<typeof hubSchema>>;

/**
 * What a hub is made of.
 *
 * @example
 * new CollectorHub('hub', {
 *   hub: { image: 'registry.example.com/claims@sha256:…', … },
 *   secrets: { 'token/west': config.requireSecret('token-west') },
 *   transforms: { deployment: ({ options }) => ({ options: { ...options, ignoreChanges: ['spec.replicas'] } }) },
 * });
 */
export interface CollectorHubArgs {
  /** Its configuration, as `claims deploy render` takes it. */
  readonly hub: HubInput;
  /** Values of the secrets that it names. They are kept as secrets, and stand in the data of Secrets alone. */
  readonly secrets?: SecretValues;
  /** The last word about single objects, by role. */
  readonly transforms?: Transforms;
}

/**
 * The collector with what it needs: where the statuses of all clusters come together.
 *
 * Its resources go to the cluster of `options.provider`. Its type token never changes.
 */
export class CollectorHub extends ComponentResource {
  static readonly type: string = 'cdk8s-claims:deploy:CollectorHub';

  /** The resources, by role. */
  readonly nodes: Nodes;

  /** @throws ToolkitError `config-invalid` with all problems at once, before the first resource */
  constructor(name: string, args: CollectorHubArgs, options?: ComponentResourceOptions) {
    const objects = hubObjects(hubConfig(args.hub));
    super(new.target.type, name, {}, options);
    const { secrets, transforms } = args;
    this.nodes = realise(objects, { name, parent: this, secrets, transforms });
    this.registerOutputs({});
  }
}
