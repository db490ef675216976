import { isJsonObject } from '../../core/json/json-guards';
import type { ObjectIdentity } from '../../core/object-identity';
import type { BuildContext } from './build-context';
import type { FolderNode } from './build-tree';
import { type BuiltObject, type ObjectId, idText } from './built-object';
import type { PatchFacts } from './kustomization-facts';
import { isUnreadable } from './answer';
import { objectsIn } from './object-facts';
import type { ObjectSet } from './object-set';
import { readDocuments } from './read-objects';
import { selectObjects, type Selected } from './select-objects';

/** A place of an operation on JSON that is a part of what identifies an object, or holds one. */
const IDENTITY_PLACE = /^(?:|\/|\/apiVersion|\/kind|\/metadata|\/metadata\/(?:name|namespace))$/;

/**
 * What the patches of a kustomization do to the set: delete, maybe rename, or fail for want of an object. Fields are not looked at.
 *
 * @param fields - which of the lists of patches; kustomize applies them at different times
 */
export function applyPatches(
  context: BuildContext,
  node: FolderNode,
  fields: readonly PatchFacts['field'][],
  set: ObjectSet,
): void {
  const patches = node.facts.effects.patches ?? [];
  for (const field of fields) {
    for (const patch of patches) if (patch.field === field) applyPatch(context, node, patch, set);
  }
}

function applyPatch(context: BuildContext, node: FolderNode, patch: PatchFacts, set: ObjectSet): void {
  const { file } = node;
  const { line, path, text, field, target } = patch;
  if ((path === undefined) === (text === undefined)) {
    context.refuse('a patch needs either a path or a text', file, line);
    return;
  }
  if (field === 'patchesJson6902' && (target?.name ?? '') === '') {
    context.refuse('a patch of patchesJson6902 needs the name of its target', file, line);
    return;
  }
  const documents = documentsOf(context, node, patch);
  if (documents === undefined) return;
  const objects = objectsIn(documents.map((value) => ({ value, line })));
  const operations = isUnreadable(objects) ? operationsOf(documents) : undefined;
  if (operations !== undefined) applyOperations(context, file, patch, operations, set);
  else if (isUnreadable(objects)) context.refuse(`a patch cannot be read: ${objects.problem}`, file, line);
  else if (field === 'patchesJson6902') context.refuse('a patch is not a list of operations', file, line);
  else applyMerge(context, file, patch, documents.filter(isJsonObject), set);
}

/** The documents of a patch; undefined where they cannot be read (yet). */
function documentsOf(
  context: BuildContext,
  node: FolderNode,
  { path, text, line }: PatchFacts,
): readonly unknown[] | undefined {
  if (text !== undefined) {
    const documents = readDocuments(text, node.file);
    if (!isUnreadable(documents)) return documents.map(({ value }) => value);
    context.refuse(`a patch cannot be read: ${documents.problem}`, node.file, line);
    return undefined;
  }
  const file = node.named.get(path ?? '');
  // One that is not there is a problem already.
  return file === undefined ? undefined : context.known(file, context.source.data(file));
}

function operationsOf(documents: readonly unknown[]): readonly unknown[] | undefined {
  const [first] = documents;
  return documents.length > 0 && Array.isArray(first) ? (first as readonly unknown[]) : undefined;
}

/** Operations on JSON: they may give objects other names. */
function applyOperations(
  context: BuildContext,
  file: string,
  { target, line, field }: PatchFacts,
  operations: readonly unknown[],
  set: ObjectSet,
): void {
  if (target === undefined) {
    context.refuse('a patch of operations needs a target', file, line);
    return;
  }
  context.named.push({ by: file, line, field, selects: target });
  const renames = operations.some(
    (operation) =>
      isJsonObject(operation) &&
      operation['op'] !== 'test' &&
      [operation['path'], operation['op'] === 'move' ? operation['from'] : undefined].some(
        (place) => typeof place === 'string' && IDENTITY_PLACE.test(place),
      ),
  );
  if (!renames) return;
  const { certain, possible } = selectObjects(set.objects, target);
  forget([...certain, ...possible], set);
}

function applyMerge(
  context: BuildContext,
  file: string,
  patch: PatchFacts,
  documents: readonly Readonly<Record<string, unknown>>[],
  set: ObjectSet,
): void {
  const { target, line, field } = patch;
  if (target !== undefined && field === 'patches' && documents.length > 1) {
    context.refuse('a patch with a target must be one document', file, line);
    return;
  }
  for (const document of documents) {
    const selected =
      target === undefined ? named(context, file, patch, document, set) : selectObjects(set.objects, target);
    if (target !== undefined) context.named.push({ by: file, line, field, selects: target });
    if (document['$patch'] === 'delete') {
      set.remove(new Set(selected.certain));
      for (const object of selected.possible) context.mayBeDeleted.add(object);
    } else if (patch.mayRename === true) forget([...selected.certain, ...selected.possible], set);
  }
}

/** The one object that a patch without target names; without it the build fails. */
function named(
  context: BuildContext,
  file: string,
  { line, field }: PatchFacts,
  document: Readonly<Record<string, unknown>>,
  set: ObjectSet,
): Selected {
  const id = idOf(document);
  context.named.push({ by: file, line, field, needs: [identityOf(id)] });
  const found = set.named(id);
  const unknown = set.objects.filter(({ isKnown, current }) => !isKnown && current.kind === id.kind);
  if (found.length === 1) return { certain: found, possible: [] };
  if (found.length === 0 && unknown.length > 0) return { certain: [], possible: unknown };
  const what = found.length === 0 ? 'no such object is built' : 'several objects have or had that name';
  context.refuse(`a patch is for ${idText(id)}: ${what}`, file, line);
  return { certain: [], possible: [] };
}

function forget(objects: readonly BuiltObject[], set: ObjectSet): void {
  if (objects.length === 0) return;
  const gone = new Set(objects);
  set.change((object) => {
    if (gone.has(object)) object.isKnown = false;
  });
}

function idOf(document: Readonly<Record<string, unknown>>): ObjectId {
  const metadata = isJsonObject(document['metadata']) ? document['metadata'] : {};
  const text = (value: unknown): string =>
    typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
  return {
    apiVersion: text(document['apiVersion']),
    kind: text(document['kind']),
    namespace: text(metadata['namespace']),
    name: text(metadata['name']),
  };
}

function identityOf({ namespace, ...rest }: ObjectId): ObjectIdentity {
  return { ...rest, ...(namespace !== '' && { namespace }) };
}
