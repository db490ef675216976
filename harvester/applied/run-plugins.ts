import { isUnreadable } from './answer';
import type { BuildContext } from './build-context';
import type { FolderNode, PluginNode } from './build-tree';
import { BuiltObject } from './built-object';
import { objectsIn } from './object-facts';
import { ObjectSet } from './object-set';
import { readDocuments } from './read-objects';

/** Transformers of kustomize itself that leave names and namespaces alone. */
const HARMLESS: ReadonlySet<string> = new Set([
  'AnnotationsTransformer',
  'ImageTagTransformer',
  'LabelTransformer',
  'ReplicaCountTransformer',
  'ValueAddTransformer',
]);
const GENERATORS: ReadonlySet<string> = new Set(['ConfigMapGenerator', 'SecretGenerator']);

/**
 * What the generators, transformers or validators of a kustomization do to the set. Only those that kustomize itself brings are run; what
 * generators make is opaque, and after most transformers nobody knows the names.
 */
export function runPlugins(
  context: BuildContext,
  node: FolderNode,
  field: 'generators' | 'transformers' | 'validators',
  set: ObjectSet,
): void {
  const entries = node.plugins.filter(({ entry }) => entry.field === field);
  if (entries.length === 0) return;
  const configurations = new ObjectSet();
  for (const plugin of entries) addConfigurations(context, node, plugin, configurations);
  for (const { current } of configurations.objects) {
    const [{ entry } = { entry: undefined }] = entries;
    const line = entry?.line ?? 1;
    const { kind, apiVersion, name } = current;
    if (apiVersion !== 'builtin') {
      context.refuse(
        `${field}: ${kind} ${name} is a plugin from outside, these are switched off`,
        node.file,
        line,
      );
    } else if (field === 'generators') {
      if (!GENERATORS.has(kind)) context.refuse(`generators: ${kind} cannot be run`, node.file, line);
      else context.opaque.push({ entry: `${kind} ${name}`, why: 'it is generated', file: node.file, line });
    } else if (!HARMLESS.has(kind)) {
      set.change((object) => {
        object.isKnown = false;
      });
    }
  }
}

function addConfigurations(
  context: BuildContext,
  parent: FolderNode,
  { entry, node }: PluginNode,
  set: ObjectSet,
): void {
  if (node !== undefined) {
    context.add(node, set);
    return;
  }
  const documents = readDocuments(entry.value, parent.file);
  const objects = isUnreadable(documents) ? documents : objectsIn(documents);
  // What is not written into the list is a path, and a problem already.
  if (isUnreadable(objects)) return;
  for (const facts of objects) set.add(new BuiltObject(facts, parent.file, parent.chain));
}
