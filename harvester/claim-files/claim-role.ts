import type { ClaimModel, JsonObject } from '../../core/claim-model';
import type { Artifacts, PlanConfig } from '../../core/plan-config';
import type { ObjectFormat } from '../../core/snapshot';

/** Beside the model, what a claim's file says depends on this. */
export interface FileContext {
  readonly config: PlanConfig;
  /** Slug `owner/name` of the target. */
  readonly repository: string;
  readonly format: ObjectFormat;
  /** Names of the files of a claim that its kustomization lists. */
  readonly resources: (model: ClaimModel) => readonly string[];
}

/** Writes the files of one role for many claims; what is the same for many is made once. */
export interface ClaimFileWriter {
  /** Of the text; asked for every claim of every run. */
  objectId(model: ClaimModel): string;
  text(model: ClaimModel): string;
  /** The same as data, for comparing with what stands in the target. */
  value(model: ClaimModel): JsonObject;
}

/** One of the files that a claim may have. */
export interface ClaimRole {
  /** How plans call it. */
  readonly name: string;
  /** Name of the file in the claim's folder, one that no template has. Absent for the claim file alone, which is named after the template. */
  readonly fileName?: string;
  /** What people call it as well. */
  readonly otherNames?: readonly string[];
  /**
   * What happens to a file that a person changed. `merge`: what the program changed since is offered field by field. `list`: it is
   * as planned as long as it lists what it must, and is edited to do so. `keep`: it stays as it is.
   */
  readonly edits: 'merge' | 'list' | 'keep';
  /** Whether the claim's kustomization lists it. Default: no. */
  readonly isResource?: true;
  /** What must be written in a target for it to be. Default: nothing, it always is. */
  readonly artifact?: keyof Artifacts;
  /** Whether it says where the claim stands, so that it differs after every move. Default: no. */
  readonly namesPlace?: true;
  /** Whether a claim with a folder of its own has it. Default: every one. */
  readonly isFor?: (model: ClaimModel) => boolean;
  readonly writer: (context: FileContext) => ClaimFileWriter;
}
