import { escapeInvisible, wholeNumber } from '../../core/json/canonical-json';
import type { CustomKind } from '../../schema/documents/custom-kind';
import { jsonSchemaOf } from '../../schema/json-schema/json-schema';

/** JSON Schema of every kind and version that is served, as `{group}/{kind}_{version}.json` with the kind in lower case. */
export function schemaFiles(kinds: readonly CustomKind[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const kind of kinds) {
    for (const version of kind.versions) {
      if (!version.served) continue;
      const path = `${kind.group}/${kind.kind.toLowerCase()}_${version.name}.json`;
      const json = JSON.stringify(
        jsonSchemaOf(kind, version),
        (_key, value: unknown) => (typeof value === 'bigint' ? wholeNumber(value) : value),
        2,
      );
      files.set(path, `${escapeInvisible(json)}\n`);
    }
  }
  return files;
}
