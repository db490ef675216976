import type { JsonObject } from '../core/claim-model';
import { ToolkitError } from '../core/errors/toolkit-error';
import { emitYaml } from '../core/yaml/emit-yaml';
import { KUBECTL_SCALARS } from '../core/yaml/kubectl-scalars';
import { isKustomizationField, libraryList } from './text/library-list';
import type { ItemSpan, ListSpan } from './text/list-span';
import { compareItems, sameItem } from './text/list-item';
import { splicesOf } from './text/list-splices';
import { regularList } from './text/regular-document';
import { scalarInStyle } from './text/scalar-style';
import { applySplices, type Splice } from './text/splice';

export { sameItem } from './text/list-item';

/** One item of a list of strings. */
export interface ListItem {
  readonly value: string;
  /** Line of the file, from 1. */
  readonly line: number;
  /** Kustomize takes the entry for no text (`on`, `123`, unquoted), so that nothing is built. */
  readonly notText?: true;
}

/** What a list must contain afterwards and what not. Items are compared by {@link sameItem}. */
export interface ListEdit {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/**
 * Reads a list of strings inside a YAML file: `['resources']` of a kustomization, `['spec', 'targets']` of catalog locations.
 * A missing or null list has no items.
 *
 * @param file - path of the file, for messages
 * @throws ToolkitError `target-file-unreadable` with file and line
 */
export function readStringList(text: string, path: readonly string[], file: string): ListItem[] {
  return find(text, path, file).items.map((item) => ({
    value: item.value,
    line: item.line,
    ...(!isTextEntry(item, path) && { notText: true }),
  }));
}

/**
 * Adds and removes items and touches no other byte: comments, other fields, quoting and order stay. A new item goes before the first
 * greater one when the list is sorted, else to the end, in the list's own style. One that stands there unquoted and is no text to
 * kustomize gets its quotes. When nothing differs the same text comes back.
 *
 * @throws ToolkitError `target-file-unreadable` with file and line
 */
export function editStringList(
  text: string,
  path: readonly string[],
  change: ListEdit,
  file: string,
): string {
  const regular = regularList(text, path);
  const list = regular ?? libraryList(text, path, file);
  const gone = new Set(change.remove.map(sameItem));
  const removed = new Set(list.items.filter((item) => gone.has(sameItem(item.value))));
  const present = new Set<string>();
  const wrong = new Map<string, ItemSpan>();
  for (const item of list.items) {
    if (removed.has(item)) continue;
    present.add(sameItem(item.value));
    if (!isTextEntry(item, path)) wrong.set(sameItem(item.value), item);
  }
  const added: string[] = [];
  const quoted: Splice[] = [];
  for (const value of change.add) {
    const same = sameItem(value);
    const unquoted = wrong.get(same);
    if (unquoted !== undefined) {
      const { start, end } = unquoted;
      quoted.push({ start, end, text: scalarInStyle(unquoted.value, 'plain', list.form === 'flow') });
      wrong.delete(same);
    }
    if (present.has(same)) continue;
    present.add(same);
    added.push(value);
  }
  if (added.length === 0 && removed.size === 0 && quoted.length === 0) return text;
  if (removed.size === list.items.length) added.sort(compareItems);
  const splices = added.length === 0 && removed.size === 0 ? [] : splicesOf(text, list, removed, added);
  const edited = applySplices(text, [...splices, ...quoted]);
  if (regular === undefined) assertList(edited, path, file, present);
  return edited;
}

/** Whether an entry is text to whoever reads the file: kustomize reads its own by YAML 1.1, as kubectl reads manifests. */
function isTextEntry({ value, style, tagged }: ItemSpan, path: readonly string[]): boolean {
  if (style !== 'plain' || tagged === true || !isKustomizationField(path)) return true;
  return typeof KUBECTL_SCALARS.plain(value) === 'string';
}

/** A kustomization that lists these resources, in the order given. */
export function kustomizationOf(resources: readonly string[]): JsonObject {
  return { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources };
}

/** Backstage catalog locations with these targets, in the order given. */
export function locationsOf(name: string, description: string, targets: readonly string[]): JsonObject {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Location',
    metadata: { name, description },
    spec: { targets },
  };
}

/** Text of a new {@link kustomizationOf}. */
export function newKustomization(resources: readonly string[]): string {
  return emitYaml(kustomizationOf(resources));
}

function find(text: string, path: readonly string[], file: string): ListSpan {
  return regularList(text, path) ?? libraryList(text, path, file);
}

/** Makes sure that an edit of a text with anchors or other rarities gave what was asked for. */
function assertList(text: string, path: readonly string[], file: string, wanted: ReadonlySet<string>): void {
  let found: ReadonlySet<string> = new Set();
  try {
    found = new Set(libraryList(text, path, file).items.map((item) => sameItem(item.value)));
  } catch {
    // Told below, in words that are about the file as it stands.
  }
  if (found.size === wanted.size && [...wanted].every((item) => found.has(item))) return;
  const list = path.join('.');
  throw new ToolkitError(
    'target-file-unreadable',
    `${file}:1: \`${list}\` cannot be edited, write it out as a list of names without anchors`,
  );
}
