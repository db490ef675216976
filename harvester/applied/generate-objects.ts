import type { BuildContext } from './build-context';
import type { FolderNode } from './build-tree';
import { BuiltObject, idText } from './built-object';
import type { GeneratedFacts } from './kustomization-facts';
import type { ObjectSet } from './object-set';

const KEY = /^[-._a-zA-Z0-9]{1,253}$/;

/** Adds the ConfigMaps and Secrets that a kustomization makes of files and literals; the files are data, nothing of them is applied. */
export function generateObjects(context: BuildContext, node: FolderNode, set: ObjectSet): void {
  for (const generated of node.facts.effects.generated ?? []) {
    const problem = problemOf(generated) ?? absorb(node, generated, set);
    if (problem !== undefined) context.refuse(problem, node.file, generated.line);
  }
}

function absorb(node: FolderNode, generated: GeneratedFacts, set: ObjectSet): string | undefined {
  const { kind, name, namespace, line, behavior, hasHash } = generated;
  const facts = {
    apiVersion: 'v1',
    kind,
    name,
    ...(namespace !== undefined && { namespace }),
    document: 0,
    line,
  };
  const object = new BuiltObject(facts, node.file, node.chain, hasHash, true);
  const standing = set.named(object.current);
  const text = idText(object.current);
  if (standing.length > 1) return `several objects have or had the name of the generated ${text}`;
  const [old] = standing;
  if (behavior === 'create') {
    return old === undefined && set.add(object) === undefined
      ? undefined
      : `the generated ${text} is there already`;
  }
  if (old === undefined) return `there is no ${text} to ${behavior}`;
  return undefined;
}

/** What is wrong with a generator by itself. */
function problemOf({ kind, name, files, literals }: GeneratedFacts): string | undefined {
  if (name === '') return `a generated ${kind} has no name`;
  const keys = new Set<string>();
  for (const source of [...literals, ...files]) {
    const equals = source.indexOf('=');
    const key = equals < 0 ? source.slice(source.lastIndexOf('/') + 1) : source.slice(0, equals);
    if (!KEY.test(key) || key === '.' || key === '..')
      return `'${key.slice(0, 80)}' is not a key of a ${kind}`;
    if (keys.has(key)) return `the generated ${kind} ${name} has the key ${key} twice`;
    keys.add(key);
  }
  const isWrong =
    literals.some((literal) => !literal.includes('=')) ||
    files.some((file) => file.endsWith('=') || file.split('=').length > 2);
  return isWrong ? `the generated ${kind} ${name} has a source without key=value` : undefined;
}
