import { REGISTRY_FIELDS, registryKey, type RegistryEntry } from '../../core/registry-entry';

/**
 * What a registry is: harvester's list `claims: [entry]`, or the map `cluster: [entry]` of the status collector. A file's shape tells
 * which.
 */
export type RegistrySchema = 'claims' | 'clusters';

/** Fields that the editor knows, in the order in which an entry has them. */
export const FIELDS_OF: Readonly<Record<RegistrySchema, readonly string[]>> = {
  claims: REGISTRY_FIELDS,
  clusters: ['name', 'namespace', 'claimRef', 'statusMessage', 'lastCheckedAt'],
};

/** Values by field. A field that the schema does not have is not written. */
export type FieldValues = Partial<RegistryEntry>;

/** How entries of the map are found. */
export function clusterKey(cluster: string, claimRef: string): string {
  return `${cluster}\0${claimRef}`;
}

/** Key of an entry by what it says; a missing field is the empty text. */
export function keyOfEntry(fields: ReadonlyMap<string, string>, cluster: string | undefined): string {
  const said = (field: string): string => fields.get(field) ?? '';
  if (cluster !== undefined) return clusterKey(cluster, said('claimRef'));
  return registryKey({ category: said('category'), name: said('name') });
}
