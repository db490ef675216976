import type { DeploymentConfig } from '../../../../collector/deploy/config/deployment-config';
import type { DeployedObject, KubernetesObject } from '../../../../collector/deploy/objects/deployed-object';
import { hubObjects } from '../../../../collector/deploy/objects/hub-objects';
import { informerObjects } from '../../../../collector/deploy/objects/informer-objects';

/** Every object of a deployment. */
export function allObjects({ hub, clusters }: DeploymentConfig): readonly DeployedObject[] {
  return [...hubObjects(hub), ...clusters.flatMap(informerObjects)];
}

/** The object with a role. */
export function objectOf(objects: readonly DeployedObject[], role: string): KubernetesObject {
  const found = objects.filter((each) => each.role === role);
  if (found.length !== 1 || found[0] === undefined) {
    throw new Error(
      `${found.length} objects are ${role}; there are ${objects.map((each) => each.role).join(', ')}`,
    );
  }
  return found[0].object;
}

/** What tests look at in a pod. */
export interface PodShape {
  readonly automountServiceAccountToken: boolean;
  readonly terminationGracePeriodSeconds: number;
  readonly topologySpreadConstraints?: readonly object[];
  readonly securityContext: object;
  readonly volumes: readonly {
    readonly name: string;
    readonly projected?: { readonly sources: readonly object[] };
  }[];
  readonly containers: readonly {
    readonly image: string;
    readonly env: readonly { readonly name: string; readonly value?: string }[];
    readonly securityContext: object;
    readonly resources: { readonly limits: { readonly memory?: string } };
    readonly volumeMounts: readonly { readonly name: string }[];
    readonly lifecycle?: { readonly preStop: { readonly sleep: { readonly seconds: number } } };
  }[];
}

/** The spec of the pods of a Deployment. */
export function podOf(object: KubernetesObject): PodShape {
  return (object['spec'] as { readonly template: { readonly spec: PodShape } }).template.spec;
}

/** The spec of an object. */
export function specOf(objects: readonly DeployedObject[], role: string): Readonly<Record<string, unknown>> {
  return objectOf(objects, role)['spec'] as Readonly<Record<string, unknown>>;
}

/** Variables of the container of a Deployment. */
export function variablesOf(objects: readonly DeployedObject[], role: string): Record<string, unknown> {
  const [container] = podOf(objectOf(objects, role)).containers;
  return Object.fromEntries(container!.env.map(({ name, value, ...rest }) => [name, value ?? rest]));
}
