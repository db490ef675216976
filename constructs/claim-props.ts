import type { IConstruct } from 'constructs';

/** `metadata` of a claim. */
export interface ClaimMetadataProps {
  /**
   * Name in the cluster.
   *
   * @default - the construct's id, which is the folder
   * @example 'shop-frontend'
   */
  readonly name?: string;
  /**
   * Namespace in the cluster.
   *
   * @default - the category's namespace, else none
   * @example 'shop'
   */
  readonly namespace?: string;
  /**
   * Labels of the object, added to those of the category.
   *
   * @default - those of the category
   * @example { tier: 'web' }
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Annotations of the object.
   *
   * @default - none
   * @example { 'crossplane.io/paused': 'true' }
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Finalizers of the object.
   *
   * @default - none
   * @example ['acme.io/protect']
   */
  readonly finalizers?: readonly string[];
}

/** What a claim of a fixed kind is made of. */
export interface ClaimKindProps<Spec extends object> {
  /**
   * Name, namespace, labels, annotations and finalizers of the object, as in Kubernetes.
   *
   * @default - the id as name, namespace and labels of the category
   * @example { namespace: 'shop', labels: { tier: 'web' } }
   */
  readonly metadata?: ClaimMetadataProps;
  /**
   * What is ordered, as the platform defines it for this kind.
   *
   * @example { engine: 'postgres', size: '20Gi' }
   */
  readonly spec: Spec;
  /**
   * Owner in the Backstage catalog.
   *
   * @default - `gitops.catalog.owner` of cdk8s.yaml
   * @example 'team-shop'
   */
  readonly owner?: string;
  /**
   * Lifecycle in the Backstage catalog.
   *
   * @default - `gitops.catalog.lifecycle` of cdk8s.yaml
   * @example 'experimental'
   */
  readonly lifecycle?: string;
  /**
   * Name of the template: the claim's file is `<template>.yaml`.
   *
   * @default - the kind in lower case
   * @example 'volumeclaim-simple'
   */
  readonly template?: string;
  /**
   * Folder below the category, if it differs from the construct's id: for claims inside of other constructs.
   *
   * @default - the id
   * @example 'red-data'
   */
  readonly folder?: string;
  /**
   * The claim's file, from the folder of its category: `all.yaml`, `db/database.yaml`. For claims that stand so already. Several
   * claims of a category may name one file: each is a YAML document of it, and what else stands in the file is left alone.
   *
   * @default - a folder of its own with `<template>.yaml`
   * @example 'db/all.yaml'
   */
  readonly file?: string;
  /** The same as `file`, for a file directly in the folder of the category. */
  readonly flatFile?: string;
  /**
   * Cluster that the claim runs in, for the registry.
   *
   * @default - that of the category, else none
   * @example 'eu-1'
   */
  readonly cluster?: string;
  /**
   * Further Kubernetes objects in the claim's file, each a YAML document of its own behind the claim: for files of several
   * documents that are there already. Nothing is added to them, not even the category's namespace and labels.
   *
   * @default - none
   * @example [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } }]
   */
  readonly documents?: readonly object[];
  /**
   * Claims that this one needs; the same as `addDependency`.
   *
   * @default - none
   * @example [database]
   */
  readonly dependsOn?: readonly IConstruct[];
}

/** What a claim of any kind is made of. */
export interface ClaimProps<Spec extends object> extends Omit<ClaimKindProps<Spec>, 'spec'> {
  /**
   * API group and version of the kind.
   *
   * @example 'resources.stuttgart-things.com/v1alpha1'
   */
  readonly apiVersion: string;
  /**
   * Kind of the object.
   *
   * @example 'VolumeClaim'
   */
  readonly kind: string;
  /**
   * What is ordered, as the platform defines it for this kind.
   *
   * @default - no spec
   * @example { engine: 'postgres', size: '20Gi' }
   */
  readonly spec?: Spec;
  /**
   * Top-level fields beside `spec`.
   *
   * @default - none
   * @example { data: { colour: 'red' } }
   */
  readonly fields?: Readonly<Record<string, unknown>>;
}
