import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What Pulumi's Kubernetes provider says that it is: the version of the SDK that it was made with. */
export const PROVIDER_VERSION = '4.24.1';

/** The provider's main package embeds two files that its own build makes of these: the schema names the version there. */
export function embedSchema(module: string, into: string): void {
  const from = join(module, 'cmd', 'pulumi-resource-kubernetes');
  const schema = JSON.parse(readFileSync(join(from, 'schema.json'), 'utf8')) as object;
  writeFileSync(join(into, 'schema.json'), JSON.stringify({ ...schema, version: PROVIDER_VERSION }));
  // Not copied with its mode: the module cache is read-only.
  writeFileSync(join(into, 'terraform-mapping.json'), readFileSync(join(from, 'terraform-mapping.json')));
}
