/** A small repository without any problem: two claims in folders, a legacy flat one, a foreign package. */
export function soundRepository(): Record<string, string> {
  return {
    'catalog-info.yaml':
      'apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: acme\n  annotations:\n    github.com/project-slug: acme/harvester\n',
    'packer/catalog-info.yaml': 'kind: Component\n',
    '.backstage/catalog-locations.yaml': `apiVersion: backstage.io/v1alpha1
kind: Location
metadata:
  name: acme-repo
spec:
  targets:
    - ../packer/catalog-info.yaml # by hand
    - ../claims/infra/db/catalog-info.yaml
    - ../claims/infra/cache/catalog-info.yaml
`,
    'claims/registry.yaml': `apiVersion: claim-registry.io/v1alpha1
kind: ClaimRegistry
claims:
${entry('cli', 'old', 'claims/cli/old.yaml')}${entry('infra', 'cache')}${entry('infra', 'db')}`,
    'claims/cli/old.yaml': claim('old'),
    'claims/cli/kustomization.yaml': 'resources:\n  - old.yaml\n',
    'claims/infra/kustomization.yaml':
      '# ours\nkind: Kustomization\nresources:\n  - cache\n  - db\n  - ../../shared/base.yaml\n  - https://example.test/x.yaml\n',
    'shared/base.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: base\n',
    ...folder('infra', 'cache'),
    ...folder('infra', 'db'),
  };
}

/** The three files of a claim. */
export function folder(category: string, name: string): Record<string, string> {
  const path = `claims/${category}/${name}`;
  return {
    [`${path}/volumeclaim.yaml`]: claim(name),
    [`${path}/kustomization.yaml`]: 'resources:\n  - volumeclaim.yaml\n',
    [`${path}/catalog-info.yaml`]: `kind: Component\nmetadata:\n  name: ${name}\n`,
  };
}

/** A claim object. */
export function claim(name: string): string {
  return `apiVersion: resources.example.test/v1alpha1\nkind: VolumeClaim\nmetadata:\n  name: ${name}\n  namespace: default\nspec:\n  modes:\n  - a: b\n`;
}

/** A registry entry. */
export function entry(category: string, name: string, path = `claims/${category}/${name}`): string {
  return `    - name: ${name}
      template: volumeclaim
      category: ${category}
      namespace: default
      createdAt: "2026-02-05T10:58:33Z"
      createdBy: ada
      source: cli
      repository: acme/harvester
      path: ${path}
`;
}
