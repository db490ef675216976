import type { JsonObject } from '../../core/claim-model';
import type { CompositeDefinition, CompositeVersion } from './composite-definition';
import { claimMachinery, compositeMachinery, KEPT_OF_SPEC, KEPT_OF_STATUS } from './derived-crd';
import type { DocumentPath, Report } from './finding';
import { propertiesOf, propertyOf, type SchemaNode } from './schema-node';

/** Fields of an XRD's `spec` that there are; others are pruned. */
const SPEC_FIELDS: ReadonlySet<string> = new Set([
  'group',
  'names',
  'scope',
  'claimNames',
  'connectionSecretKeys',
  'defaultCompositeDeletePolicy',
  'defaultCompositionRef',
  'defaultCompositionUpdatePolicy',
  'enforcedCompositionRef',
  'versions',
  'conversion',
  'metadata',
]);
const VERSION_FIELDS: ReadonlySet<string> = new Set([
  'name',
  'served',
  'referenceable',
  'deprecated',
  'deprecationWarning',
  'schema',
  'subresources',
  'additionalPrinterColumns',
]);
const KEPT_OF_ROOT: readonly string[] = ['description', 'x-kubernetes-validations'];

/** Reports what an XRD says without any effect: what Crossplane leaves out, replaces or prunes when it makes CRDs of it. */
export function reportIgnored(definition: CompositeDefinition, report: Report): void {
  const { spec } = definition;
  unknownFields(spec, SPEC_FIELDS, ['spec'], report);
  if (spec['defaultCompositeDeletePolicy'] !== undefined && definition.claimNames === undefined) {
    report({
      code: 'definition-ignored',
      path: ['spec', 'defaultCompositeDeletePolicy'],
      message: 'defaultCompositeDeletePolicy has no effect: it is for claims, and there are none',
    });
  }
  for (const [index, version] of definition.versions.entries()) {
    unknownFields(version.written, VERSION_FIELDS, ['spec', 'versions', index], report);
    ignoredInVersion(definition, version, ['spec', 'versions', index, 'schema', 'openAPIV3Schema'], report);
  }
}

function unknownFields(
  object: JsonObject,
  known: ReadonlySet<string>,
  path: DocumentPath,
  report: Report,
): void {
  for (const field of Object.keys(object)) {
    if (known.has(field)) continue;
    report({
      code: 'definition-ignored',
      path: [...path, field],
      message: `unknown field '${field.slice(0, 80)}' is dropped by the cluster`,
    });
  }
}

function ignoredInVersion(
  definition: CompositeDefinition,
  { schema }: CompositeVersion,
  path: DocumentPath,
  report: Report,
): void {
  lostKeywords(schema, ['type', 'required', 'properties', ...KEPT_OF_ROOT], 'the top level', path, report);
  const further = (schema.required ?? []).filter((name) => name !== 'spec');
  if (further.length > 0) {
    ignored(
      [...path, 'required'],
      `required ${further.join(', ')} at the top level has no effect: Crossplane requires spec alone`,
      report,
    );
  }
  for (const name of Object.keys(propertiesOf(schema))) {
    if (['apiVersion', 'kind', 'metadata', 'spec', 'status'].includes(name)) continue;
    const message = `top-level field '${name.slice(0, 80)}' is left out by Crossplane: a composite has spec and status only`;
    ignored([...path, 'properties', name], message, report);
  }
  metadataSaysMore(schema, path, report);
  const spec = [...path, 'properties', 'spec'];
  const status = [...path, 'properties', 'status'];
  lostPart(propertyOf(schema, 'spec'), KEPT_OF_SPEC, 'spec', spec, report);
  lostPart(propertyOf(schema, 'status'), KEPT_OF_STATUS, 'status', status, report);
  replaced(definition, schema, 'spec', spec, report);
  replaced(definition, schema, 'status', status, report);
}

function lostPart(
  part: SchemaNode | undefined,
  kept: readonly string[],
  name: string,
  path: DocumentPath,
  report: Report,
): void {
  if (part === undefined) return;
  lostKeywords(part, ['type', 'properties', ...kept], name, path, report);
  if (part.type !== undefined && part.type !== 'object') {
    ignored(
      [...path, 'type'],
      `type ${part.type} of ${name} has no effect: Crossplane makes it an object`,
      report,
    );
  }
}

function lostKeywords(
  schema: SchemaNode,
  kept: readonly string[],
  place: string,
  path: DocumentPath,
  report: Report,
): void {
  for (const keyword of Object.keys(schema)) {
    if (kept.includes(keyword)) continue;
    ignored([...path, keyword], `${keyword} of ${place} is left out by Crossplane`, report);
  }
}

/** Of `metadata` the length of the name is taken, nothing else. */
function metadataSaysMore(schema: SchemaNode, path: DocumentPath, report: Report): void {
  const metadata = propertyOf(schema, 'metadata');
  if (metadata === undefined) return;
  const at = [...path, 'properties', 'metadata'];
  lostKeywords(metadata, ['type', 'properties'], 'metadata', at, report);
  for (const [name, property] of Object.entries(propertiesOf(metadata))) {
    if (name === 'name') {
      lostKeywords(property, ['type', 'maxLength'], 'metadata.name', [...at, 'properties', 'name'], report);
    } else ignored([...at, 'properties', name], `metadata.${name} is left out by Crossplane`, report);
  }
}

function replaced(
  definition: CompositeDefinition,
  schema: SchemaNode,
  part: 'spec' | 'status',
  path: DocumentPath,
  report: Report,
): void {
  const composite = compositeMachinery(definition)[part];
  const claim = definition.claimNames === undefined ? {} : claimMachinery(definition)[part];
  for (const name of Object.keys(propertiesOf(propertyOf(schema, part)))) {
    const inComposite = Object.hasOwn(composite, name);
    const inClaim = Object.hasOwn(claim, name);
    if (!inComposite && !inClaim) continue;
    const where = definition.claimNames === undefined ? '' : ` (${whose(inComposite, inClaim)})`;
    ignored(
      [...path, 'properties', name],
      `${part}.${name} is replaced by Crossplane's own field of that name${where}`,
      report,
    );
  }
}

function whose(inComposite: boolean, inClaim: boolean): string {
  return inComposite && inClaim ? 'composite and claim' : inClaim ? 'claim' : 'composite';
}

function ignored(path: DocumentPath, message: string, report: Report): void {
  report({ code: 'definition-ignored', path, message });
}
