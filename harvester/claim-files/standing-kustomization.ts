import { ToolkitError } from '../../core/errors/toolkit-error';
import { isUnreadable } from '../applied/answer';
import { namedEntries } from '../applied/named-files';
import { readKustomization } from '../applied/read-kustomization';
import { editStringList, readStringList, sameItem } from '../string-list';

/**
 * What the kustomization of a claim's folder lists, under `resources` or their old name `bases`; undefined where it is none that
 * could be edited, whatever a person made of it.
 */
export function listedResources(text: string, path: string): readonly string[] | undefined {
  try {
    const items = readStringList(text, ['resources'], path);
    return (resourcesOf(text) ?? items).map((item) => sameItem(item.value));
  } catch (error) {
    if (!ToolkitError.isToolkitError(error)) throw error;
    return undefined;
  }
}

/**
 * The kustomization with its list as wanted; undefined where it names, in another field, a file that goes.
 *
 * @param removed - names of files that go
 * @throws ToolkitError `target-file-unreadable` where {@link listedResources} says nothing
 */
export function withResources(
  text: string,
  path: string,
  wanted: readonly string[],
  removed: readonly string[],
): string | undefined {
  // What kustomize cannot read has no list of its own yet: every entry is looked at, and gets the quotes that it lacks.
  const listed = new Set(resourcesOf(text)?.map((item) => sameItem(item.value)));
  const add = wanted.filter((resource) => !listed.has(resource));
  const edited = editStringList(text, ['resources'], { add, remove: removed }, path);
  return namesAny(removed, edited) ? undefined : edited;
}

/** Whether a kustomization names one of these files of its folder, in whichever field. */
export function namesAny(files: readonly string[], text: string): boolean {
  if (files.length === 0) return false;
  const facts = readKustomization(text);
  if (isUnreadable(facts)) return false;
  const named = new Set(namedEntries(facts).map(({ value }) => sameItem(value)));
  return files.some((file) => named.has(file));
}

/**
 * Whether a kustomization goes on building something once files are taken out of its list: it lists others, and nothing else in it
 * is about objects that would be missed.
 */
export function buildsWithout(removed: readonly string[], text: string, path: string): boolean {
  const facts = readKustomization(text);
  if (isUnreadable(facts)) return false;
  const { patches, replacements, vars, replicas, generators, transformers, validators } = facts.effects;
  if (patches ?? replacements ?? vars ?? replicas ?? generators ?? transformers ?? validators) return false;
  const gone = new Set(removed);
  const remaining = [...facts.resources, ...facts.components].filter(
    ({ value }) => !gone.has(sameItem(value)),
  );
  return remaining.length > 0 && withResources(text, path, [], removed) !== undefined;
}

/** Whether kustomize refuses the text. */
export function isRefused(text: string): boolean {
  return isUnreadable(readKustomization(text));
}

function resourcesOf(text: string): readonly { readonly value: string }[] | undefined {
  const facts = readKustomization(text);
  return isUnreadable(facts) ? undefined : facts.resources;
}
