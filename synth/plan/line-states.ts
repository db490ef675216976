import { claimNamesOf } from '../../core/claim-name';
import { identityOfValue, type ObjectIdentity } from '../../core/object-identity';
import { nameOf } from '../../harvester/paths';
import type { RegistryScan } from '../../harvester/registry/scan-registry';
import { fileName, isClaimFile } from '../../harvester/claim-files/role-of-file';
import { fileOfDocument, isDocumentPath } from './document-path';
import type { OwnedLine } from './own-lines';
import type { Ownership } from './ownership';
import type { PlanReader } from './plan-reader';

/**
 * What stands where a ledger line points: nothing; our bytes, as they were written; a person's version of them; a link or
 * submodule in their place; the file of another declared claim; or something that is no file of the claim at all, then the line
 * does not count.
 */
export type LineState = 'gone' | 'ours' | 'edited' | 'link' | 'taken' | 'unrelated';

/** Whether a person decided about what stands there. */
export function isByHand(state: LineState): boolean {
  return state === 'edited' || state === 'link';
}

/** What is known about claims, for telling whether a file is one of theirs. */
export interface ClaimFacts {
  readonly registry?: RegistryScan;
  /** Cluster identity of a declared claim. */
  readonly identityOf: (construct: string) => ObjectIdentity | undefined;
}

/**
 * Says what stands behind ledger lines. A matching object id alone proves nothing about a claim file, for anyone can compute
 * it: the registry must know the file, or what stands in it must be a manifest of the claim.
 */
export class LineStates {
  constructor(
    private readonly reader: PlanReader,
    private readonly ownership: Ownership,
    private readonly facts: ClaimFacts,
  ) {}

  of(line: OwnedLine): LineState {
    const entry = this.reader.entry(line.path);
    if (entry === undefined) return 'gone';
    const taker = this.ownership.claimOf(line.path);
    if (taker !== undefined && taker !== line.construct) return 'taken';
    // A link or submodule in its place is somebody's decision, whatever its id is.
    if (!this.reader.isPlainFile(line.path)) return 'link';
    const isOurs = entry.objectId === line.objectId;
    if (isOurs && this.isUnknown(line.construct)) return 'unrelated';
    if (isClaimFile(line.path) && !this.isRegistered(line, isOurs)) {
      const text = this.reader.text(line.path);
      const value = this.reader.value(line.path);
      // Until it is read, and where a person left something that cannot be read, nothing is held against it.
      const isOpen = text === undefined || ((value === undefined || value === null) && !isOurs);
      if (!isOpen && !this.isManifestOf(line, value, isOurs)) return 'unrelated';
    }
    return isOurs ? 'ours' : 'edited';
  }

  /**
   * Whether a file that a person changed is one that `--overwrite` of its claim is about: the claim's own, and no other file in
   * its folder that a ledger names. Of a claim that nobody but a ledger knows, no file is: not even its own bytes would be ours.
   */
  isOverwritable(line: OwnedLine): boolean {
    if (this.isUnknown(line.construct)) return false;
    if (!isClaimFile(line.path) || this.isRegistered(line, true)) return true;
    return this.isManifestOf(line, this.reader.value(line.path), true);
  }

  /** A claim that neither the program nor the registry knows: no claim, or one that went elsewhere long ago. */
  private isUnknown(construct: string): boolean {
    const { registry, identityOf } = this.facts;
    return registry?.byKey.has(construct) === false && identityOf(construct) === undefined;
  }

  /**
   * Whether the registry says that this is the file of the claim. While the claim is declared that may change with this very plan,
   * so it is believed of our own bytes alone: the next plan must come to the same answer.
   */
  private isRegistered({ path, construct }: OwnedLine, isOurs: boolean): boolean {
    const fields = this.facts.registry?.byKey.get(construct)?.fields;
    if (fields === undefined || (!isOurs && this.facts.identityOf(construct) !== undefined)) return false;
    if (fields.get('path') === fileOfDocument(path)) return true;
    return !isFlat(path, construct) && fields.get('template') === stemOf(path) && !isYaml(fields.get('path'));
  }

  /** Strict about what may be deleted; a person's version stays anyway, and may have another name or kind. */
  private isManifestOf({ path, construct }: OwnedLine, value: unknown, isOurs: boolean): boolean {
    const identity = identityOfValue(value);
    if (identity === undefined) return false;
    const name = nameOf(construct);
    const declared = this.facts.identityOf(construct);
    const isNamed =
      identity.name === name ||
      identity.name === declared?.name ||
      (isDocumentPath(path) && claimNamesOf(identity).includes(name));
    const isOfKind = identity.kind.toLowerCase() === stemOf(path);
    if (!isOurs) return isNamed || isOfKind || identity.kind === declared?.kind || stemOf(path) === name;
    // Below the claim's own folder only the registry says that a file is the claim's.
    if (isBelowFolder(path, construct) && this.facts.registry?.byKey.has(construct) === true) return false;
    if (isNamed && identity.kind === declared?.kind) return true;
    if (isFlat(path, construct)) return isNamed || stemOf(path) === name;
    // Without a registry nobody says what the file is called: the folder is the claim's own, and this is an object in it.
    return (isNamed && isOfKind) || this.facts.registry?.byKey.has(construct) !== true;
  }
}

function isFlat(path: string, construct: string): boolean {
  return !path.includes(`/${construct}/`);
}

function isBelowFolder(path: string, construct: string): boolean {
  const at = path.indexOf(`/${construct}/`);
  return at >= 0 && path.includes('/', at + construct.length + 2);
}

function isYaml(path: string | undefined): boolean {
  return path !== undefined && /\.ya?ml$/.test(path);
}

function stemOf(path: string): string {
  return fileName(path).replace(/\.ya?ml$/, '');
}
