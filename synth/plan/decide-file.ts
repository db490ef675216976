import type { JsonObject } from '../../core/claim-model';
import type { FieldChange, KeptFile, MergeOffer, PlannedFile, Rewrite } from '../../core/plan';
import { sameValue } from '../../core/yaml/same-value';
import { fieldChanges } from '../diff/field-changes';
import { isJsonObject } from '../../core/json/json-guards';
import { emitClaimFile } from '../../harvester/claim-file';
import {
  isRefused,
  listedResources,
  namesAny,
  withResources,
} from '../../harvester/claim-files/standing-kustomization';
import type { DesiredFile } from './desired-claim';
import { type EditedText, editClaimText } from './edit-claim-text';
import { mergeEdits } from './merge-edits';
import { readFileValue } from './read-file-value';
import type { StandingFile } from './standing-file';

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
  /** More than what changes is written anew although the file has a style of its own. */
  readonly rewrite?: Rewrite;
  /** For a kept file; see {@link KeptFile}. */
  readonly programChanged?: boolean;
  /** For a kept claim file: whether it could be merged. */
  readonly merge?: MergeOffer;
  /** Set when the planned content is the merge of a person's version with the program's changes. */
  readonly merged?: JsonObject;
  /** Text that the ledger names from now on although no file holds it: what the program said when it was merged. */
  readonly written?: string;
}

/** Marks a ledger line that takes the object id of the planned content. */
export const AS_PLANNED = 'as-planned';

/** What is known about the claim around a file. */
export interface FileOptions {
  /** The person asked for our version of this claim. */
  readonly overwrite: boolean;
  /** The person asked for the program's changes in their version of the claim file. */
  readonly mergeEdits: boolean;
  /** Text of an earlier version by object id. */
  readonly earlier: (objectId: string) => string | undefined;
  /** Files that the kustomization must no longer list: the kind or template changed. */
  readonly staleResources: readonly string[];
}

/**
 * Decides about one file: create, update, leave alone, or keep what a person made of it.
 * Bytes stay where the standing file already says what is planned.
 */
export function decideFile(
  desired: DesiredFile,
  standing: StandingFile | undefined,
  options: FileOptions,
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
  const isRefusal = !overwrite && bringsRefusal(desired, standing);
  if (!isRefusal && saysTheSame(desired, standing, staleResources)) {
    return asItStands(desired, standing, standing.ledgerId ?? standing.objectId);
  }
  const fields = fieldChanges(asObject(standing.value), desired.value());
  if (isRefusal) return keepOrMerge(desired, standing, fields, options);
  const isList = desired.role.edits === 'list' && resourcesIn(standing) !== undefined;
  if (isList && !overwrite && !isAsWritten(standing)) {
    const edited = editList(desired, standing, fields, staleResources);
    return edited ?? keepOrMerge(desired, standing, fields, options);
  }
  if (!overwrite && standing.ledgerId !== standing.objectId) {
    return keepOrMerge(desired, standing, fields, options);
  }
  const edited: EditedText = overwrite ? { text: desired.text() } : editClaimText(asRead(standing), desired);
  const isByHand = !overwrite && standing.writtenId !== undefined;
  const ledgerId = isByHand ? standing.writtenId : AS_PLANNED;
  return {
    planned: update(desired, standing, edited.text),
    ledgerId,
    fields,
    ...(edited.rewrite !== undefined && { rewrite: edited.rewrite }),
  };
}

