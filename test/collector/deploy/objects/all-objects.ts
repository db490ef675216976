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

/** A part of an object that its type does not know. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test looks anywhere
export function specOf(objects: readonly DeployedObject[], role: string): any {
  return objectOf(objects, role)['spec'];
}

/** Variables of the container of a Deployment. */
export function variablesOf(objects: readonly DeployedObject[], role: string): Record<string, unknown> {
  const [container] = specOf(objects, role).template.spec.containers as {
    env: { name: string; value?: string }[];
  }[];
  return Object.fromEntries(container!.env.map(({ name, value, ...rest }) => [name, value ?? rest]));
}
