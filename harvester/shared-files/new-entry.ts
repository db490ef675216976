import type { RegistryEntry } from '../../core/registry-entry';

/** What is known of a claim that gets a registry entry; without repository where nobody knows it. */
export type NewClaim = Pick<
  RegistryEntry,
  'name' | 'template' | 'category' | 'path' | 'createdAt' | 'createdBy'
> &
  Partial<Pick<RegistryEntry, 'namespace' | 'repository' | 'cluster'>>;

/** Fields of a new registry entry. */
export function newEntry(claim: NewClaim): Partial<RegistryEntry> {
  const { name, template, category, namespace, createdAt, createdBy, repository, path, cluster } = claim;
  return {
    name,
    template,
    category,
    ...(namespace !== undefined && { namespace }),
    createdAt,
    createdBy,
    source: 'synth',
    ...(repository !== undefined && { repository }),
    path,
    ...(cluster !== undefined && { cluster }),
  };
}
