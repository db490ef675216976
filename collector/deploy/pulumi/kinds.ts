import { CustomResource as AnyKind } from '@pulumi/kubernetes/apiextensions';
import { Deployment } from '@pulumi/kubernetes/apps/v1';
import {
  ConfigMap,
  Namespace,
  PersistentVolumeClaim,
  Secret,
  Service,
  ServiceAccount,
} from '@pulumi/kubernetes/core/v1';
import { Ingress, NetworkPolicy } from '@pulumi/kubernetes/networking/v1';
import { PodDisruptionBudget } from '@pulumi/kubernetes/policy/v1';
import { ClusterRole, ClusterRoleBinding, Role, RoleBinding } from '@pulumi/kubernetes/rbac/v1';
import type { CustomResource, CustomResourceOptions } from '@pulumi/pulumi';

/** A class of Pulumi for objects of one kind. It takes the object as it is. */
export type KindClass = new (name: string, object: never, options?: CustomResourceOptions) => CustomResource;

/** The class of each kind that has its own, by `<apiVersion>/<kind>`. */
const CLASSES: Readonly<Record<string, KindClass>> = {
  'apps/v1/Deployment': Deployment,
  'networking.k8s.io/v1/Ingress': Ingress,
  'networking.k8s.io/v1/NetworkPolicy': NetworkPolicy,
  'policy/v1/PodDisruptionBudget': PodDisruptionBudget,
  'rbac.authorization.k8s.io/v1/ClusterRole': ClusterRole,
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': ClusterRoleBinding,
  'rbac.authorization.k8s.io/v1/Role': Role,
  'rbac.authorization.k8s.io/v1/RoleBinding': RoleBinding,
  'v1/ConfigMap': ConfigMap,
  'v1/Namespace': Namespace,
  'v1/PersistentVolumeClaim': PersistentVolumeClaim,
  'v1/Secret': Secret,
  'v1/Service': Service,
  'v1/ServiceAccount': ServiceAccount,
};

/** The class for a kind; kinds of others (a ServiceMonitor) have one class in common. */
export function classOf(apiVersion: string, kind: string): KindClass {
  const key = `${apiVersion}/${kind}`;
  return Object.hasOwn(CLASSES, key) ? (CLASSES[key] as KindClass) : AnyKind;
}
