import type { JsonObject } from '../../core/claim-model';
import { isJsonObject } from '../../core/json/json-guards';
import { objectAt, objectsAt, textAt } from './document-parts';
import type { Report } from './finding';
import type { CompositeScope } from './machinery';
import { SchemaReader } from './normal-schema';
import type { SchemaNode } from './schema-node';

/** One version of an XRD. */
export interface CompositeVersion {
  readonly name: string;
  readonly served: boolean;
  readonly referenceable: boolean;
  readonly schema: SchemaNode;
  /** The version as it stands, for what is passed on unchanged. */
  readonly written: JsonObject;
}

/** A CompositeResourceDefinition, read. */
export interface CompositeDefinition {
  readonly name: string;
  /** Version of the XRD's own API. */
  readonly api: 'v1' | 'v2';
  readonly group: string;
  readonly scope: CompositeScope;
  readonly names: JsonObject;
  readonly claimNames?: JsonObject;
  readonly versions: readonly CompositeVersion[];
  readonly written: JsonObject;
  readonly spec: JsonObject;
}

/**
 * Reads an XRD as far as it can be: what is missing is empty, and said elsewhere. Without a scope v1 is LegacyCluster and v2 Namespaced, as
 * the API server writes it.
 */
export function readComposite(document: JsonObject, report: Report): CompositeDefinition {
  const spec = objectAt(document, 'spec');
  const api = textAt(document, 'apiVersion')?.endsWith('/v2') === true ? 'v2' : 'v1';
  const reader = new SchemaReader(report);
  const claimNames = spec['claimNames'];
  return {
    name: textAt(objectAt(document, 'metadata'), 'name') ?? '',
    api,
    group: textAt(spec, 'group') ?? '',
    scope: scopeOf(spec, api),
    names: objectAt(spec, 'names'),
    ...(isJsonObject(claimNames) && { claimNames }),
    versions: objectsAt(spec, 'versions').map((version, index): CompositeVersion => {
      const path = ['spec', 'versions', index, 'schema', 'openAPIV3Schema'];
      return {
        name: textAt(version, 'name') ?? '',
        served: version['served'] === true,
        referenceable: version['referenceable'] === true,
        schema: reader.read(objectAt(version, 'schema')['openAPIV3Schema'], path),
        written: version,
      };
    }),
    written: document,
    spec,
  };
}

function scopeOf(spec: JsonObject, api: 'v1' | 'v2'): CompositeScope {
  const scope = spec['scope'];
  if (scope === 'Namespaced' || scope === 'Cluster' || scope === 'LegacyCluster') return scope;
  return api === 'v2' ? 'Namespaced' : 'LegacyCluster';
}
