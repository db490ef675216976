import type { JsonObject } from '../../core/claim-model';
import type { YamlComments } from './yaml-comments';

/** One claim of an existing tree, ready to be written as TypeScript. */
export interface AdoptedClaim {
  readonly category: string;
  /** Folder below the category; for a file the name in the registry, else that of file or object. */
  readonly name: string;
  readonly template: string;
  /** Its file from the category, for a claim without a folder of its own. */
  readonly file?: string;
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

/** `<category>/<name>`. */
export function constructPathOf(claim: { readonly category: string; readonly name: string }): string {
  return `${claim.category}/${claim.name}`;
}

/** The template that a claim has when nobody names one: its kind in lower case. */
export function defaultTemplate(object: JsonObject): string {
  const { kind } = object;
  return typeof kind === 'string' ? kind.toLowerCase() : '';
}
