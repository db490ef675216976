import type { JsonObject, JsonValue } from '../../core/claim-model';
import { apiGroup, isOtherObject, type ObjectIdentity } from '../../core/object-identity';
import type { Remake } from '../../core/plan';
import { isJsonObject } from '../../core/json/json-guards';

/** A claim that comes or goes, with its file's value. */
export interface ComingOrGoing {
  /** `<category>/<name>`. */
  readonly construct: string;
  readonly identity: ObjectIdentity;
  value(): JsonObject;
}

/** At least this share of the fields is the same in a claim that may be another one under a new id. */
const ALIKE = 0.5;
/** More pairs of one kind than this are not compared field by field: only claims that are equal but for their names are found. */
const MOST_PAIRS = 10_000;
/** With more equally good candidates than this, none is named. */
const MOST_CANDIDATES = 3;

/**
 * Finds new claims that look like ones that go: same group and kind, and at least half of their fields the same (names and
 * namespaces aside), none more alike on either side. To the cluster they are two objects; whoever only gave a construct
 * another id may not have meant that.
 *
 * @returns by construct, for both sides: the other ones
 */
export function findRemakes(
  added: readonly ComingOrGoing[],
  removed: readonly ComingOrGoing[],
): ReadonlyMap<string, readonly Remake[]> {
  const remakes = new Map<string, readonly Remake[]>();
  const gone = byKind(removed);
  for (const [kind, come] of byKind(added)) {
    const pairs = alikePairs(come, gone.get(kind) ?? []);
    const best = new Map<string, number>();
    for (const { to, from, share } of pairs) {
      for (const key of [to.construct, from.construct]) best.set(key, Math.max(best.get(key) ?? 0, share));
    }
    const found = new Map<string, Remake[]>();
    for (const { to, from, share } of pairs) {
      if (share < (best.get(to.construct) ?? 0) || share < (best.get(from.construct) ?? 0)) continue;
      const metadata = metadataToKeep(from.identity, to.identity);
      note(found, to.construct, { claim: from.construct, metadata });
      note(found, from.construct, { claim: to.construct, metadata });
    }
    for (const [construct, others] of found) {
      if (others.length <= MOST_CANDIDATES) remakes.set(construct, others);
    }
  }
  return remakes;
}

/** What `metadata` of the new claim keeps the object of the old one: its name, and its namespace where that is another one. */
function metadataToKeep(old: ObjectIdentity, now: ObjectIdentity): Remake['metadata'] {
  const { name, namespace } = old;
  return namespace === now.namespace ? { name } : { name, namespace: namespace ?? null };
}

function note(found: Map<string, Remake[]>, construct: string, remake: Remake): void {
  const others = found.get(construct);
  if (others === undefined) found.set(construct, [remake]);
  else others.push(remake);
}

function byKind(claims: readonly ComingOrGoing[]): Map<string, ComingOrGoing[]> {
  const kinds = new Map<string, ComingOrGoing[]>();
  for (const claim of claims) {
    const key = `${apiGroup(claim.identity)}/${claim.identity.kind}`;
    const siblings = kinds.get(key);
    if (siblings === undefined) kinds.set(key, [claim]);
    else siblings.push(claim);
  }
  return kinds;
}

interface Pair {
  readonly to: ComingOrGoing;
  readonly from: ComingOrGoing;
  readonly share: number;
}

function alikePairs(added: readonly ComingOrGoing[], removed: readonly ComingOrGoing[]): Pair[] {
  if (removed.length === 0) return [];
  const isMany = added.length * removed.length > MOST_PAIRS;
  const sides = (claims: readonly ComingOrGoing[]): { claim: ComingOrGoing; fields: Set<string> }[] =>
    claims.map((claim) => ({ claim, fields: fieldsOf(claim.value()) }));
  const gone = sides(removed);
  const equals = new Map<string, typeof gone>();
  if (isMany) {
    for (const side of gone) {
      const key = [...side.fields].sort().join('\n');
      equals.set(key, [...(equals.get(key) ?? []), side]);
    }
  }
  const pairs: Pair[] = [];
  for (const { claim: to, fields } of sides(added)) {
    const candidates = isMany ? (equals.get([...fields].sort().join('\n')) ?? []) : gone;
    if (isMany && candidates.length > MOST_CANDIDATES) continue;
    for (const { claim: from, fields: its } of candidates) {
      const share = sharedPart(fields, its);
      if (share >= ALIKE && isOtherObject(from.identity, to.identity)) pairs.push({ to, from, share });
    }
  }
  return pairs;
}

function sharedPart(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const most = Math.max(one.size, other.size);
  if (most === 0) return 1;
  let shared = 0;
  for (const field of one) if (other.has(field)) shared++;
  return shared / most;
}

/** Each leaf with its value, as one text; what names the object is left out. */
function fieldsOf({ apiVersion: _a, kind: _k, metadata, ...rest }: JsonObject): Set<string> {
  const fields = new Set<string>();
  const { name: _n, namespace: _s, ...other } = isJsonObject(metadata) ? metadata : {};
  collect('metadata', other, fields);
  for (const [key, value] of Object.entries(rest)) collect(key, value, fields);
  return fields;
}

function collect(path: string, value: JsonValue, fields: Set<string>): void {
  if (Array.isArray(value)) {
    for (const [index, item] of (value as readonly JsonValue[]).entries()) {
      collect(`${path}[${index}]`, item, fields);
    }
  } else if (isJsonObject(value)) {
    for (const [key, child] of Object.entries(value)) collect(`${path}.${key}`, child, fields);
  } else fields.add(`${path}=${typeof value === 'bigint' ? String(value) : JSON.stringify(value)}`);
}
