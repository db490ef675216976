import type { Issue } from '../../core/issue';
import type { SnapshotReader } from '../../gitops/snapshot-reader';
import { registryPath } from '../../harvester/paths';
import { scanRegistry } from '../../harvester/registry/scan-registry';
import { ledgerPaths } from '../../synth/plan/ledger-paths';
import { Ownership } from '../../synth/plan/ownership';
import type { Project } from '../project/load-project';

/** What every plan reads first. */
export interface TargetContents {
  /** Entries of the registry. */
  readonly claims: number;
  /** Files that the project owns. */
  readonly ownedFiles: number;
  /** Ledgers that cannot be read as they are. */
  readonly warnings: readonly Issue[];
  /** Lines of ledgers that cannot be right. */
  readonly wrongLines: readonly { readonly ledger: string; readonly line: number; readonly why: string }[];
}

/**
 * Reads registry and ledgers.
 *
 * @throws ToolkitError `registry-unreadable`
 */
export async function targetContents(
  { index, read }: SnapshotReader,
  { config: { root, project } }: Project,
): Promise<TargetContents> {
  const registry = registryPath(root);
  const contents = await read([registry, ...ledgerPaths({ index }, root)]);
  const text = contents.get(registry);
  const ownership = new Ownership({ index }, root, project);
  ownership.read(contents);
  return {
    claims: text === undefined ? 0 : scanRegistry(text, registry).entries.length,
    ownedFiles: ownership.lines().length,
    warnings: ownership.warnings,
    wrongLines: ownership.uncounted.map(({ line, why }) => ({
      ledger: ownership.ledgerOf(line.category),
      line: line.number,
      why,
    })),
  };
}
