import type { CustomResource, CustomResourceOptions, Resource } from '@pulumi/pulumi';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { DeployedObject } from '../objects/deployed-object';
import { classOf } from './kinds';
import { type SecretValues, withSecrets } from './secret-values';
import { transformed, type Transforms } from './transform';

/** Resources by role of their object: `deployment`, `service`. */
export type Nodes = Readonly<Record<string, CustomResource>>;

/** What objects become part of. */
export interface RealiseOptions {
  /** The names of the resources start with it. */
  readonly name: string;
  readonly parent: Resource;
  readonly secrets?: SecretValues;
  readonly transforms?: Transforms;
}

/** What a pod needs when it starts: a Deployment waits for these, because the engine waits for its pods. */
const NEEDED_BY_PODS: ReadonlySet<string> = new Set([
  'ClusterRole',
  'ClusterRoleBinding',
  'ConfigMap',
  'ExternalSecret',
  'Role',
  'RoleBinding',
  'Secret',
  'ServiceAccount',
]);

interface Planned {
  readonly role: string;
  readonly logical: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly options: CustomResourceOptions;
}

/**
 * Makes a resource of each object: a child of the parent, named `<name>-<role>`.
 *
 * @throws ToolkitError `config-invalid` before the first resource: for a role that two objects have, a transform of a
 * role that no object has, and a secret without a value
 */
export function realise(objects: readonly DeployedObject[], options: RealiseOptions): Nodes {
  checkRoles(objects, options.transforms ?? {});
  const planned = objects.map((each) => plan(each, options));
  const nodes: Record<string, CustomResource> = {};
  const make = (
    wanted: (kind: string) => boolean,
    before: () => readonly CustomResource[],
  ): CustomResource[] =>
    planned
      .filter(({ kind }) => wanted(kind))
      .map(({ role, logical, apiVersion, kind, args, options: own }) => {
        const needs = [...before(), ...listed(own.dependsOn)];
        const Kind = classOf(apiVersion, kind);
        // The parent stands last: no transform takes an object out of its component.
        const all = { ...own, dependsOn: needs, parent: options.parent };
        return (nodes[role] = new Kind(logical, args as never, all));
      });
  const namespaces = make(
    (kind) => kind === 'Namespace',
    () => [],
  );
  const needed = make(
    (kind) => NEEDED_BY_PODS.has(kind),
    () => namespaces,
  );
  make(
    (kind) => kind !== 'Namespace' && kind !== 'Deployment' && !NEEDED_BY_PODS.has(kind),
    () => namespaces,
  );
  make(
    (kind) => kind === 'Deployment',
    () => [...namespaces, ...needed],
  );
  return Object.freeze(nodes);
}

function plan(
  each: DeployedObject,
  { name, parent, secrets = {}, transforms = {} }: RealiseOptions,
): Planned {
  const { role, protect, retainOnDelete } = each;
  const logical = `${name}-${role}`;
  const { object, options } = transformed(transforms, role, logical, {
    object: each.object,
    options: { parent, ...(protect && { protect }), ...(retainOnDelete && { retainOnDelete }) },
  });
  const { apiVersion, kind } = object;
  return { role, logical, apiVersion, kind, options, args: withSecrets(object, secrets) };
}

function checkRoles(objects: readonly DeployedObject[], transforms: Transforms): void {
  const roles = objects.map(({ role }) => role);
  const twice = roles.find((role, index) => roles.indexOf(role) !== index);
  if (twice !== undefined) {
    throw new ToolkitError('internal-error', `two objects have the role ${twice}`);
  }
  const unknown = Object.keys(transforms).filter((role) => role !== 'all' && !roles.includes(role));
  if (unknown.length > 0) {
    throw new ToolkitError(
      'config-invalid',
      `there is no object with the role ${unknown.join(', ')} to transform; the roles are ${roles.join(', ')}`,
    );
  }
}

/** `dependsOn` takes one, several, or promises of them; promises cannot be spread and are kept as one. */
function listed(dependsOn: CustomResourceOptions['dependsOn']): Resource[] {
  if (dependsOn === undefined) return [];
  return (Array.isArray(dependsOn) ? dependsOn : [dependsOn]) as Resource[];
}
