const GROUPS = 20;

/** A registry as people keep one: comments above, beside and below entries, fields of their own, and values of several lines that look like entries. */
export function commentedRegistry(count: number): Buffer {
  const pieces = [
    'apiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\n# everything that was ordered\nclaims:\n',
  ];
  for (let index = 0; index < count; index++) {
    const category = `category-${index % GROUPS}`;
    const seconds = String(index % 60).padStart(2, '0');
    pieces.push(
      index % 3 === 0 ? `    # ordered by team ${index % 11}\n` : '',
      `    - name: app-${index}\n      template: volumeclaim\n      category: ${category}${index % 5 === 0 ? ' # as before' : ''}\n`,
      `      namespace: default\n      createdAt: "2026-02-05T10:58:${seconds}Z"\n      createdBy: person-${index % 7}\n`,
      '      source: synth\n      repository: acme/harvester\n',
      `      path: claims/${category}/app-${index}\n`,
      index % 4 === 0
        ? `      x-note: |\n        - name: app-${index}\n          category: ${category}\n          status: error\n`
        : '',
      index % 7 === 0 ? '      x-team: größe\n' : '',
      `      status: active\n      statusMessage: 'Ready: True, Synced: True'\n      lastCheckedAt: "2026-11-20T09:${seconds}:15Z"\n`,
    );
  }
  return Buffer.from(pieces.join(''));
}

/** Key of an entry of it. */
export function commentedKey(index: number): string {
  return `category-${index % GROUPS}/app-${index}`;
}
