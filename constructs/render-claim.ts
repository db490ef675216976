import {
  type ApiObject,
  App,
  ImplicitTokenResolver,
  type IResolver,
  JsonPatch,
  LazyResolver,
  ResolutionContext,
} from 'cdk8s';
import type { ClaimObject, JsonObject, JsonValue } from '../core/claim-model';
import { checkObject } from '../core/check-object';
import { type ClaimDeclaration, DECLARATION, type Problem } from './declaration';
import { frozenCopy, PlainJson, type ValueProblem } from './plain-json';
import { renderDocuments } from './render-documents';
import { isJsonObject } from '../core/json/json-guards';

/** A claim as plain data, or what stands in the way. */
export interface RenderedClaim {
  /** Frozen. Complete only when there are no problems. */
  readonly object: ClaimObject;
  /** Further documents of the claim's file. */
  readonly documents?: readonly ClaimObject[];
  readonly problems: readonly Problem[];
}

type Declared = ApiObject & { readonly [DECLARATION]: ClaimDeclaration };

/** The number of resolvers that every cdk8s app has. */
const BUILT_IN_RESOLVERS = 3;
const FALLBACK_RESOLVERS: readonly IResolver[] = [new LazyResolver(), new ImplicitTokenResolver()];
const MAX_TOKEN_CHAIN = 100;

/** Reads a claim into plain data: tokens resolved, patches applied, everything checked. Never throws for what an author wrote. */
export function renderClaim(claim: Declared): RenderedClaim {
  const declared = claim[DECLARATION];
  const problems: Problem[] = declared.problems.length === 0 ? [] : [...declared.problems];
  // Nearly everything is plain JSON already; where it is not, the careful way finds out what is wrong and where.
  let object = plainDraft(claim, declared) ?? carefulDraft(claim, declared, problems);
  const documents = declared.documents === undefined ? undefined : documentsOf(claim, declared, problems);
  if (declared.patches.length > 0) {
    const patched = applyPatches(object, declared.patches, problems);
    if (patched !== undefined) object = patched;
  }
  if (!declared.problems.some((problem) => problem.code === 'claim-field-missing')) {
    checkObject(object, problems);
  }
  return { object: Object.freeze(object) as ClaimObject, documents, problems };
}

/** The object of a claim that holds plain JSON alone; undefined for any other. */
function plainDraft(claim: ApiObject, declared: ClaimDeclaration): JsonObject | undefined {
  const { apiVersion, kind, spec, fields } = declared;
  if (declared.patches.length > 0 || fields !== undefined || resolvesEveryValue(resolversOf(claim))) {
    return undefined;
  }
  const object: Record<string, JsonValue> = {};
  const plain =
    copyInto(object, 'apiVersion', apiVersion) &&
    copyInto(object, 'kind', kind) &&
    copyInto(object, 'metadata', metadataOf(claim)) &&
    copyInto(object, 'spec', spec);
  return plain ? object : undefined;
}

function copyInto(object: Record<string, JsonValue>, field: string, value: unknown): boolean {
  if (value === undefined) return true;
  const copied = frozenCopy(value);
  if (copied === undefined) return false;
  object[field] = copied;
  return true;
}

function carefulDraft(claim: ApiObject, declared: ClaimDeclaration, problems: Problem[]): JsonObject {
  const reader = readerFor(claim, declared.patches.length === 0);
  const object = draft(claim, declared, reader, problems);
  for (const problem of reader.problems) problems.push(valueProblem(problem));
  return object;
}

function documentsOf(
  claim: ApiObject,
  declared: ClaimDeclaration,
  problems: Problem[],
): RenderedClaim['documents'] {
  const reader = readerFor(claim, true);
  const documents = renderDocuments(declared.documents, reader, problems);
  for (const problem of reader.problems) problems.push(valueProblem(problem));
  return documents;
}

function readerFor(claim: ApiObject, freeze: boolean): PlainJson {
  const resolvers = resolversOf(claim);
  return new PlainJson(
    (token, path) => resolveToken(claim, resolvers, token, path),
    resolvesEveryValue(resolvers),
    freeze,
  );
}

/** Resolvers that the author added may stand behind any value, not only behind what is no plain JSON. */
function resolvesEveryValue(resolvers: readonly IResolver[]): boolean {
  return resolvers.length > BUILT_IN_RESOLVERS;
}

