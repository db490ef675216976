import type { RegistrySchema } from '../../../harvester/registry/registry-schema';

/** Clusters, or categories, of the measured registry. */
const GROUPS = 20;

/** A registry of this many entries, as go-yaml writes it. */
export function registryOf(schema: RegistrySchema, count: number): string {
  return schema === 'claims' ? listOf(count) : mapOf(count);
}

function listOf(count: number): string {
  const lines = ['apiVersion: claim-registry.io/v1alpha1', 'kind: ClaimRegistry', 'claims:'];
  for (let index = 0; index < count; index++) {
    const category = `category-${index % GROUPS}`;
    lines.push(
      `    - name: app-${index}`,
      '      template: volumeclaim',
      `      category: ${category}`,
      '      namespace: default',
      `      createdAt: "2026-02-05T10:58:${String(index % 60).padStart(2, '0')}Z"`,
      `      createdBy: person-${index % 7}`,
      '      source: synth',
      '      repository: acme/harvester',
      `      path: claims/${category}/app-${index}`,
      '      status: active',
      `      statusMessage: 'Ready: True, Synced: True'`,
      `      lastCheckedAt: "2026-11-20T09:${String(index % 60).padStart(2, '0')}:15Z"`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function mapOf(count: number): string {
  const lines: string[] = [];
  for (let group = 0; group < GROUPS; group++) {
    lines.push(`cluster-${group}:`);
    for (let index = group; index < count; index += GROUPS) {
      lines.push(
        `    - name: app-${index}`,
        '      namespace: default',
        `      claimRef: default/app-${index}`,
        '      statusMessage: Ready',
        `      lastCheckedAt: "2026-11-20T09:${String(index % 60).padStart(2, '0')}:15Z"`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}
