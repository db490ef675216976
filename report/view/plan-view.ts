import { areEdited, heldBackClaims } from '../../core/held-back';
import { isOtherObject, type ObjectIdentity } from '../../core/object-identity';
import type {
  Change,
  ChangeKind,
  FieldChange,
  KeptFile,
  MergeOffer,
  Plan,
  PlannedFile,
} from '../../core/plan';
import { redactFieldChanges, type RedactedFieldChange } from '../../core/secrets/redact-field-changes';
import { CHANGE_WORDS, type ChangeWords } from './change-words';
import { leavesOf } from './field-leaves';
import { redactConflict, type RedactedConflict } from './redact-conflict';

/** A plan as everybody shows it: counted, named, without its secrets. */
export interface PlanView {
  readonly plan: Plan;
  /** One for each kind of change, those that do not occur too. */
  readonly counts: readonly (ChangeWords & { readonly change: ChangeKind; readonly number: number })[];
  /** Files that do not stay as they are. */
  readonly touched: readonly PlannedFile[];
  readonly changes: readonly ChangeView[];
  readonly kept: readonly KeptView[];
  /** Claims that differ from the program and cannot be changed. */
  readonly heldBack: readonly string[];
  /** Whether a person edited all that is kept. */
  readonly isAllEdited: boolean;
}

/** What happens to one claim. Fields are redacted when they are asked for: of thousands, few are shown. */
export interface ChangeView {
  readonly planned: Change;
  /** `<category>/<name>`. */
  readonly claim: string;
  readonly words: ChangeWords;
  /** The two objects where a replacement deletes the one and creates the other; absent where only further objects of the file go. */
  readonly replaced?: ReplacedObjects;
  readonly fields: () => RedactedFieldChange[];
  /** The values within them, one by one, of those that are wanted. */
  readonly leaves: (isWanted: (field: FieldChange) => boolean) => RedactedFieldChange[];
}

/** A file that stays as it is. */
export interface KeptView {
  readonly planned: KeptFile;
  /** `<category>/<name>`. */
  readonly claim: string;
  readonly fields: () => RedactedFieldChange[];
  readonly merge?: MergeView;
}

/** Whether the program's changes fit into a kept file. */
export type MergeView =
  | Exclude<MergeOffer, { readonly status: 'clean' | 'conflicts' }>
  | { readonly status: 'clean'; readonly fields: () => RedactedFieldChange[] }
  | { readonly status: 'conflicts'; readonly conflicts: readonly RedactedConflict[] };

/** An object that is deleted, and the one that is created for it. */
export interface ReplacedObjects {
  readonly before: ObjectIdentity;
  readonly after: ObjectIdentity;
}

/** Describes a plan, once for all forms in which it is written. */
export function describePlan(plan: Plan): PlanView {
  const kinds = Object.keys(CHANGE_WORDS) as ChangeKind[];
  return {
    plan,
    counts: kinds.map((change) => {
      const words = CHANGE_WORDS[change];
      return { ...words, change, number: plan.summary[words.count] };
    }),
    touched: plan.files.filter(({ action }) => action !== 'unchanged'),
    changes: plan.changes.map(changeView),
    kept: plan.kept.map(keptView),
    heldBack: heldBackClaims(plan.kept),
    isAllEdited: areEdited(plan.kept),
  };
}

/** Describes one change. */
function changeView(planned: Change): ChangeView {
  const { category, name, fields, before, after } = planned;
  // A Secret on either side is one.
  const kind = [before?.kind, after?.kind].find((each) => each === 'Secret') ?? planned.kind;
  const replaced = replacedObjects(planned);
  return {
    planned,
    claim: `${category}/${name}`,
    words: CHANGE_WORDS[planned.change],
    ...(replaced !== undefined && { replaced }),
    fields: () => redactFieldChanges(fields, { kind }),
    leaves: (isWanted) => redactFieldChanges(fields.flatMap(leavesOf).filter(isWanted), { kind }),
  };
}

/** The objects of a replacement that makes another one. */
export function replacedObjects({ change, before, after }: Change): ReplacedObjects | undefined {
  const isOther =
    change === 'replaced' && before !== undefined && after !== undefined && isOtherObject(before, after);
  return isOther ? { before, after } : undefined;
}

/** `namespace/name`, or the name alone. */
export function objectName({ namespace, name }: ObjectIdentity): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

function keptView(planned: KeptFile): KeptView {
  const { category, name, fields, merge } = planned;
  return {
    planned,
    claim: `${category}/${name}`,
    fields: () => redactFieldChanges(fields),
    ...(merge !== undefined && { merge: mergeView(merge) }),
  };
}

function mergeView(offer: MergeOffer): MergeView {
  switch (offer.status) {
    case 'clean':
      return { status: 'clean', fields: () => redactFieldChanges(offer.fields) };
    case 'conflicts':
      return { status: 'conflicts', conflicts: offer.conflicts.map(redactConflict) };
    case 'nothing':
    case 'unknown':
      return offer;
  }
}
