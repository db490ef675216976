import { DOCUMENTS, type JsonObject, type JsonValue } from '../../core/claim-model';
import { defaultTemplate, type AdoptedClaim } from './adopted-claim';
import type { KnownKind } from './known-kinds';
import type { SharedConstants } from './shared-constants';
import { quotedLiteral } from './string-literal';
import { commentLine, propertyLines, valueLiteral, type LiteralContext } from './value-literal';
import { fieldKey } from './yaml-comments';

/** How one `new …` is written. */
export interface ClaimSourceOptions {
  readonly kind: KnownKind | undefined;
  readonly constants: SharedConstants;
  /** Namespace that the category gives to every claim. */
  readonly categoryNamespace?: string;
  /** Expression of the category or other scope. */
  readonly scope: string;
  /** Name of the variable, where something refers to the claim. */
  readonly variable?: string;
  /** What stands before `new`: `const x = `, `return ` or nothing, without a variable. */
  readonly lead?: string;
  /** Names of the variables of claims that this one depends on and that stand above it. */
  readonly dependsOn: readonly string[];
  readonly indent: string;
}

const METADATA_FIELDS = new Set(['name', 'namespace', 'labels', 'annotations', 'finalizers']);

/** Whether the statement needs a variable or a chained call of its own for {@link patchesOf}. */
export function patchesOf(claim: AdoptedClaim): { readonly path: string; readonly value: JsonValue }[] {
  const patches: { path: string; value: JsonValue }[] = [];
  const metadata = claim.object['metadata'] as JsonObject;
  for (const [key, value] of Object.entries(metadata)) {
    if (!METADATA_FIELDS.has(key) || isDropped(key, value))
      patches.push({ path: pointer('metadata', key), value: value });
  }
  const { spec } = claim.object;
  if (spec !== undefined && !isObject(spec)) patches.push({ path: '/spec', value: spec });
  return patches;
}

/** cdk8s leaves empty labels, annotations and finalizers out. */
function isDropped(key: string, value: JsonValue): boolean {
  return key !== 'name' && key !== 'namespace' && (!isContainer(value) || Object.keys(value).length === 0);
}

/** One statement that declares a claim, with the comments of its YAML. Ends with a newline. */
export function claimSource(claim: AdoptedClaim, options: ClaimSourceOptions): string {
  const { indent, kind, constants, variable } = options;
  const written = new Set<string>();
  const context: LiteralContext = {
    comments: claim.comments,
    written,
    constantFor: (field, value) => constants.nameFor(field, value, claim.comments),
  };
  const inner = `${indent}  `;
  const body = properties(claim, options, inner, context);
  const patches = patchesOf(claim);
  const name = variable ?? (patches.length > 0 ? 'claim' : undefined);
  const lead = name === undefined ? (options.lead ?? '') : `const ${name} = `;
  const head = `${lead}new ${kind?.className ?? 'Claim'}(${options.scope}, ${quotedLiteral(claim.name)}, {`;
  const statement = `${indent}${head}\n${body}${indent}});\n`;
  const patched = patches.map(
    ({ path, value }) =>
      `${indent}${name}.addJsonPatch(JsonPatch.add(${quotedLiteral(path)}, ${valueLiteral(value, '\0\0', indent, 60, context)}));\n`,
  );
  return remainingComments(claim, written, indent) + statement + patched.join('');
}

function properties(
  claim: AdoptedClaim,
  options: ClaimSourceOptions,
  indent: string,
  context: LiteralContext,
): string {
  const { object } = claim;
  const property = (name: string, value: JsonValue, field: string): string =>
    propertyLines(name, value, field, indent, context);
  let text = '';
  if (options.kind === undefined) {
    text +=
      property('apiVersion', object['apiVersion'] as string, '\0\0apiVersion') +
      property('kind', object['kind'] as string, '\0\0kind');
  }
  if (claim.template !== defaultTemplate(object))
    text += property('template', claim.template, '\0\0template');
  if (claim.flatFile !== undefined) text += property('flatFile', claim.flatFile, '\0\0flatFile');
  if (claim.owner !== undefined) text += property('owner', claim.owner, '\0\0owner');
  if (claim.lifecycle !== undefined) text += property('lifecycle', claim.lifecycle, '\0\0lifecycle');
  if (options.dependsOn.length > 0) text += `${indent}dependsOn: [${options.dependsOn.join(', ')}],\n`;
  const metadata = declaredMetadata(claim, options);
  if (Object.keys(metadata).length > 0) text += property('metadata', metadata, '\0metadata');
  if (isObject(object['spec'])) text += property('spec', object['spec'], '\0spec');
  const fields = Object.entries(object).filter(
    ([key]) => !['apiVersion', 'kind', 'metadata', 'spec'].includes(key),
  );
  if (fields.length > 0) {
    const lines = fields.map(([key, value]) =>
      propertyLines(key, value, fieldKey('', key), `${indent}  `, context),
    );
    text += `${indent}fields: {\n${lines.join('')}${indent}},\n`;
  }
  if (claim.documents !== undefined) {
    const documents = claim.documents.map((document) => document.object);
    text += property(DOCUMENTS, documents, fieldKey('', DOCUMENTS));
  }
  return text;
}

/** The metadata that is said in the properties: what follows from id and category is not repeated. */
function declaredMetadata(claim: AdoptedClaim, { categoryNamespace }: ClaimSourceOptions): JsonObject {
  const declared: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(claim.object['metadata'] as JsonObject)) {
    if (!METADATA_FIELDS.has(key) || isDropped(key, value)) continue;
    if (key === 'name' && value === claim.name) continue;
    if (key === 'namespace' && value === categoryNamespace) continue;
    declared[key] = value;
  }
  return declared;
}

/** Comments at fields that the TypeScript has no line for stand above the claim. */
function remainingComments(claim: AdoptedClaim, written: ReadonlySet<string>, indent: string): string {
  let text = '';
  for (const [field, comments] of claim.comments.byField) {
    if (written.has(field)) continue;
    for (const comment of comments) text += `${indent}${commentLine(comment)}\n`;
  }
  return text;
}

function pointer(...steps: string[]): string {
  return steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function isContainer(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return isContainer(value) && !Array.isArray(value);
}

/** Whether a claim is written with `kind`'s own class. */
export function kindOf(claim: AdoptedClaim, kinds: readonly KnownKind[]): KnownKind | undefined {
  const { apiVersion, kind, spec } = claim.object;
  const known = kinds.find((candidate) => candidate.apiVersion === apiVersion && candidate.kind === kind);
  return known !== undefined && isObject(spec) && known.takes(spec) ? known : undefined;
}
