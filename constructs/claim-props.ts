import type { IConstruct } from 'constructs';

/** `metadata` of a claim. */
export interface ClaimMetadataProps {
  /** Name in the cluster. Default: the construct's id, which is the folder. */
  readonly name?: string;
  /** Default: the category's namespace, else none. */
  readonly namespace?: string;
  /** Added to those of the category. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
}

/** What a claim of a fixed kind is made of. */
export interface ClaimKindProps<Spec extends object> {
  readonly metadata?: ClaimMetadataProps;
  readonly spec: Spec;
  /** Backstage owner, e.g. `team-shop`. Default: `gitops.catalog.owner` of the configuration. */
  readonly owner?: string;
  /** Backstage lifecycle. Default: `gitops.catalog.lifecycle` of the configuration. */
  readonly lifecycle?: string;
  /** Name of the template: the claim's file is `<template>.yaml`. Default: the kind in lower case. */
  readonly template?: string;
  /** Folder below the category, if it differs from the construct's id: for claims inside of other constructs. Default: the id. */
  readonly folder?: string;
  /**
   * The claim's file, from the folder of its category: `all.yaml`, `db/database.yaml`. For claims that stand so already. Several
   * claims of a category may name one file: each is a YAML document of it, and what else stands in the file is left alone.
   * Default: a folder of its own with `<template>.yaml`.
   */
  readonly file?: string;
  /** The same as `file`, for a file directly in the folder of the category. */
  readonly flatFile?: string;
  /** Cluster that the claim runs in, for the registry. Default: that of the category, else none. */
  readonly cluster?: string;
  /**
   * Further Kubernetes objects in the claim's file, each a YAML document of its own behind the claim: for files of several
   * documents that are there already. Nothing is added to them, not even the category's namespace and labels.
   */
  readonly documents?: readonly object[];
  /** Claims that this one needs; the same as `addDependency`. */
  readonly dependsOn?: readonly IConstruct[];
}

/** What a claim of any kind is made of. */
export interface ClaimProps<Spec extends object> extends Omit<ClaimKindProps<Spec>, 'spec'> {
  /** E.g. `resources.stuttgart-things.com/v1alpha1`. */
  readonly apiVersion: string;
  /** E.g. `VolumeClaim`. */
  readonly kind: string;
  readonly spec?: Spec;
  /** Top-level fields beside `spec`, e.g. `{ data: … }` of a ConfigMap. */
  readonly fields?: Readonly<Record<string, unknown>>;
}
