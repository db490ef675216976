import type { JsonValue } from './claim-model';
import type { Issue } from './issue';
import type { ObjectIdentity } from './object-identity';
import type { SourcePosition } from './source-position';
import type { LiveState } from './status/live-state';

/** What happens to one file of the target. `unchanged` files are listed so that a whole tree can be written. */
export type FileAction = 'create' | 'update' | 'delete' | 'unchanged';

/** One file of the planned tree. */
export interface PlannedFile {
  /** Path from the top of the target repository. */
  readonly path: string;
  readonly action: FileAction;
  /** New text for `create` and `update`; absent for `delete`, and for `unchanged` files whose bytes are the base's own. */
  readonly content?: string;
  /** Object id after the plan; absent for `delete`. */
  readonly objectId?: string;
}

/** The words of the harvester contract for what happens to a claim. */
export type ChangeKind = 'added' | 'changed' | 'renamed' | 'replaced' | 'removed' | 'registry-only';

/** One changed field of a claim: dotted path with `[name]` or `[0]` for list items. Absent before or after means the field is not there. */
export interface FieldChange {
  readonly path: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/** The other one of a claim that goes and a new one that look like the same under another id. */
export interface Remake {
  /** Its `<category>/<name>`. */
  readonly claim: string;
  /** `metadata` by which the new claim keeps the object of the old one; a namespace of null: without one. Absent: it is the same. */
  readonly metadata: { readonly name: string; readonly namespace?: string | null };
}

/** A file whose other lines cannot stay as they are when a field changes. */
export interface Rewrite {
  readonly path: string;
  /** The whole file is emitted anew, or one field with the comments in it. */
  readonly extent: 'file' | 'field';
  readonly why: string;
}

/** What the plan does to one claim. */
export interface Change {
  readonly change: ChangeKind;
  readonly kind: string;
  readonly category: string;
  readonly name: string;
  /** Path of the claim file after the change (before it, for a removal). */
  readonly path: string;
  /** For `renamed`: `<category>/<name>` before. */
  readonly from?: string;
  /** Cluster identity before, where the claim was there before. */
  readonly before?: ObjectIdentity;
  /** Cluster identity after, where the claim is there after. */
  readonly after?: ObjectIdentity;
  /**
   * For `renamed`, where the folder that is built for the cluster is another one afterwards: what builds the one may delete the object before what
   * builds the other makes it anew (Flux's FAQ on pruning).
   */
  readonly between?: { readonly from: string; readonly to: string };
  /** Further objects of the claim's file that go from the cluster with this change; absent when none does. */
  readonly deletes?: readonly ObjectIdentity[];
  /**
   * For `added` and `removed`: what may be the same claim under another id. To the cluster they are two objects: one is deleted,
   * the other made anew. Several: they look alike. Absent: there is none, or there are more than three.
   */
  readonly remakes?: readonly Remake[];
  /**
   * How the claim is where it runs, as the registry of the base says; absent where that says nothing. For people: it is no part of what is
   * planned, and no hash has it.
   */
  readonly live?: readonly LiveState[];
  /** The author's place; absent for removals. */
  readonly source?: SourcePosition & { readonly construct: string };
  readonly fields: readonly FieldChange[];
  /** Files of people's own style in which more changes than the fields; absent where there is none. */
  readonly rewrites?: readonly Rewrite[];
  /** Every file of the target that this change alone touches (claim, kustomization, catalog-info), sorted. */
  readonly files: readonly string[];
}

/** A field that the program and a person changed to different values. */
export interface FieldConflict {
  readonly path: string;
  /** Value that we wrote last; undefined: the field was not there. */
  readonly base?: JsonValue;
  /** What the program says now. */
  readonly program?: JsonValue;
  /** What the person wrote. */
  readonly person?: JsonValue;
}

/**
 * Whether what the program changed since we last wrote a claim file fits into the file that a person changed. `nothing`: the
 * file has all of it already. `unknown`: the version written last is gone or was never kept, one
 * side is no YAML object, or the text cannot be edited without losing its comments.
 */
export type MergeOffer =
  | {
      readonly status: 'clean';
      /** What merging changes in the person's file. */
      readonly fields: readonly FieldChange[];
    }
  | { readonly status: 'nothing' }
  | { readonly status: 'conflicts'; readonly conflicts: readonly FieldConflict[] }
  | { readonly status: 'unknown'; readonly why: 'no-earlier-version' | 'no-object' | 'not-editable' };

/** A file that a person changed: kept as it is, with what differs from the plan. */
export interface KeptFile {
  readonly path: string;
  readonly category: string;
  readonly name: string;
  /**
   * `used-by-others`: a file of others that the claim's kustomization uses, so that the claim can neither go nor move. `unreadable`: whoever
   * wrote it, the file holds characters that end a line for some readers only, so what it says to the cluster is not known; a warning tells
   * where.
   */
  readonly reason: 'hand-edited' | 'not-ours' | 'hand-edited-removal' | 'used-by-others' | 'unreadable';
  readonly source?: SourcePosition & { readonly construct: string };
  /** From what stands in the file to what the program says, which is not written. */
  readonly fields: readonly FieldChange[];
  /**
   * Whether the program asks for something here that it cannot get: its value changed since this file was written last, the file
   * was never written, or is to go. False where a person changed the file and the program has not contradicted it since. True
   * where it cannot be told, because the version written last is gone.
   */
  readonly programChanged: boolean;
  /** For a claim file of ours that was edited by hand. */
  readonly merge?: MergeOffer;
}

/** Counts by change and by file action. */
export interface PlanSummary {
  readonly added: number;
  readonly changed: number;
  readonly renamed: number;
  readonly replaced: number;
  readonly removed: number;
  readonly registryOnly: number;
  readonly kept: number;
  /** Claims that differ from the program and cannot be changed, because of kept files with `programChanged`. */
  readonly heldBack: number;
  readonly claims: number;
  readonly files: {
    readonly create: number;
    readonly update: number;
    readonly delete: number;
    readonly unchanged: number;
  };
}

/** The one artefact that `synth`, `diff`, `pr`, `delete`, `render` and the tests all read. */
export interface Plan {
  /** Sorted by path. */
  readonly files: readonly PlannedFile[];
  /** Sorted by category, then name. */
  readonly changes: readonly Change[];
  /** Sorted by path. */
  readonly kept: readonly KeptFile[];
  /** Warnings only; errors are thrown. */
  readonly warnings: readonly Issue[];
  readonly summary: PlanSummary;
}
