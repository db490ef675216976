/** A registry as tools and people leave it behind: comments, an own field, an entry without category. */
export const REGISTRY = `apiVersion: claim-registry.io/v1alpha1
kind: ClaimRegistry
# every claim, one entry each
claims:
    # kept for the demo
    - name: cache
      template: volumeclaim
      category: apps # moved
      createdAt: "2026-02-05T10:58:33Z"
      createdBy: ada
      source: cli
      repository: acme/harvester
      path: claims/apps/cache
      status: active
      team: 'blue'

    - name: db
      template: volumeclaim
      category: infra
      namespace: default
      createdAt: 2026-02-06T10:58:33Z
      createdBy: "ben"
      source: cli
      repository: acme/harvester
      path: claims/infra/db
    - name: demo
      template: harborproject
      category: ""
      namespace: ""
      createdAt: "2026-02-07T20:17:19Z"
      createdBy: cli
      source: cli
      repository: ""
      path: .
# the end
`;

/** All fields of a new entry. */
export function newEntry(
  category: string,
  name: string,
): Record<
  'name' | 'template' | 'category' | 'createdAt' | 'createdBy' | 'source' | 'repository' | 'path',
  string
> {
  return {
    name,
    template: 'volumeclaim',
    category,
    createdAt: '2026-03-01T10:00:00Z',
    createdBy: 'tester',
    source: 'synth',
    repository: 'acme/harvester',
    path: `claims/${category}/${name}`,
  };
}

/** The lines of {@link newEntry} as go-yaml writes them. */
export function newEntryText(category: string, name: string): string {
  return `    - name: ${name}
      template: volumeclaim
      category: ${category}
      createdAt: "2026-03-01T10:00:00Z"
      createdBy: tester
      source: synth
      repository: acme/harvester
      path: claims/${category}/${name}
`;
}