/** A person's version stays; a claim file of ours gets the program's changes where that was asked for and nothing conflicts. */
function keepOrMerge(
  desired: DesiredFile,
  standing: StandingFile,
  fields: readonly FieldChange[],
  options: FileOptions,
): FileOutcome {
  const { ledgerId } = standing;
  const planned = { path: standing.path, action: 'unchanged', objectId: standing.objectId } as const;
  if (standing.unreadable === true) {
    const isOurs = ledgerId !== undefined && desired.role.edits === 'merge';
    const merge = { status: 'unknown', why: 'no-object' } as const;
    // What it says to the cluster is not known, so nobody can call it what the program asks for.
    const unreadable = { planned, kept: 'unreadable', fields: [], programChanged: true } as const;
    return { ...unreadable, ...(ledgerId !== undefined && { ledgerId }), ...(isOurs && { merge }) };
  }
  if (ledgerId === undefined) return { planned, kept: 'not-ours', fields, programChanged: true };
  const kept = { planned, ledgerId, kept: 'hand-edited', fields } as const;
  if (desired.role.edits !== 'merge' || standing.path !== desired.path) {
    return { ...kept, programChanged: programChanged(desired, ledgerId, options) };
  }
  const { offer, result } = mergeEdits(desired, standing, options.earlier(ledgerId));
  if (!options.mergeEdits || offer.status !== 'clean' || result === undefined) {
    return { ...kept, programChanged: programChanged(desired, ledgerId, options, offer), merge: offer };
  }
  const merge = {
    planned: update(desired, standing, result.text),
    fields: offer.fields,
    merged: result.value,
  };
  if (sameValue(result.value, desired.value())) return { ...merge, ledgerId: AS_PLANNED };
  // The file stays the person's as long as it says something else than the program; what came from the program is no longer theirs.
  return { ...merge, ledgerId: desired.objectId, written: desired.text() };
}

/** Whether the program says something else than in the version that the ledger names, and the file has not got it already. */
function programChanged(
  desired: DesiredFile,
  ledgerId: string,
  { earlier, staleResources }: FileOptions,
  offer?: MergeOffer,
): boolean {
  if (ledgerId === desired.objectId || offer?.status === 'nothing') return false;
  if (offer?.status === 'clean' || offer?.status === 'conflicts') return true;
  // Adopted files have a style of their own: another id need not be another value.
  const text = earlier(ledgerId);
  if (text === undefined) return true;
  const written = { path: desired.path, objectId: ledgerId, text, value: readFileValue(text, desired.path) };
  return !saysTheSame(desired, written, staleResources);
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

/** Ours, and in our own style: there is nothing in it to lose. */
function isAsWritten({ ledgerId, objectId, value, text }: StandingFile): boolean {
  return ledgerId === objectId && isJsonObject(value) && emitClaimFile(value) === text;
}

/** People add patches, namespaces and comments to a kustomization: it is as planned once it lists what it must. */
function saysTheSame(desired: DesiredFile, standing: StandingFile, stale: readonly string[]): boolean {
  const listed = desired.role.edits === 'list' ? resourcesIn(standing) : undefined;
  if (listed === undefined) return sameValue(standing.value, desired.value());
  const wanted = desired.value()['resources'] as readonly string[];
  return wanted.every((resource) => listed.includes(resource)) && !namesAny(stale, standing.text ?? '');
}

/** A kustomization that kustomize refuses ends the build of wherever its folder goes. */
function bringsRefusal(desired: DesiredFile, { path, text = '' }: StandingFile): boolean {
  return desired.role.edits === 'list' && path !== desired.path && isRefused(text);
}

/** What a standing kustomization lists; undefined where it is none. */
function resourcesIn({ text = '', path, value }: StandingFile): readonly string[] | undefined {
  return value === undefined ? undefined : listedResources(text, path);
}

/** The kustomization with its list as planned; undefined where it names, in another field, a file that goes. */
function editList(
  desired: DesiredFile,
  standing: StandingFile,
  fields: readonly FieldChange[],
  removed: readonly string[],
): FileOutcome | undefined {
  const wanted = desired.value()['resources'] as readonly string[];
  const content = withResources(standing.text ?? '', standing.path, wanted, removed);
  if (content === undefined) return undefined;
  const { ledgerId, objectId } = standing;
  // As one that lists what it must already: it goes with the claim, unless it lists others then.
  const isByHand = ledgerId !== undefined && ledgerId !== objectId;
  return {
    planned: update(desired, standing, content),
    ledgerId: isByHand ? ledgerId : AS_PLANNED,
    fields,
  };
}

function asRead({ path, text = '', value }: StandingFile): {
  readonly path: string;
  readonly text: string;
  readonly value: unknown;
} {
  return { path, text, value };
}

function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}
