import { apiGroup, type ObjectIdentity } from '../../../core/object-identity';
import type { ObservedClaim } from '../observed/observed-claim';
import { type ClusterRule, clustersOf } from './cluster-map';
import type { DeclaredClaim } from './declared-claim';

/** Which observations belong to which entries. */
export interface Matches {
  /** Observations by key of the entry, at most one of each cluster. */
  readonly found: ReadonlyMap<string, readonly ObservedClaim[]>;
  /** Entries that nothing is written to, and why. */
  readonly ambiguous: readonly Ambiguity[];
  /** Observations that no entry is about. */
  readonly unmatched: readonly ObservedClaim[];
}

/** Why nobody can tell what an entry is about. */
export interface Ambiguity {
  readonly key: string;
  readonly line: number;
  readonly why: string;
}

/** How entries are matched. */
export interface MatchOptions {
  readonly rules: readonly ClusterRule[];
  /** Clusters that ever reported. */
  readonly known: readonly string[];
  /** What was removed is looked for: a claim that is gone counts as much as one that is there. */
  readonly isRemoved?: boolean;
}

/**
 * Finds the observations of entries, cluster by cluster: by kind, namespace and name as the claim is built; where there is no file, by namespace, template and name, then by a name that is
 * the only one. An entry of the original's map is about its reference alone. What fits several is told and not guessed, but what is gone never stands in the way of what is there. Of several
 * entries about one claim the first is meant.
 */
export function matchClaims(
  declared: readonly DeclaredClaim[],
  observed: readonly ObservedClaim[],
  { rules, known, isRemoved = false }: MatchOptions,
): Matches {
  const index = new ObservedIndex(observed);
  const found = new Map<string, ObservedClaim[]>();
  const ambiguous: Ambiguity[] = [];
  const taken = new Map<ObservedClaim, DeclaredClaim>();
  for (const claim of declared) {
    const clusters = clustersOf(claim, rules, known);
    if (clusters === undefined) {
      if (index.isAnywhere(claim)) ambiguous.push({ ...placeOf(claim), why: 'the entry names no cluster' });
      continue;
    }
    if (found.has(claim.key)) {
      ambiguous.push({ ...placeOf(claim), why: 'an earlier entry has the same name' });
      continue;
    }
    const own: ObservedClaim[] = [];
    for (const cluster of clusters) {
      const fitting = index.candidates(claim, cluster);
      const candidates = isRemoved ? fitting : livingOf(fitting);
      const [candidate] = candidates;
      if (candidate === undefined) continue;
      const other = taken.get(candidate);
      if (candidates.length > 1) {
        ambiguous.push({
          ...placeOf(claim),
          why: `${candidates.length} claims of ${cluster} match: ${candidates.map(nameOf).join(', ')}`,
        });
      } else if (other !== undefined) {
        ambiguous.push({
          ...placeOf(claim),
          why: `line ${other.line} is for the same claim of ${cluster}`,
        });
      } else {
        taken.set(candidate, claim);
        own.push(candidate);
      }
    }
    if (own.length > 0) found.set(claim.key, own);
  }
  return { found, ambiguous, unmatched: observed.filter((claim) => !taken.has(claim)) };
}

/** Those that are there, where any is. */
function livingOf(claims: readonly ObservedClaim[]): readonly ObservedClaim[] {
  const living = claims.filter(({ goneSince }) => goneSince === undefined);
  return living.length === 0 ? claims : living;
}

function placeOf({ key, line }: DeclaredClaim): { key: string; line: number } {
  return { key, line };
}

function nameOf({ claimRef, identity }: ObservedClaim): string {
  return identity === undefined ? claimRef : `${identity.kind} ${claimRef}`;
}

/** Observations by what entries can say of them. */
class ObservedIndex {
  private readonly byObject = new Map<string, ObservedClaim[]>();
  /** Of those without a kind. */
  private readonly byReference = new Map<string, ObservedClaim[]>();
  private readonly byClaimRef = new Map<string, ObservedClaim[]>();
  private readonly byName = new Map<string, ObservedClaim[]>();
  private readonly names = new Set<string>();

  constructor(observed: readonly ObservedClaim[]) {
    for (const claim of observed) {
      const { cluster, claimRef, identity } = claim;
      if (identity === undefined) add(this.byReference, keyText(cluster, claimRef), claim);
      else {
        const { kind, namespace, name } = identity;
        add(this.byObject, keyText(cluster, apiGroup(identity), kind, namespace, name), claim);
      }
      add(this.byClaimRef, keyText(cluster, claimRef), claim);
      const name = claimRef.slice(claimRef.indexOf('/') + 1);
      add(this.byName, keyText(cluster, name), claim);
      this.names.add(name);
    }
  }

  /** Whether anything in any cluster has the name. */
  isAnywhere({ name, built }: DeclaredClaim): boolean {
    return this.names.has(name) || built.some((object) => this.names.has(object.name));
  }

  candidates(claim: DeclaredClaim, cluster: string): readonly ObservedClaim[] {
    const { claimRef } = claim;
    if (claimRef !== undefined) return this.byClaimRef.get(keyText(cluster, claimRef)) ?? [];
    return claim.built.length > 0 ? this.ofBuilt(claim.built, cluster) : this.ofEntry(claim, cluster);
  }

  private ofBuilt(built: readonly ObjectIdentity[], cluster: string): readonly ObservedClaim[] {
    const found = new Set<ObservedClaim>();
    for (const object of built) {
      for (const namespace of namespacesOf(object)) {
        const key = keyText(cluster, apiGroup(object), object.kind, namespace, object.name);
        for (const claim of this.byObject.get(key) ?? []) found.add(claim);
      }
    }
    if (found.size > 0) return [...found];
    // The original's format says nothing of the kind.
    for (const object of built) {
      for (const namespace of namespacesOf(object)) {
        for (const claim of this.byReference.get(keyText(cluster, `${namespace}/${object.name}`)) ?? []) {
          found.add(claim);
        }
      }
    }
    return [...found];
  }

  private ofEntry({ name, namespace, template }: DeclaredClaim, cluster: string): readonly ObservedClaim[] {
    const named = this.byName.get(keyText(cluster, name)) ?? [];
    const fitting = named.filter(({ identity, claimRef }) => {
      const isKind = identity === undefined || identity.kind.toLowerCase() === template.toLowerCase();
      return isKind && claimRef === `${namespace}/${name}`;
    });
    const typed = fitting.filter(({ identity }) => identity !== undefined);
    if (typed.length > 0) return typed;
    return fitting.length > 0 ? fitting : named;
  }
}

/** Where a file names no namespace it is that of whoever applies it, or none where the kind has none. */
function namespacesOf({ namespace }: ObjectIdentity): readonly string[] {
  return namespace === undefined || namespace === '' ? ['', 'default'] : [namespace];
}

function keyText(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

function add<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