function draft(
  claim: ApiObject,
  declared: ClaimDeclaration,
  reader: PlainJson,
  problems: Problem[],
): JsonObject {
  const object: Record<string, JsonValue> = {};
  set(object, 'apiVersion', reader.copy(declared.apiVersion, 'apiVersion'));
  set(object, 'kind', reader.copy(declared.kind, 'kind'));
  set(object, 'metadata', reader.copy(metadataOf(claim), 'metadata'));
  set(object, 'spec', reader.copy(declared.spec, 'spec'));
  if (declared.fields === undefined) return object;
  const fields = reader.copy(declared.fields, 'fields');
  if (!isJsonObject(fields)) return object;
  for (const [field, value] of Object.entries(fields)) {
    if (field in object) {
      problems.push({
        code: 'claim-field-invalid',
        message: `fields.${field} repeats '${field}' of the claim`,
        field: `fields.${field}`,
        hint: `write ${field} beside fields, not in it`,
      });
    } else object[field] = value;
  }
  return object;
}

function set(object: Record<string, JsonValue>, field: string, value: JsonValue | undefined): void {
  if (value !== undefined) object[field] = value;
}

interface MetadataInternals {
  readonly labels?: object;
  readonly annotations?: object;
  readonly finalizers?: readonly unknown[];
  readonly ownerReferences?: readonly unknown[];
  readonly _additionalAttributes?: Readonly<Record<string, unknown>>;
}

const STANDARD_METADATA: ReadonlySet<string> = new Set([
  'name',
  'namespace',
  'labels',
  'annotations',
  'finalizers',
  'ownerReferences',
]);

/**
 * `metadata` in the usual order. Reads cdk8s' fields instead of calling `metadata.toJson()`, which sorts keys and costs
 * more than everything else here; falls back to it where a version of cdk8s keeps them otherwise.
 */
function metadataOf(claim: ApiObject): unknown {
  const { metadata } = claim;
  const { labels, annotations, finalizers, ownerReferences, _additionalAttributes } =
    metadata as unknown as MetadataInternals;
  if (labels === undefined || annotations === undefined || _additionalAttributes === undefined) {
    return metadata.toJson();
  }
  const plain: Record<string, unknown> = { name: metadata.name };
  if (metadata.namespace !== undefined) plain['namespace'] = metadata.namespace;
  if (hasKeys(labels)) plain['labels'] = labels;
  if (hasKeys(annotations)) plain['annotations'] = annotations;
  for (const key in _additionalAttributes) {
    if (!STANDARD_METADATA.has(key)) plain[key] = _additionalAttributes[key];
  }
  if (finalizers !== undefined && finalizers.length > 0) plain['finalizers'] = finalizers;
  if (ownerReferences !== undefined && ownerReferences.length > 0) plain['ownerReferences'] = ownerReferences;
  return plain;
}

function hasKeys(object: object): boolean {
  for (const _key in object) return true;
  return false;
}

function resolversOf(claim: ApiObject): readonly IResolver[] {
  const { resolvers } = App.of(claim) as Partial<App>;
  return resolvers ?? FALLBACK_RESOLVERS;
}

function resolveToken(
  claim: ApiObject,
  resolvers: readonly IResolver[],
  token: unknown,
  path: readonly string[],
): unknown {
  let value = token;
  for (let step = 0; step < MAX_TOKEN_CHAIN; step++) {
    if (value === undefined || value === null) return value;
    const union = numberOrString(value);
    if (union !== undefined) return union;
    const context = new ResolutionContext(claim, [...path], value);
    for (const resolver of resolvers) {
      resolver.resolve(context);
      if (context.replaced) break;
    }
    if (!context.replaced || context.replacedValue === value) return value;
    value = context.replacedValue;
  }
  throw new Error(`it resolves to another token ${MAX_TOKEN_CHAIN} times`);
}

/** `IntOrString.fromNumber(80)` and the like of `cdk8s import`: an instance that wraps one number or string. */
function numberOrString(value: unknown): string | number | undefined {
  if (typeof value !== 'object' || value === null || value.constructor === Object || !('value' in value)) {
    return undefined;
  }
  const inner = value.value;
  const wraps = (typeof inner === 'number' || typeof inner === 'string') && Object.keys(value).length === 1;
  return wraps ? inner : undefined;
}

function applyPatches(
  object: JsonObject,
  patches: readonly JsonPatch[],
  problems: Problem[],
): JsonObject | undefined {
  try {
    const patched: unknown = JsonPatch.apply(object, ...patches);
    const reader = new PlainJson((value) => value, false, true);
    if (typeof patched !== 'object' || patched === null) throw new Error('the result is not an object');
    const copied: Record<string, JsonValue> = {};
    for (const [field, value] of Object.entries(patched)) set(copied, field, reader.copy(value, field));
    for (const problem of reader.problems) problems.push(valueProblem(problem));
    return copied;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    problems.push({
      code: 'claim-patch-failed',
      message: `a JSON patch does not fit the claim: ${reason}`,
      hint: 'check its path against the object that claims synth writes',
    });
    return undefined;
  }
}

function valueProblem(problem: ValueProblem): Problem {
  return {
    code: 'value-not-json',
    message: `${problem.field} is ${problem.found}, which no manifest can hold`,
    field: problem.field,
    hint: problem.hint,
  };
}
