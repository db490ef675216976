import { readDefinitions } from '../../../schema/documents/read-definitions';
import type { CustomKind } from '../../../schema/documents/custom-kind';
import type { SchemaNode } from '../../../schema/documents/schema-node';
import { propertyOf } from '../../../schema/documents/schema-node';

/** An XRD as YAML, from its spec and its schema. Line 1 is `apiVersion`. */
export function xrd({
  api = 'v2',
  spec = '',
  schema = '{type: object}',
  name = 'xdbs.acme.io',
  names = '{kind: XDb, plural: xdbs}',
}: {
  readonly api?: 'v1' | 'v2';
  readonly spec?: string;
  readonly schema?: string;
  readonly name?: string;
  readonly names?: string;
} = {}): string {
  return `apiVersion: apiextensions.crossplane.io/${api}
kind: CompositeResourceDefinition
metadata: {name: ${name}}
spec:
  group: acme.io
  names: ${names}
${spec}  versions:
    - name: v1
      served: true
      referenceable: true
      schema:
        openAPIV3Schema: ${schema}
`;
}

/** Everything that is said of a text: `line severity: message`. */
export function said(text: string): string[] {
  return readDefinitions(text, 'xrd.yaml').issues.map(
    ({ source, severity = 'error', message }) => `${source?.line ?? 0} ${severity}: ${message}`,
  );
}

/** The kinds of a text. */
export function kindsOf(text: string): readonly CustomKind[] {
  return readDefinitions(text, 'xrd.yaml').kinds;
}

/** `spec` of the first version of a kind. */
export function specOf(kind: CustomKind | undefined): SchemaNode {
  return propertyOf(kind?.versions[0]?.schema, 'spec') ?? {};
}
