import { code, type SourceText } from '../../synth/source/source-text';
import type { KindShape } from '../documents/custom-kind';
import { claimSpecMachinery, compositeSpecMachinery } from '../documents/machinery';
import type { SchemaNode } from '../documents/schema-node';

/** What is to know of a shape to write types of it. */
export interface ShapeFacts {
  /** Interface of the library that `spec` extends. */
  readonly machinery?: SourceText;
  /** Fields of `spec` that this interface has. */
  readonly fields: ReadonlySet<string>;
  /** What objects of the shape are, for people. */
  readonly title: string;
}

function fieldsOf(machinery: Readonly<Record<string, SchemaNode>>): ReadonlySet<string> {
  return new Set(Object.keys(machinery));
}

/** Facts by shape. */
export const SHAPES: Readonly<Record<KindShape, ShapeFacts>> = {
  claim: {
    machinery: code`claims.ClaimMachinery`,
    fields: fieldsOf(claimSpecMachinery(undefined)),
    title: 'a claim of Crossplane v1',
  },
  'legacy-composite': {
    machinery: code`claims.LegacyCompositeMachinery`,
    fields: fieldsOf(compositeSpecMachinery('LegacyCluster', undefined)),
    title: 'a composite resource of Crossplane v1, without a namespace',
  },
  composite: {
    machinery: code`claims.CompositeMachinery`,
    fields: fieldsOf(compositeSpecMachinery('Namespaced', undefined)),
    title: 'a composite resource with a namespace',
  },
  'cluster-composite': {
    machinery: code`claims.ClusterCompositeMachinery`,
    fields: fieldsOf(compositeSpecMachinery('Cluster', undefined)),
    title: 'a composite resource without a namespace',
  },
  resource: { fields: new Set(), title: 'a custom resource' },
};
