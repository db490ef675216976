import type { Bytes } from '../../../core/bytes/bytes';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { FieldValues } from '../../../harvester/registry/registry-schema';
import { type EntryPlace, updateRegistry } from '../../../harvester/registry/update-registry';
import { type EntryVisitor, visitRegistry } from '../../../harvester/registry/visit-registry';
import type { DeclaredClaim } from '../match/declared-claim';
import { type Matches, matchClaims, type MatchOptions } from '../match/match-claims';
import type { ObservedClaim } from '../observed/observed-claim';
import { type StatusChange, StatusChanges } from './status-edits';

/** What a plan of statuses follows from. */
export interface StatusPlanInput extends MatchOptions {
  /** UTF-8 of the registry at the base. */
  readonly registry: Bytes;
  /** Its path, for messages. */
  readonly file: string;
  /** UTF-8 of the registry at the head of the open request, where there is one. */
  readonly openRegistry?: Bytes;
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
  /** Its bytes afterwards, in pieces that share the memory of those before; these alone where nothing changes. */
  readonly pieces: readonly Bytes[];
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
  const matches = matchClaims(declared, observed, input);
  let wanted: readonly StatusChange[] = [];
  const begin = (): EntryVisitor => {
    const found = new StatusChanges({ found: matches.found, now });
    wanted = found.changes;
    return (entry, place) => {
      found.add(entry, place);
    };
  };
  const { entries } = visitRegistry(registry, file, begin, matches.found);
  if (entries === 0) {
    throw new ToolkitError('registry-empty', `${file} has no entries, nothing is written to it`);
  }
  const open = openRegistry === undefined ? undefined : saidInRequest(openRegistry, wanted, file);
  const changes = open === undefined ? wanted : wanted.map((change) => asInRequest(change, open));
  const edits = changes.map(({ edit }) => edit);
  const { parts, vanished } = updateRegistry(registry, edits, file, { found: placesOf(changes) });
  if (!force) assertNothingVanished(entries, vanished, file);
  return { pieces: parts, changes, matches };
}

/** Undefined where only the library can tell them. */
function placesOf(changes: readonly StatusChange[]): readonly EntryPlace[] | undefined {
  const places = changes.flatMap(({ place }) => (place === undefined ? [] : [place]));
  return places.length === changes.length ? places : undefined;
}

const STATE_FIELDS = ['status', 'statusMessage', 'lastCheckedAt'] as const;

/** What an entry of the open request says. */
type SaidState = Readonly<Record<(typeof STATE_FIELDS)[number], string | undefined>>;

const NOTHING_SAID: SaidState = { status: undefined, statusMessage: undefined, lastCheckedAt: undefined };

/** What the open request says already stays as it says it: a later time alone is no change of it. */
function asInRequest(change: StatusChange, open: ReadonlyMap<string, SaidState>): StatusChange {
  const { status, statusMessage, lastCheckedAt } = open.get(change.key) ?? NOTHING_SAID;
  const { edit, after, isSame: isSameMessage } = change;
  if (statusMessage === undefined || lastCheckedAt === undefined) return change;
  const isSame =
    isSameMessage(statusMessage, after.statusMessage) &&
    (edit.fields.status === undefined || edit.fields.status === status);
  if (!isSame) return change;
  const kept: FieldValues = { ...edit.fields, statusMessage, lastCheckedAt };
  return { ...change, after: { ...after, statusMessage }, edit: { ...edit, fields: kept } };
}

/** Whoever may push to the request decides what stands there: what cannot be read says nothing. */
function saidInRequest(
  registry: Bytes,
  changes: readonly StatusChange[],
  file: string,
): ReadonlyMap<string, SaidState> | undefined {
  const wanted = new Set(changes.map(({ key }) => key));
  let said = new Map<string, SaidState>();
  try {
    const begin = (): EntryVisitor => {
      said = new Map();
      return (entry) => {
        if (!wanted.has(entry.key) || said.has(entry.key)) return;
        const [status, statusMessage, lastCheckedAt] = STATE_FIELDS.map((field) => entry.valueOf(field));
        said.set(entry.key, { status, statusMessage, lastCheckedAt });
      };
    };
    visitRegistry(registry, file, begin, wanted);
    return said;
  } catch (error) {
    if (ToolkitError.isToolkitError(error)) return undefined;
    throw error;
  }
}

function assertNothingVanished(before: number, vanished: number, file: string): void {
  if (vanished <= MOST_VANISHED || vanished <= before * MOST_VANISHED_PART) return;
  throw new ToolkitError(
    'registry-collapsed',
    `${file} would lose ${vanished} of ${before} entries, nothing is written to it`,
  );
}
