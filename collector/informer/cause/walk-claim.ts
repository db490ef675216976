import { identityKey } from '../../../core/object-identity';
import type { ClaimSummary, ConditionSummary, ObjectReference } from '../claim-summary';
import { apiVersionOf } from '../kind-names';
import type { Found, ObjectReader } from './found';
import { type ObjectCondition, type ObjectFacts, objectFacts, shownText } from './object-facts';
import type { Learned, Walk, WalkedObject } from './walked-object';

/** Levels below a claim that are looked at. */
const DEEPEST = 6;
/** Objects of one claim that are looked at. */
const MOST_OBJECTS = 200;

/** How a walk is made. */
export interface WalkOptions {
  readonly reader: ObjectReader;
  /** Called before every request; resolves when it may be made. */
  readonly spend: () => Promise<void>;
  /** Whether anybody still wants to know. */
  readonly isWanted: () => boolean;
}

/** What became of a walk: no answer to one read says nothing about the claim. */
export type Walked =
  | { readonly type: 'walk'; readonly walk: Walk }
  | { readonly type: 'failed'; readonly why: string; readonly retryAfter?: number }
  | { readonly type: 'unwanted' };

/** An object to which further references may be found. */
type Mutable = WalkedObject & { readonly parents: number[] };

/**
 * Follows the references from a claim down, level by level, so that a limit cuts the widest one. Every object is read once, whatever refers to it, so loops end. What
 * may not be read, or is not there, ends its branch alone.
 */
export async function walkClaim(claim: ClaimSummary, options: WalkOptions): Promise<Walked> {
  const root = ownReference(claim);
  const own: Mutable = {
    reference: root,
    depth: 0,
    parents: [],
    learned: { type: 'object', facts: ownFacts(claim) },
  };
  const objects = [own];
  const places = new Map<string, Mutable | undefined>([[identityKey(root), own]]);
  const byUid = new Map([[claim.uid, own]]);
  let leftOut = 0;
  for (let place = 0; place < objects.length; place++) {
    const { learned, depth } = objects[place] as Mutable;
    if (learned.type !== 'object') continue;
    for (const reference of learned.facts.references ?? []) {
      // Those without a name are not made yet, each for itself.
      const key = identityKey(reference);
      if (reference.name !== '' && places.has(key)) {
        refer(places.get(key), place);
        continue;
      }
      places.set(key, undefined);
      if (depth >= DEEPEST || objects.length > MOST_OBJECTS) {
        leftOut += 1;
        continue;
      }
      if (!options.isWanted()) return { type: 'unwanted' };
      const found = await read(reference, options);
      if (found.type === 'failed') return found;
      const uid = found.type === 'object' ? found.facts.uid : '';
      const same = uid === '' ? undefined : byUid.get(uid);
      if (same !== undefined) {
        refer(same, place);
        continue;
      }
      const object: Mutable = { reference, depth: depth + 1, parents: [place], learned: found };
      objects.push(object);
      places.set(key, object);
      if (uid !== '') byUid.set(uid, object);
    }
  }
  return { type: 'walk', walk: { objects, leftOut } };
}

function refer(object: Mutable | undefined, place: number): void {
  if (object !== undefined && object.parents.at(-1) !== place) object.parents.push(place);
}

async function read(
  reference: ObjectReference,
  { reader, spend }: WalkOptions,
): Promise<Learned | (Found & { readonly type: 'failed' })> {
  if (reference.apiVersion === 'v1' && reference.kind === 'Secret') return { type: 'unread' };
  if (reference.name === '' || reference.kind === '' || reference.apiVersion === '') {
    return { type: 'absent' };
  }
  const found = await reader.get(reference, spend);
  return found.type === 'object' ? { type: 'object', facts: objectFacts(found.object) } : found;
}

function ownReference(claim: ClaimSummary): ObjectReference {
  const { kind, namespace, name } = claim;
  return { apiVersion: apiVersionOf(claim), kind, name, ...(namespace !== '' && { namespace }) };
}

function ownFacts({ uid, namespace, composite, composed, ...claim }: ClaimSummary): ObjectFacts {
  const { ready, synced, deletionTimestamp } = claim;
  return {
    uid,
    namespace,
    isDeleting: deletionTimestamp !== undefined,
    hasFinalizers: deletionTimestamp !== undefined,
    conditions: [
      ...(ready === undefined ? [] : [ownCondition('Ready', ready)]),
      ...(synced === undefined ? [] : [ownCondition('Synced', synced)]),
    ],
    ...belowOf(namespace, composite, composed),
  };
}

/** The composite of a claim is cluster-scoped, whatever its reference says; what a composite made is in its own namespace where nothing else is said. */
function belowOf(
  namespace: string,
  composite: ObjectReference | undefined,
  composed: readonly ObjectReference[],
): Pick<ObjectFacts, 'references'> {
  if (composite !== undefined) {
    const { apiVersion, kind, name } = composite;
    return { references: [{ apiVersion, kind, name }] };
  }
  if (composed.length === 0) return {};
  return {
    references: composed.map((reference) =>
      (reference.namespace ?? '') === '' && namespace !== '' ? { ...reference, namespace } : reference,
    ),
  };
}

function ownCondition(
  type: string,
  { status, reason, message, lastTransitionTime }: ConditionSummary,
): ObjectCondition {
  const since = Date.parse(lastTransitionTime ?? '');
  return {
    type,
    status,
    reason: shownText(reason, 256),
    message: shownText(message),
    ...(!Number.isNaN(since) && { since }),
  };
}
