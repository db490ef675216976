import { claimNamesOf } from '../../core/claim-name';
import type { ObjectIdentity } from '../../core/object-identity';

/** A document of a file that several claims stand in. */
export interface FileDocument {
  /** What it is in the cluster, as a key; undefined where it is no Kubernetes object. */
  readonly key?: string;
  readonly identity?: ObjectIdentity;
  /** The ledger says that all of the file was of claims when this document stood in it already. */
  readonly isVouchedFor: boolean;
  /** It was another object when the ledger's lines were written, or there was none: a person may have made it of a claim's document. */
  readonly isNew: boolean;
}

/** A claim that stands in a file, or did. */
export interface FileOwner {
  readonly construct: string;
  readonly name: string;
  /** Keys of what the claim is in the cluster as it is declared; empty where it is declared no more. */
  readonly keys: ReadonlySet<string>;
  /** Kinds of those objects. */
  readonly kinds: ReadonlySet<string>;
  /** Whether our ledger has a line of it about the file. */
  readonly isKnown: boolean;
  /** Whether that line is about an earlier version of the file: a person's version of its document is kept. */
  readonly isBehind: boolean;
}

/**
 * Which documents of a file are whose. A declared claim has those that are its objects. One that the ledger knows and of which no document is there, because
 * it is declared no more or is another object now, has the one that is named like it, else one of its kind that a person made another object of. What is left is of others, unless the ledger says that all
 * of the file was of claims: then it is of the one claim that lacks its document, else of one that lacks it and of which a person's version is kept, else of
 * the claim that stands before it.
 *
 * @returns by construct: places in the list of documents, in their order
 */
export function assignDocuments(
  documents: readonly FileDocument[],
  owners: readonly FileOwner[],
): ReadonlyMap<string, readonly number[]> {
  const byKey = new Map<string, FileOwner>();
  for (const owner of owners) for (const key of owner.keys) if (!byKey.has(key)) byKey.set(key, owner);
  const ownerAt = documents.map(({ key }) => (key === undefined ? undefined : byKey.get(key)));
  const found = new Set(ownerAt);
  const lacking = new Set(owners.filter((owner) => owner.isKnown && !found.has(owner)));
  if (lacking.size > 0) {
    give(lacking, ownerAt, placesBy(documents, namesOf), ({ name }) => [name]);
    give(lacking, ownerAt, placesBy(documents, kindIfNew), ({ kinds }) => kinds);
  }
  const lacksIt = lacking.size === 1 ? [...lacking][0] : [...lacking].find(({ isBehind }) => isBehind);
  let before = owners.find((owner) => owner.isKnown);
  for (let index = 0; index < documents.length; index++) {
    const owner = ownerAt[index];
    if (owner?.isKnown === true) before = owner;
    if (owner !== undefined || documents[index]?.isVouchedFor !== true) continue;
    ownerAt[index] = lacksIt ?? before;
  }
  const assigned = new Map<string, number[]>();
  for (const [index, owner] of ownerAt.entries()) {
    if (owner === undefined) continue;
    const places = assigned.get(owner.construct);
    if (places === undefined) assigned.set(owner.construct, [index]);
    else places.push(index);
  }
  return assigned;
}

/** Gives each claim that lacks its document the first one that is nobody's and goes by one of its words. */
function give(
  lacking: Set<FileOwner>,
  ownerAt: (FileOwner | undefined)[],
  places: ReadonlyMap<string, readonly number[]>,
  wordsOf: (owner: FileOwner) => Iterable<string>,
): void {
  const next = new Map<string, number>();
  for (const owner of lacking) {
    for (const word of wordsOf(owner)) {
      const its = places.get(word) ?? [];
      let at = next.get(word) ?? 0;
      while (at < its.length && ownerAt[its[at] as number] !== undefined) at++;
      next.set(word, at);
      if (at >= its.length) continue;
      ownerAt[its[at] as number] = owner;
      lacking.delete(owner);
      break;
    }
  }
}

/** Places of documents by the words that they go by. */
function placesBy(
  documents: readonly FileDocument[],
  wordsOf: (document: FileDocument) => Iterable<string>,
): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [index, document] of documents.entries()) {
    for (const word of new Set(wordsOf(document))) {
      const its = places.get(word);
      if (its === undefined) places.set(word, [index]);
      else its.push(index);
    }
  }
  return places;
}

function namesOf({ identity }: FileDocument): string[] {
  return identity === undefined ? [] : claimNamesOf(identity);
}

function kindIfNew({ identity, isNew }: FileDocument): string[] {
  return isNew && identity !== undefined ? [identity.kind] : [];
}
