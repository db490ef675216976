import { ToolkitError } from '../../../core/errors/toolkit-error';
import { editRegistry } from '../../../harvester/registry/edit-registry';
import type { FieldValues } from '../../../harvester/registry/registry-schema';
import { readRegistry, type RegistryScan } from '../../../harvester/registry/scan-registry';
import type { DeclaredClaim } from '../match/declared-claim';
import { type Matches, matchClaims, type MatchOptions } from '../match/match-claims';
import type { ObservedClaim } from '../observed/observed-claim';
import { isSameMessage } from '../words/message-text';
import { type StatusChange, statusChanges } from './status-edits';

/** What a plan of statuses follows from. */
export interface StatusPlanInput extends MatchOptions {
  /** Text of the registry at the base. */
  readonly registry: string;
  /** Its path, for messages. */
  readonly file: string;
  /** Text of the registry at the head of the open request, where there is one. */
  readonly openRegistry?: string;
  /** Claims of the registry at the base, in the order of its entries. */
  readonly declared: readonly DeclaredClaim[];
  readonly observed: readonly ObservedClaim[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Writes also where many entries would vanish. */
  readonly force?: boolean;
}

/** What becomes of a registry. */
export interface StatusPlan {
  /** Text afterwards; the same text where nothing changes. */
  readonly text: string;
  readonly changes: readonly StatusChange[];
  readonly matches: Matches;
}

/** More entries than this, and more than this part of all, are never taken away at once. */
const MOST_VANISHED = 10;
const MOST_VANISHED_PART = 0.2;

/**
 * Brings the statuses of a registry up to date: its bytes change where a status or a message differs, and nowhere else.
 *
 * @throws ToolkitError `registry-unreadable`, `registry-empty`, `registry-collapsed`, `registry-not-editable`
 */
export function planStatus(input: StatusPlanInput): StatusPlan {
  const { registry, file, openRegistry, declared, observed, now, force = false } = input;
  const scan = readRegistry(registry, file);
  if (scan.entries.length === 0) {
    throw new ToolkitError('registry-empty', `${file} has no entries, nothing is written to it`);
  }
  const matches = matchClaims(declared, observed, input);
  const { schema, entries } = scan;
  const wanted = statusChanges({ schema, entries, found: matches.found, now });
  const open = openRegistry === undefined ? undefined : scanOrNothing(openRegistry, file);
  const changes = open === undefined ? wanted : wanted.map((change) => asInRequest(change, open));
  const edits = changes.map(({ edit }) => edit);
  const text = editRegistry(registry, edits, file);
  if (text !== registry && !force) assertNothingVanished(scan, readRegistry(text, file), file);
  return { text, changes, matches };
}

/** What the open request says already stays as it says it: a later time alone is no change of it. */
function asInRequest(change: StatusChange, open: RegistryScan): StatusChange {
  const fields = open.byKey.get(change.key)?.fields;
  const { status, statusMessage, lastCheckedAt } = Object.fromEntries(fields ?? []);
  const { edit, after } = change;
  if (edit.type !== 'update' || statusMessage === undefined || lastCheckedAt === undefined) return change;
  const isSame =
    isSameMessage(statusMessage, after.statusMessage) &&
    (edit.fields.status === undefined || edit.fields.status === status);
  if (!isSame) return change;
  const kept: FieldValues = { ...edit.fields, statusMessage, lastCheckedAt };
  return { ...change, after: { ...after, statusMessage }, edit: { ...edit, fields: kept } };
}

/** Whoever may push to the request decides what stands there: what cannot be read says nothing. */
function scanOrNothing(text: string, file: string): RegistryScan | undefined {
  try {
    return readRegistry(text, file);
  } catch (error) {
    if (ToolkitError.isToolkitError(error)) return undefined;
    throw error;
  }
}

function assertNothingVanished(before: RegistryScan, after: RegistryScan, file: string): void {
  const vanished = before.entries.length - after.entries.length;
  if (vanished <= MOST_VANISHED || vanished <= before.entries.length * MOST_VANISHED_PART) return;
  throw new ToolkitError(
    'registry-collapsed',
    `${file} would lose ${vanished} of ${before.entries.length} entries, nothing is written to it`,
  );
}
