/** `apiVersion` and `kind` of the harvester registry. */
export const REGISTRY_API_VERSION = 'claim-registry.io/v1alpha1';
export const REGISTRY_KIND = 'ClaimRegistry';

/** Every field of an entry, in the order in which a new entry writes them. */
export const REGISTRY_FIELDS = [
  'name',
  'template',
  'category',
  'namespace',
  'createdAt',
  'createdBy',
  'source',
  'repository',
  'path',
  'status',
  'statusMessage',
  'lastCheckedAt',
  'cluster',
] as const;

/** One claim in `registry.yaml`, as the harvester contract describes it. */
export interface RegistryEntry {
  /** Unique in its category; matches the folder. */
  readonly name: string;
  readonly template: string;
  readonly category: string;
  readonly namespace?: string;
  /** RFC 3339. */
  readonly createdAt: string;
  readonly createdBy: string;
  /** `backstage`, `cli`, `ci`; `synth` for entries made here. */
  readonly source: string;
  /** `owner/name`, never a URL with credentials. */
  readonly repository: string;
  /** `claims/<category>/<name>`, or the file of a legacy flat claim. */
  readonly path: string;
  /** The cluster that the claim runs in, where there are several. */
  readonly cluster?: string;
  /** Owned by the status collector, like the next two. */
  readonly status?: string;
  readonly statusMessage?: string;
  readonly lastCheckedAt?: string;
}

/** How entries are found: `<category>/<name>`. */
export function registryKey(entry: { readonly category: string; readonly name: string }): string {
  return `${entry.category}/${entry.name}`;
}
