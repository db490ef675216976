import type { JsonObject } from '../../core/claim-model';
import { isJsonList, isJsonObject } from '../../core/json/json-guards';
import { labelProblems, type Refusals } from './refused-names';
import { checkSchema } from './refused-schema';
import type { SchemaNode } from './schema-node';

/** What the versions of an XRD and of a CRD have in common. */
interface ReadVersion {
  readonly name: string;
  readonly schema: SchemaNode;
}

/** In what the versions of an XRD and of a CRD differ. */
interface VersionRules {
  /** The field that says which version is stored. */
  readonly stored: 'referenceable' | 'storage';
  /** What is said of a version without a schema. */
  readonly missing: string;
}

/** Checks `spec.versions`: names, exactly one that is stored, schemas. */
export function checkVersions(
  spec: JsonObject,
  read: readonly ReadVersion[],
  { stored, missing }: VersionRules,
  refuse: Refusals,
): void {
  const path = ['spec', 'versions'];
  const versions = spec['versions'];
  if (!isJsonList(versions)) {
    refuse.required(path);
    return;
  }
  if (versions.length === 0) {
    // An XRD without versions is accepted as such; the CRD that is made of it is not.
    refuse.invalid(path, versions, 'must have exactly one version marked as storage version');
    return;
  }
  const names = new Set<unknown>();
  let storedVersions = 0;
  for (const [index, version] of versions.entries()) {
    if (!isJsonObject(version)) {
      refuse.invalid([...path, index], version, 'must be of type object');
      continue;
    }
    const { name } = version;
    if (typeof name !== 'string' || name === '') refuse.required([...path, index, 'name']);
    else {
      for (const problem of labelProblems(name)) refuse.invalid([...path, index, 'name'], name, problem);
      if (names.has(name)) refuse.invalid(path, versions, 'must contain unique version names');
      names.add(name);
    }
    for (const field of ['served', stored]) {
      if (typeof version[field] !== 'boolean') refuse.required([...path, index, field]);
    }
    if (version[stored] === true) storedVersions += 1;
  }
  if (storedVersions !== 1) {
    refuse.invalid(path, versions, 'must have exactly one version marked as storage version');
  }
  checkSchemas(versions.filter(isJsonObject), read, missing, refuse);
}

/** The cluster names a schema by its version unless all versions have the same one. */
function checkSchemas(
  versions: readonly JsonObject[],
  read: readonly ReadVersion[],
  missing: string,
  refuse: Refusals,
): void {
  const texts = new Set(read.length === 1 ? [''] : read.map(({ schema }) => JSON.stringify(schema, whole)));
  for (const [index, version] of versions.entries()) {
    const schema = read[index]?.schema ?? {};
    const path = ['spec', 'versions', index, 'schema', 'openAPIV3Schema'];
    const held = isJsonObject(version['schema']) ? version['schema']['openAPIV3Schema'] : undefined;
    if (!isJsonObject(held)) {
      refuse.required(path, missing);
      continue;
    }
    if (texts.size === 1 && index > 0) continue;
    const field =
      texts.size === 1 ? 'spec.validation.openAPIV3Schema' : `spec.versions[${index}].schema.openAPIV3Schema`;
    checkSchema(schema, path, field, refuse);
  }
}

function whole(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
