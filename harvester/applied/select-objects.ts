import { type BuiltObject, effectiveNamespace, groupOf, type ObjectId, versionOf } from './built-object';
import type { Selector } from './kustomization-facts';
import { matchPattern } from './match-pattern';

/** The objects that a selector is for; those of which it cannot be told apart. */
export interface Selected {
  readonly certain: readonly BuiltObject[];
  readonly possible: readonly BuiltObject[];
}

/**
 * The objects that the `target` of a patch or replacement selects. Source of the rules: `resWrangler.Select` of kustomize.
 */
export function selectObjects(objects: readonly BuiltObject[], selector: Selector): Selected {
  const certain: BuiltObject[] = [];
  const possible: BuiltObject[] = [];
  for (const object of objects) {
    const verdict = selects(selector, object);
    if (verdict === true) certain.push(object);
    else if (verdict === undefined) possible.push(object);
  }
  return { certain, possible };
}

function selects(selector: Selector, object: BuiltObject): boolean | undefined {
  const { current } = object;
  const original = object.previous[0] ?? current;
  const verdicts = [
    matchesAny(selector.namespace, [effectiveNamespace(original), effectiveNamespace(current)]),
    matchesAny(selector.name, [original.name, current.name]),
    matchesAny(selector.group, [groupOf(current.apiVersion)]),
    matchesAny(selector.version, [versionOf(current.apiVersion)]),
    matchesAny(selector.kind, [current.kind]),
  ];
  if (object.isKnown && verdicts.includes(false)) return false;
  // Labels and annotations are looked at by nobody here.
  const isOpen = [selector.labelSelector, selector.annotationSelector].some((text) => (text ?? '') !== '');
  return isOpen || !object.isKnown || verdicts.includes(undefined) ? undefined : true;
}

function matchesAny(pattern: string | undefined, texts: readonly string[]): boolean | undefined {
  if (pattern === undefined || pattern === '') return true;
  const verdicts = texts.map((text) => matchPattern(pattern, text));
  return verdicts.includes(true) ? true : verdicts.includes(undefined) ? undefined : false;
}

/** Whether the source of a replacement is an object: its fields are compared as they stand, those left out fit everything. */
export function isSource(selector: Selector, object: BuiltObject): boolean {
  return [object.current, ...object.previous].some((id) => fits(selector, id));
}

function fits({ group, version, kind, name, namespace }: Selector, id: ObjectId): boolean {
  const wants = (wanted: string | undefined, is: string): boolean => !wanted || wanted === is;
  return (
    wants(group, groupOf(id.apiVersion)) &&
    wants(version, versionOf(id.apiVersion)) &&
    wants(kind, id.kind) &&
    wants(name, id.name) &&
    wants(namespace, effectiveNamespace(id))
  );
}
