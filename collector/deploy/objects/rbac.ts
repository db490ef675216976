import { clusterWideName } from '../config/object-names';
import type { DeployedObject } from './deployed-object';
import { metadata, partLabels, type PartPlace } from './metadata';

/** A rule of a role. */
export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

const GROUP = 'rbac.authorization.k8s.io';

/** A role in all of the cluster for the account of a part; none where there is nothing to grant. */
export function clusterRoleObjects(
  at: PartPlace,
  rules: readonly PolicyRule[],
  role = `${at.part}-cluster-role`,
): readonly DeployedObject[] {
  if (rules.length === 0) return [];
  const { place, part } = at;
  const meta = { name: clusterWideName(place.prefix, part, place.namespace), labels: partLabels(at) };
  return [
    {
      role,
      object: { apiVersion: `${GROUP}/v1`, kind: 'ClusterRole', metadata: meta, rules },
    },
    {
      role: `${role}-binding`,
      object: {
        apiVersion: `${GROUP}/v1`,
        kind: 'ClusterRoleBinding',
        metadata: meta,
        roleRef: { apiGroup: GROUP, kind: 'ClusterRole', name: meta.name },
        subjects: [account(at)],
      },
    },
  ];
}

/** A role in one namespace, which need not be the account's own. */
export function roleObjects(
  at: PartPlace,
  namespace: string,
  rules: readonly PolicyRule[],
): readonly DeployedObject[] {
  if (rules.length === 0) return [];
  const { place, part } = at;
  const role = `${part}-role-${namespace}`;
  const meta = {
    name: clusterWideName(place.prefix, part, place.namespace),
    namespace,
    labels: partLabels(at),
  };
  return [
    { role, object: { apiVersion: `${GROUP}/v1`, kind: 'Role', metadata: meta, rules } },
    {
      role: `${role}-binding`,
      object: {
        apiVersion: `${GROUP}/v1`,
        kind: 'RoleBinding',
        metadata: meta,
        roleRef: { apiGroup: GROUP, kind: 'Role', name: meta.name },
        subjects: [account(at)],
      },
    },
  ];
}

function account(at: PartPlace): Readonly<Record<string, string>> {
  const { name, namespace } = metadata(at);
  return { kind: 'ServiceAccount', name, namespace };
}
