import { DOCUMENTS, type JsonObject, type JsonValue } from '../../core/claim-model';
import { lineComment } from '../source/comment';
import { identifier } from '../source/identifier';
import { code, joined, NOTHING, type SourceText } from '../source/source-text';
import { quotedLiteral } from '../source/string-literal';
import { defaultTemplate, type AdoptedClaim } from './adopted-claim';
import type { KnownKind } from './known-kinds';
import type { SharedConstants } from './shared-constants';
import { propertyLines, valueLiteral, type LiteralContext } from './value-literal';
import { fieldKey } from './yaml-comments';
import { isJsonCollection, isJsonObject } from '../../core/json/json-guards';

/** How one `new …` is written. */
export interface ClaimSourceOptions {
  readonly kind: KnownKind | undefined;
  readonly constants: SharedConstants;
  /** Namespace that the category gives to every claim. */
  readonly categoryNamespace?: string;
  /** Expression of the category or other scope. */
  readonly scope: SourceText;
  /** Name of the variable, where something refers to the claim. */
  readonly variable?: SourceText;
  /** What stands before `new`: `const x = `, `return ` or nothing, without a variable. */
  readonly lead?: SourceText;
  /** Names of the variables of claims that this one depends on and that stand above it. */
  readonly dependsOn: readonly SourceText[];
  readonly indent: SourceText;
}

const METADATA_FIELDS = new Set(['name', 'namespace', 'labels', 'annotations', 'finalizers']);

/** Whether the statement needs a variable or a chained call of its own for {@link patchesOf}. */
export function patchesOf(claim: AdoptedClaim): { readonly path: string; readonly value: JsonValue }[] {
  const patches: { path: string; value: JsonValue }[] = [];
  const metadata = claim.object['metadata'] as JsonObject;
  for (const [key, value] of Object.entries(metadata)) {
    if (!METADATA_FIELDS.has(key) || isDropped(key, value)) {
      patches.push({ path: pointer('metadata', key), value: value });
    }
  }
  const { spec } = claim.object;
  if (spec !== undefined && !isJsonObject(spec)) patches.push({ path: '/spec', value: spec });
  return patches;
}

/** cdk8s leaves empty labels, annotations and finalizers out. */
function isDropped(key: string, value: JsonValue): boolean {
  return (
    key !== 'name' && key !== 'namespace' && (!isJsonCollection(value) || Object.keys(value).length === 0)
  );
}

/** One statement that declares a claim, with the comments of its YAML. Ends with a newline. */
export function claimSource(claim: AdoptedClaim, options: ClaimSourceOptions): SourceText {
  const { indent, kind, constants, variable } = options;
  const written = new Set<string>();
  const context: LiteralContext = {
    comments: claim.comments,
    written,
    constantFor: (field, value) => constants.nameFor(field, value, claim.comments),
  };
  const inner = code`${indent}  `;
  const body = properties(claim, options, inner, context);
  const patches = patchesOf(claim);
  const name = variable ?? code`claim`;
  const hasName = variable !== undefined || patches.length > 0;
  const lead = hasName ? code`const ${name} = ` : (options.lead ?? NOTHING);
  const className = identifier(kind?.className ?? 'Claim');
  const head = code`${lead}new ${className}(${options.scope}, ${quotedLiteral(claim.name)}, {`;
  const statement = code`${indent}${head}\n${body}${indent}});\n`;
  const patched = patches.map(({ path, value }) => {
    const literal = valueLiteral(value, '\0\0', indent, 60, context);
    return code`${indent}${name}.addJsonPatch(JsonPatch.add(${quotedLiteral(path)}, ${literal}));\n`;
  });
  return code`${remainingComments(claim, written, indent)}${statement}${joined(patched)}`;
}

function properties(
  claim: AdoptedClaim,
  options: ClaimSourceOptions,
  indent: SourceText,
  context: LiteralContext,
): SourceText {
  const { object } = claim;
  const lines: SourceText[] = [];
  const property = (name: string, value: JsonValue, field: string): void => {
    lines.push(propertyLines(name, value, field, indent, context));
  };
  if (options.kind === undefined) {
    property('apiVersion', object['apiVersion'] as string, '\0\0apiVersion');
    property('kind', object['kind'] as string, '\0\0kind');
  }
  if (claim.template !== defaultTemplate(object)) property('template', claim.template, '\0\0template');
  if (claim.file !== undefined) property('file', claim.file, '\0\0file');
  if (claim.owner !== undefined) property('owner', claim.owner, '\0\0owner');
  if (claim.lifecycle !== undefined) property('lifecycle', claim.lifecycle, '\0\0lifecycle');
  if (options.dependsOn.length > 0) {
    lines.push(code`${indent}dependsOn: [${joined(options.dependsOn, code`, `)}],\n`);
  }
  const metadata = declaredMetadata(claim, options);
  if (Object.keys(metadata).length > 0) property('metadata', metadata, '\0metadata');
  if (isJsonObject(object['spec'])) property('spec', object['spec'], '\0spec');
  const fields = Object.entries(object).filter(
    ([key]) => !['apiVersion', 'kind', 'metadata', 'spec'].includes(key),
  );
  if (fields.length > 0) {
    const inner = fields.map(([key, value]) =>
      propertyLines(key, value, fieldKey('', key), code`${indent}  `, context),
    );
    lines.push(code`${indent}fields: {\n${joined(inner)}${indent}},\n`);
  }
  if (claim.documents !== undefined) {
    const documents = claim.documents.map((document) => document.object);
    property(DOCUMENTS, documents, fieldKey('', DOCUMENTS));
  }
  return joined(lines);
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
function remainingComments(
  claim: AdoptedClaim,
  written: ReadonlySet<string>,
  indent: SourceText,
): SourceText {
  const lines: SourceText[] = [];
  for (const [field, comments] of claim.comments.byField) {
    if (written.has(field)) continue;
    for (const comment of comments) lines.push(code`${indent}${lineComment(comment.text)}\n`);
  }
  return joined(lines);
}

function pointer(...steps: string[]): string {
  return steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Whether a claim is written with `kind`'s own class. */
export function kindOf(claim: AdoptedClaim, kinds: readonly KnownKind[]): KnownKind | undefined {
  const { apiVersion, kind, spec } = claim.object;
  const known = kinds.find((candidate) => candidate.apiVersion === apiVersion && candidate.kind === kind);
  if (known === undefined || !isJsonObject(spec) || !known.takes(spec)) return undefined;
  return known.isOfProgram === true && hasOtherFields(claim.object) ? undefined : known;
}

function hasOtherFields(object: JsonObject): boolean {
  return Object.keys(object).some((key) => !['apiVersion', 'kind', 'metadata', 'spec'].includes(key));
}
