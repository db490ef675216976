import type { SourcePosition } from './source-position';

/** Any value that YAML and JSON share. */
export type JsonValue =
  string | number | bigint | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A JSON object, the only thing a Kubernetes manifest or one of its parts may be. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** The `metadata` that a claim may carry. */
export interface ClaimMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The Kubernetes object that is written to `<template>.yaml`, in the author's key order. */
export interface ClaimObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ClaimMetadata;
  readonly [field: string]: unknown;
}

/**
 * One declared claim as plain data: what `collect` reads out of the construct tree and all that the planner
 * ever knows about it. Frozen; no I/O and no construct behind it.
 */
export interface ClaimModel {
  /** `<category>/<name>`: construct path and GitOps path in one; the name is its last segment. */
  readonly constructPath: string;
  /** Folder below the claims root; may have several segments, `prod/infra`. */
  readonly category: string;
  /** Folder below the category; equals `object.metadata.name` unless the author said otherwise. */
  readonly name: string;
  /** Template name: the claim file is `<template>.yaml`. Defaults to the kind in lower case. */
  readonly template: string;
  /**
   * The claim's file from its category, where that is no folder of its own: `hacky.yaml`, `db/database.yaml`. Several claims of a
   * category may name one file; then each is a document of it.
   */
  readonly file?: string;
  readonly object: ClaimObject;
  /** Further objects in the claim's file, each a YAML document of its own behind the claim. Absent, or at least one. */
  readonly documents?: readonly ClaimObject[];
  /** Backstage owner; the planner's default applies when absent. */
  readonly owner?: string;
  /** Backstage lifecycle; the planner's default applies when absent. */
  readonly lifecycle?: string;
  /** Cluster that the claim runs in, where there are several. */
  readonly cluster?: string;
  /** Construct paths of the claims that this one depends on, sorted. */
  readonly dependsOn: readonly string[];
  /** Where the author wrote it, unknown only for programs that run without call sites. */
  readonly source?: SourcePosition;
}

/**
 * Field under which the further documents of a claim's file stand wherever the file is shown as one value. No known kind has a
 * top-level field of this name, and no claim may have one.
 */
export const DOCUMENTS = 'documents';

/** A category as declared, claims or none in it. */
export interface CategoryModel {
  readonly name: string;
  readonly source?: SourcePosition;
}
