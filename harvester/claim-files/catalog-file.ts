import type { SnapshotIndex } from '../../core/snapshot';

/** Names that people give to what Backstage knows a claim by; these tools write the first. */
export const CATALOG_FILES = ['catalog-info.yaml', 'catalog-info.yml'] as const;

/** The catalog file in a folder, if it has one. */
export function catalogFileIn({ entries }: SnapshotIndex, folder: string): string | undefined {
  return CATALOG_FILES.map((name) => `${folder}/${name}`).find((path) => entries.has(path));
}
