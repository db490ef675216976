import { createHash } from 'node:crypto';
import type { SnapshotReader } from '../../../gitops/snapshot-reader';
import { visitRegistry } from '../../../harvester/registry/visit-registry';
import { readView, type ViewOptions } from '../../../harvester/tree/read-view';
import { claimsRoot } from './claims-root';
import type { DeclaredClaim } from './declared-claim';
import { declaredClaims, listedClaim } from './read-declared';

/** Reads what the claims of a registry are called in clusters; again only where the repository is another one. */
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
   * @param reader - the whole repository
   * @throws ToolkitError `registry-unreadable`
   */
  async read(reader: SnapshotReader, registry: Buffer): Promise<readonly DeclaredClaim[]> {
    const of = fingerprint(reader);
    if (this.last?.of === of) return this.last.claims;
    const claims = await this.readAnew(reader, registry);
    this.last = { of, claims };
    return claims;
  }

  private async readAnew(reader: SnapshotReader, registry: Buffer): Promise<readonly DeclaredClaim[]> {
    const root = claimsRoot(this.file);
    let listed: DeclaredClaim[] = [];
    const { schema } = visitRegistry(registry, this.file, () => {
      listed = [];
      return (entry) => {
        if (root === undefined || entry.cluster !== undefined) listed.push(listedClaim(entry));
      };
    });
    if (schema === 'clusters' || root === undefined) return listed;
    const { slug = reader.repository, ...known } = this.known;
    const view = await readView(reader, { root, ...known, ...(slug !== undefined && { slug }) });
    return declaredClaims(view);
  }
}

/** Every path with its object. */
function fingerprint({ index }: SnapshotReader): string {
  const hash = createHash('sha256');
  for (const [path, { mode, objectId }] of index.entries) hash.update(`${mode} ${objectId} ${path}\n`);
  return hash.digest('hex');
}
