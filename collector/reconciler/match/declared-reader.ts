import { createHash } from 'node:crypto';
import type { SnapshotReader } from '../../../gitops/snapshot-reader';
import { readRegistry } from '../../../harvester/registry/scan-registry';
import { readView } from '../../../harvester/tree/read-view';
import { claimsRoot } from './claims-root';
import type { DeclaredClaim } from './declared-claim';
import { declaredClaims, listedClaims } from './read-declared';

/** Reads what the claims of a registry are called in clusters; again only where the repository is another one. */
export class DeclaredReader {
  private known: { readonly of: string; readonly claims: readonly DeclaredClaim[] } | undefined;

  /**
   * @param file - path of the registry
   * @param slug - `owner/name` of the repository, where it is known
   */
  constructor(
    private readonly file: string,
    private readonly slug: string | undefined,
  ) {}

  /**
   * @param reader - the whole repository
   * @throws ToolkitError `registry-unreadable`
   */
  async read(reader: SnapshotReader, registry: string): Promise<readonly DeclaredClaim[]> {
    const { schema, entries } = readRegistry(registry, this.file);
    const root = claimsRoot(this.file);
    if (schema === 'clusters' || root === undefined) return listedClaims(entries);
    const of = fingerprint(reader);
    if (this.known?.of === of) return this.known.claims;
    const slug = this.slug ?? reader.repository;
    const view = await readView(reader, { root, ...(slug !== undefined && { slug }) });
    const claims = declaredClaims(view);
    this.known = { of, claims };
    return claims;
  }
}

/** Every path with its object. */
function fingerprint({ index }: SnapshotReader): string {
  const hash = createHash('sha256');
  for (const [path, { mode, objectId }] of index.entries) hash.update(`${mode} ${objectId} ${path}\n`);
  return hash.digest('hex');
}
