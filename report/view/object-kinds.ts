import { apiGroup, type ObjectIdentity } from '../../core/object-identity';

/** API groups that Kubernetes itself serves (API reference of Kubernetes 1.34); other groups of `k8s.io` are custom ones, too. */
const KUBERNETES_GROUPS: ReadonlySet<string> = new Set([
  '',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'apps',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'extensions',
  'flowcontrol.apiserver.k8s.io',
  'internal.apiserver.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
  'storagemigration.k8s.io',
]);

/** Kinds of Kubernetes that take more along than themselves, or data. */
const TAKEN_ALONG: Readonly<Record<string, string>> = {
  Namespace: 'Everything in the namespace is deleted with it.',
  CustomResourceDefinition: 'Every object of the kind that it defines is deleted with it.',
  PersistentVolumeClaim: 'The reclaim policy of its volume decides whether the data is deleted.',
  PersistentVolume: 'Its reclaim policy decides whether its storage is deleted.',
};

/** Whether an object is of a kind of Kubernetes itself: no claim, and nothing of Crossplane behind it. */
export function isOfKubernetes(identity: ObjectIdentity): boolean {
  return KUBERNETES_GROUPS.has(apiGroup(identity));
}

/** What goes with an object of a kind of Kubernetes itself, where that is data or other objects; else undefined. */
export function takenAlong({ kind }: Pick<ObjectIdentity, 'kind'>): string | undefined {
  return Object.hasOwn(TAKEN_ALONG, kind) ? TAKEN_ALONG[kind] : undefined;
}

/** Whether an object is a managed resource of a Crossplane provider. */
export function isOfCrossplane(identity: ObjectIdentity): boolean {
  return /(?:^|\.)(?:crossplane|upbound)\.io$/.test(apiGroup(identity));
}
