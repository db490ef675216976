import type { JsonObject } from '../../core/claim-model';
import { ToolkitError } from '../../core/errors/toolkit-error';
import type { FieldChange, KeptFile, MergeOffer, PlannedFile } from '../../core/plan';
import { sameValue } from '../../core/yaml/same-value';
import { fieldChanges } from '../diff/field-changes';
import { editStringList, readStringList } from '../layout/string-list';
import type { DesiredFile } from './desired-claim';
import { editClaimText } from './edit-claim-text';
import { mergeEdits } from './merge-edits';

/** What stands in the target where a planned file goes (for a move: where it comes from). */
export interface StandingFile {
  readonly path: string;
  readonly objectId: string;
  /** Read only when the object id is not the planned one. */
  readonly text?: string;
  readonly value?: unknown;
  /** Object id in our ledger, undefined when the file is not ours. */
  readonly ledgerId?: string;
  /** Object id that the ledger goes on naming, for a file that is edited although a person's comments are in it. */
  readonly writtenId?: string;
}

/** What becomes of one planned file. */
export interface FileOutcome {
  /** Its object id is still open where the content is an edit of standing bytes. */
  readonly planned: PlannedFile;
  /** Object id for the ledger, `as-planned` for that of the planned content; undefined: the file does not become ours. */
  readonly ledgerId?: string;
  /** Set when a person's version stays; the plan for this file is then to leave it alone. */
  readonly kept?: KeptFile['reason'];
  /** What differs between target and program, empty when the values are equal. */
  readonly fields: readonly FieldChange[];
  /** For a kept claim file: whether it could be merged. */
  readonly merge?: MergeOffer;
  /** Set when the planned content is the merge of a person's version with the program's changes. */
  readonly merged?: JsonObject;
}

/** Marks a ledger line that takes the object id of the planned content. */
export const AS_PLANNED = 'as-planned';

/** What is known about the claim around a file. */
export interface SettleOptions {
  /** The person asked for our version of this claim. */
  readonly overwrite: boolean;
  /** The person asked for the program's changes in their version of the claim file. */
  readonly mergeEdits: boolean;
  /** Text of an earlier version by object id. */
  readonly earlier: (objectId: string) => string | undefined;
  /** Claim files that the kustomization must no longer list: the kind or template changed. */
  readonly staleResources: readonly string[];
}

/**
 * Decides about one file: create, update, leave alone, or keep what a person made of it.
 * Bytes stay where the standing file already says what is planned.
 */
export function settleFile(
  desired: DesiredFile,
  standing: StandingFile | undefined,
  options: SettleOptions,
): FileOutcome {
  const { overwrite, staleResources } = options;
  if (standing === undefined) {
    const { path, objectId } = desired;
    return {
      planned: { path, action: 'create', content: desired.text(), objectId },
      ledgerId: objectId,
      fields: [],
    };
  }
  if (standing.objectId === desired.objectId) return asItStands(desired, standing, desired.objectId);
  // Not read yet: this round only finds out what to read.
  if (standing.text === undefined) return asItStands(desired, standing, standing.objectId);
  if (saysTheSame(desired, standing, staleResources))
    return asItStands(desired, standing, standing.ledgerId ?? standing.objectId);
  const fields = fieldChanges(asObject(standing.value), desired.value());
  const isMergeable = desired.role === 'kustomization' && listedResources(standing) !== undefined;
  if (isMergeable && !overwrite && standing.ledgerId !== standing.objectId) {
    return mergeKustomization(desired, standing, fields, staleResources);
  }
  if (!overwrite && standing.ledgerId !== standing.objectId) {
    return keepOrMerge(desired, standing, fields, options);
  }
  const content = overwrite ? desired.text() : editClaimText(standing.text ?? '', standing.value, desired);
  const isByHand = !overwrite && standing.writtenId !== undefined;
  const ledgerId = isByHand ? standing.writtenId : AS_PLANNED;
  return { planned: update(desired, standing, content), ledgerId, fields };
}

/** A person's version stays; a claim file of ours gets the program's changes where that was asked for and nothing conflicts. */
function keepOrMerge(
  desired: DesiredFile,
  standing: StandingFile,
  fields: readonly FieldChange[],
  { mergeEdits: asked, earlier }: SettleOptions,
): FileOutcome {
  const { ledgerId } = standing;
  const planned = { path: standing.path, action: 'unchanged', objectId: standing.objectId } as const;
  if (ledgerId === undefined) return { planned, ledgerId, kept: 'not-ours', fields };
  if (desired.role !== 'claim' || standing.path !== desired.path)
    return { planned, ledgerId, kept: 'hand-edited', fields };
  const { offer, result } = mergeEdits(desired, standing, earlier(ledgerId));
  if (!asked || offer.status !== 'clean' || result === undefined)
    return { planned, ledgerId, kept: 'hand-edited', fields, merge: offer };
  return {
    planned: update(desired, standing, result.text),
    // The file is the person's as long as it says something else than the program.
    ledgerId: sameValue(result.value, desired.value()) ? AS_PLANNED : ledgerId,
    fields: offer.fields,
    merged: result.value,
  };
}

function asItStands(desired: DesiredFile, standing: StandingFile, ledgerId: string): FileOutcome {
  if (standing.path === desired.path) {
    const planned = { path: desired.path, action: 'unchanged', objectId: standing.objectId } as const;
    return { planned, ledgerId, fields: [] };
  }
  const content = standing.objectId === desired.objectId ? desired.text() : standing.text;
  const planned = { path: desired.path, action: 'create', content, objectId: standing.objectId } as const;
  return { planned, ledgerId, fields: [] };
}

function update(desired: DesiredFile, standing: StandingFile, content: string): PlannedFile {
  const action = standing.path === desired.path ? 'update' : 'create';
  const objectId = content === desired.text() ? desired.objectId : undefined;
  return { path: desired.path, action, content, objectId };
}

/** People add patches, namespaces and comments to a kustomization: it is as planned once it lists the claim file. */
function saysTheSame(desired: DesiredFile, standing: StandingFile, stale: readonly string[]): boolean {
  const listed = desired.role === 'kustomization' ? listedResources(standing) : undefined;
  if (listed === undefined) return sameValue(standing.value, desired.value());
  const [wanted] = desired.value()['resources'] as readonly string[];
  return listed.includes(wanted ?? '') && !stale.some((resource) => listed.includes(resource));
}

/** What a standing kustomization lists; undefined where it is none that could be edited, whatever a person made of it. */
function listedResources(standing: StandingFile): string[] | undefined {
  if (standing.value === undefined) return undefined;
  try {
    const items = readStringList(standing.text ?? '', ['resources'], standing.path);
    return items.map((item) => item.value.replace(/^\.\//, ''));
  } catch (error) {
    if (!ToolkitError.isToolkitError(error)) throw error;
    return undefined;
  }
}

function mergeKustomization(
  desired: DesiredFile,
  standing: StandingFile,
  fields: readonly FieldChange[],
  remove: readonly string[],
): FileOutcome {
  const add = desired.value()['resources'] as readonly string[];
  const content = editStringList(standing.text ?? '', ['resources'], { add, remove }, standing.path);
  return { planned: update(desired, standing, content), ledgerId: standing.ledgerId, fields };
}

function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}
