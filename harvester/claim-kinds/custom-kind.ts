import type { KindName } from './kind-name';

/** Groups whose objects say what is applied, built or shown: they are about claims, and none themselves. */
const NO_CLAIMS = new Set([
  'kustomize.toolkit.fluxcd.io',
  'source.toolkit.fluxcd.io',
  'kustomize.config.k8s.io',
  'argoproj.io',
  'backstage.io',
]);

/** Custom kinds without a namespace that clusters have before any claim is made, by group; most trees have no definition of them. */
const CLUSTER_SCOPED: Readonly<Record<string, readonly string[]>> = {
  'apiextensions.crossplane.io': [
    'CompositeResourceDefinition',
    'Composition',
    'EnvironmentConfig',
    'ManagedResourceActivationPolicy',
    'ManagedResourceDefinition',
    'Usage',
  ],
  'pkg.crossplane.io': [
    'Configuration',
    'ControllerConfig',
    'DeploymentRuntimeConfig',
    'Function',
    'ImageConfig',
    'Provider',
  ],
  'secrets.crossplane.io': ['StoreConfig'],
  'cert-manager.io': ['ClusterIssuer'],
  'external-secrets.io': ['ClusterExternalSecret', 'ClusterPushSecret', 'ClusterSecretStore'],
  'kyverno.io': ['ClusterCleanupPolicy', 'ClusterPolicy'],
  'templates.gatekeeper.sh': ['ConstraintTemplate'],
};

/** Groups of Kubernetes itself have no dot (`apps`, `batch`), or end so. */
const OF_KUBERNETES = /(?:^|\.)k8s\.io$/;

/**
 * Whether a kind may be a claim where nobody says which kinds are: namespaced, of a group that somebody has added to the cluster, and not
 * one that steers delivery. Kinds of which the scope is unknown are taken for namespaced: most are.
 *
 * @param isClusterScoped - what definitions at hand say; undefined where there is none of the kind
 */
export function isCustomKind(name: KindName, isClusterScoped: boolean | undefined): boolean {
  const group = name.group.toLowerCase();
  if (!group.includes('.') || OF_KUBERNETES.test(group) || NO_CLAIMS.has(group)) return false;
  return !(isClusterScoped ?? CLUSTER_SCOPED[group]?.includes(name.kind) === true);
}
