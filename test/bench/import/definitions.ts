import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../../core/claim-model';
import { emitYaml } from '../../../core/yaml/emit-yaml';
import { readYamlDocuments } from '../../../core/yaml/read-yaml';
import { corpus } from '../../corpus';

/**
 * Writes XRDs that define `count` kinds in three shapes each (claim and composite of v1, composite of v2): those of the corpus, cycled,
 * with numbered names.
 */
export function writeDefinitions(folder: string, count: number): void {
  const xrds = corpus('xrds');
  if (xrds === undefined) throw new Error('the corpus is not on this machine');
  const documents = readdirSync(xrds).map(
    (name) =>
      readYamlDocuments(readFileSync(join(xrds, name, 'definition.yaml'), 'utf8'), name)[0]
        ?.value as JsonObject,
  );
  mkdirSync(folder, { recursive: true });
  for (let index = 0; index < count; index += 1) {
    const document = documents[index % documents.length] ?? {};
    const old = numbered(document, 'v1', index);
    const modern = numbered(document, 'v2', index);
    writeFileSync(join(folder, `${index}.yaml`), `${emitYaml(old)}---\n${emitYaml(modern)}`);
  }
}

function numbered(document: JsonObject, api: 'v1' | 'v2', index: number): JsonObject {
  const spec = document['spec'] as JsonObject;
  const { names, group, versions } = spec as { names: JsonObject; group: string; versions: JsonObject[] };
  const kind = `K${index}${names['kind'] as string}`;
  const named = (prefix: string): JsonObject => ({
    kind: `${prefix}${kind}`,
    plural: `${prefix}${kind}s`.toLowerCase(),
  });
  const own = named(api === 'v1' ? 'X' : 'N');
  return {
    apiVersion: `apiextensions.crossplane.io/${api}`,
    kind: 'CompositeResourceDefinition',
    metadata: { name: `${own['plural'] as string}.${group}` },
    spec: {
      group,
      names: own,
      ...(api === 'v1' && { claimNames: named('') }),
      versions: versions.map((version) => distinct(version, index)),
    },
  };
}

/** One more field, so that no two XRDs say the same. */
function distinct(version: JsonObject, index: number): JsonObject {
  const copy = structuredClone(version) as unknown as {
    schema: { openAPIV3Schema: { properties: { spec: { properties?: Record<string, object> } } } };
  };
  const { spec } = copy.schema.openAPIV3Schema.properties;
  spec.properties = { ...spec.properties, [`field${index}`]: { type: 'string' } };
  return copy as unknown as JsonObject;
}
