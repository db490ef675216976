import { createHash } from 'node:crypto';
import type { Bytes } from '../../../core/bytes/bytes';
import type { SnapshotReader } from '../../../gitops/snapshot-reader';
import { registryPath } from '../../../harvester/paths';
import { leanRegistry } from '../../../harvester/registry/lean-registry';
import { type EntryVisitor, visitRegistry } from '../../../harvester/registry/visit-registry';
import { WantedKeys } from '../../../harvester/registry/wanted-keys';
import { readView, type ViewOptions } from '../../../harvester/tree/read-view';
import { neededForVerify } from '../../../harvester/tree/repository-view';
import { claimsRoot } from './claims-root';
import type { DeclaredClaim } from './declared-claim';
import { declaredClaims, listedClaim } from './read-declared';

/** Reads what the claims of a registry are called in clusters; files are read again only where the repository is another one. */
export class DeclaredReader {
  private last: { readonly of: string; readonly claims: readonly DeclaredClaim[] } | undefined;

  /**
   * @param file - path of the registry
   * @param known - `owner/name` of the repository, and the folders that are built, where they are known
   */
  constructor(
    private readonly file: string,
    private readonly known: Pick<ViewOptions, 'slug' | 'entryPoints'>,
  ) {}

  /**
   * The claims that may have one of these names in a cluster, in the order of their entries, and maybe others.
   *
   * @param reader - the whole repository
   * @param names - of all that was observed
   * @throws ToolkitError `registry-unreadable`
   */
  async read(
    reader: SnapshotReader,
    registry: Bytes,
    names: ReadonlySet<string>,
  ): Promise<readonly DeclaredClaim[]> {
    const root = claimsRoot(this.file);
    if (root === undefined || !hasClaimFiles(reader, root)) return this.listed(registry, names);
    const of = fingerprint(reader);
    if (this.last?.of === of) return this.last.claims;
    const claims = await this.inTree(reader, registry, root);
    if (claims === undefined) return this.listed(registry, names);
    this.last = { of, claims };
    return claims;
  }

  /** Without a file an entry is known by its own name alone. */
  private listed(registry: Bytes, names: ReadonlySet<string>): readonly DeclaredClaim[] {
    let claims: DeclaredClaim[] = [];
    const begin = (): EntryVisitor => {
      claims = [];
      return (entry) => {
        claims.push(listedClaim(entry));
      };
    };
    visitRegistry(registry, this.file, begin, WantedKeys.named(names));
    return claims;
  }

  /** Undefined for a registry that says nothing of files. */
  private async inTree(
    reader: SnapshotReader,
    bytes: Bytes,
    root: string,
  ): Promise<readonly DeclaredClaim[] | undefined> {
    const registry = leanRegistry(bytes, this.file);
    if (registry.schema === 'clusters') return undefined;
    const { slug = reader.repository, ...known } = this.known;
    const view = await readView(reader, { root, registry, ...known, ...(slug !== undefined && { slug }) });
    return declaredClaims(view);
  }
}

/** Whether anything but the registry stands below the root that says something of claims. */
function hasClaimFiles({ index }: SnapshotReader, root: string): boolean {
  const registry = registryPath(root);
  return neededForVerify(index, root).some((path) => path !== registry && path.startsWith(`${root}/`));
}

/** Every path with its object. */
function fingerprint({ index }: SnapshotReader): string {
  const hash = createHash('sha256');
  for (const [path, { mode, objectId }] of index.entries) hash.update(`${mode} ${objectId} ${path}\n`);
  return hash.digest('hex');
}
