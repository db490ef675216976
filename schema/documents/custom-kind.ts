import type { JsonObject, JsonValue } from '../../core/claim-model';
import type { SourcePosition } from '../../core/source-position';
import { objectAt, objectsAt, textAt } from './document-parts';
import type { DocumentPath, Report } from './finding';
import { SchemaReader } from './normal-schema';
import type { SchemaNode } from './schema-node';

/**
 * What an object of a kind is to Crossplane: a v1 claim, the cluster-scoped composite of v1, a composite of v2 with or without namespace; or
 * any other custom resource.
 */
export type KindShape = 'claim' | 'legacy-composite' | 'composite' | 'cluster-composite' | 'resource';

/** One version of a kind. */
export interface KindVersion {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
  /** What the cluster says to whoever uses the version; undefined unless it is deprecated. */
  readonly deprecation?: string;
  readonly schema: SchemaNode;
}

/** A kind that a cluster would serve: the model that types, explanations and verdicts are made from. */
export interface CustomKind {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly shape: KindShape;
  readonly isNamespaced: boolean;
  readonly versions: readonly KindVersion[];
  /** The whole CRD, as a file or as Crossplane derives it. */
  readonly crd: JsonObject;
  /** Name of the XRD that it was derived from; the composite and the claim of one have the same. */
  readonly definedBy?: string;
  /** Where it is defined. */
  readonly source: SourcePosition;
}

/** `volumeclaims.resources.stuttgart-things.com` */
export function definitionName({ plural, group }: Pick<CustomKind, 'plural' | 'group'>): string {
  return `${plural}.${group}`;
}

/** Reads a CRD of a file. */
export function customKind(
  crd: JsonObject,
  shape: KindShape,
  source: SourcePosition,
  report: Report,
): CustomKind {
  const reader = new SchemaReader(report);
  return kindOf(crd, shape, source, (schema, path) => reader.read(schema, path));
}

/** The kind of a CRD that was derived from an XRD: its schemas are made of what was read, and need no second reading. */
export function derivedKind(crd: JsonObject, shape: KindShape, source: SourcePosition): CustomKind {
  return kindOf(crd, shape, source, (schema) => schema as unknown as SchemaNode);
}

function kindOf(
  crd: JsonObject,
  shape: KindShape,
  source: SourcePosition,
  read: (schema: JsonValue | undefined, path: DocumentPath) => SchemaNode,
): CustomKind {
  const spec = objectAt(crd, 'spec');
  const names = objectAt(spec, 'names');
  const group = textAt(spec, 'group') ?? '';
  const kind = textAt(names, 'kind') ?? '';
  const versions = objectsAt(spec, 'versions').map((version, index): KindVersion => {
    const path: DocumentPath = ['spec', 'versions', index, 'schema', 'openAPIV3Schema'];
    const name = textAt(version, 'name') ?? '';
    return {
      name,
      served: version['served'] === true,
      storage: version['storage'] === true,
      ...(version['deprecated'] === true && {
        deprecation: textAt(version, 'deprecationWarning') ?? `${group}/${name} ${kind} is deprecated`,
      }),
      schema: read(objectAt(version, 'schema')['openAPIV3Schema'], path),
    };
  });
  return {
    group,
    kind,
    plural: textAt(names, 'plural') ?? '',
    shape,
    isNamespaced: spec['scope'] === 'Namespaced',
    versions,
    crd,
    source,
  };
}
