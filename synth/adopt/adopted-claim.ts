import type { JsonObject } from '../../core/claim-model';
import type { YamlComments } from './yaml-comments';

/** One claim of an existing tree, ready to be written as TypeScript. */
export interface AdoptedClaim {
  readonly category: string;
  /** Folder below the category; for a flat file the name in the registry. */
  readonly name: string;
  readonly template: string;
  /** Set for a legacy flat claim. */
  readonly flatFile?: string;
  readonly object: JsonObject;
  /** Further objects of its file. */
  readonly documents?: readonly { readonly object: JsonObject; readonly line: number }[];
  /** From its catalog-info, where that is not the common one. */
  owner?: string;
  lifecycle?: string;
  /** Construct paths, sorted. */
  dependsOn: readonly string[];
  /** The claim file, from the top of the target. */
  readonly path: string;
  /** Line on which the object begins. */
  readonly line: number;
  readonly comments: YamlComments;
}

/** Something of the tree that does not become TypeScript and stays as it is. */
export interface LeftOut {
  readonly path: string;
  readonly line: number;
  /** `orphan`: in neither registry nor category kustomization, so perhaps deleted once; `unsupported`: cannot be declared. */
  readonly why: 'orphan' | 'unsupported';
  /** One sentence, lower case, without a period. */
  readonly reason: string;
}

/** `<category>/<name>`. */
export function constructPathOf(claim: { readonly category: string; readonly name: string }): string {
  return `${claim.category}/${claim.name}`;
}

/** The template that a claim has when nobody names one: its kind in lower case. */
export function defaultTemplate(object: JsonObject): string {
  const { kind } = object;
  return typeof kind === 'string' ? kind.toLowerCase() : '';
}
