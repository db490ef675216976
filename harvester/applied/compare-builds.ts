import { identityKey } from '../../core/object-identity';
import { sameValue } from '../../core/yaml/same-value';
import { isUnreadable } from './answer';
import type { AppliedObject } from './applied-object';
import type { AppliedSource } from './applied-source';
import type { BuildNode, BuildProblem, FolderNode } from './build-tree';
import { effectKey, mayFail } from './build-effects';
import type { EntryPoint } from './entry-point';
import { followBoth } from './follow-both';
import { type AppliedBuild, objectsOf, resolveEntryPoint } from './resolve-entry-point';

/** What happens to an object of a cluster. */
export interface AppliedChange {
  readonly change: 'enters' | 'leaves' | 'changes';
  /** As it is afterwards; of one that leaves, as it was. */
  readonly object: AppliedObject;
}

/** What a plan does to what an entry point gives a cluster. */
export interface BuildComparison {
  readonly entryPoint: EntryPoint;
  readonly changes: readonly AppliedChange[];
  /** Why it does not build before, and why not afterwards; empty where it does. */
  readonly before: readonly BuildProblem[];
  readonly after: readonly BuildProblem[];
  /** Entries that were followed. */
  readonly followed: number;
  /** Files that have to be read first, in the tree before and the one after: then nothing of this counts. */
  readonly missing: ReadonlySet<string>;
}

/**
 * Compares what an entry point gives a cluster before and after. Files that are reached in the same way and did not change are not read, unless
 * some kustomization does more than set namespaces, names and labels: an object that comes twice is noticed among the files that differ only.
 *
 * @param exact - read every file of both, so that whatever fails is noticed
 */
export function compareBuilds(
  before: AppliedSource,
  after: AppliedSource,
  entryPoint: EntryPoint,
  exact = false,
): BuildComparison {
  const [old, now] = followBoth(before, after, entryPoint, exact);
  const sides = [side(before, old), side(after, now)] as const;
  const isWhole = exact || [old, now].some(({ tree }) => tree === undefined || mayFail(tree));
  const [was, is] = isWhole
    ? [resolveEntryPoint(before, entryPoint), resolveEntryPoint(after, entryPoint)]
    : [partly(before, old, sides[0], sides[1]), partly(after, now, sides[1], sides[0])];
  const missing = new Set([...was.missing, ...is.missing]);
  const changes = missing.size > 0 ? [] : changesOf([before, was, sides[0]], [after, is, sides[1]], missing);
  const followed = was.followed + is.followed;
  return { entryPoint, changes, before: was.problems, after: is.problems, followed, missing };
}

/** The content of each file, and in which ways it is reached, as a text. */
type Side = ReadonlyMap<string, { readonly content: string | undefined; readonly ways: string }>;

function side(source: AppliedSource, { tree, files }: AppliedBuild): Side {
  const found = new Map<string, string[]>();
  const add = (file: string, way: string): void => {
    const ways = found.get(file);
    if (ways === undefined) found.set(file, [way]);
    else ways.push(way);
  };
  if (tree !== undefined) forEachFile(source, tree, '', add);
  else for (const { file } of files) add(file, '');
  const sides = new Map<string, { readonly content: string | undefined; readonly ways: string }>();
  for (const [file, ways] of found) {
    const content = source.entries.get(file)?.objectId;
    sides.set(file, { content, ways: ways.length === 1 ? (ways[0] ?? '') : ways.sort().join('\n\n') });
  }
  return sides;
}

/** Calls back for every file with what is done to it on its way up, as a text. */
function forEachFile(
  source: AppliedSource,
  node: FolderNode,
  outer: string,
  visit: (file: string, way: string) => void,
): void {
  const effect = effectKey(source, node);
  const way = effect === '' ? outer : `${effect}\n${outer}`;
  for (const child of node.children) {
    if (child.type === 'file') visit(child.file, way);
    else if (child.type === 'folder') forEachFile(source, child, way, visit);
  }
  for (const component of node.components) forEachFile(source, component, way, visit);
}

/** The objects of those files alone that are reached otherwise on the other side. */
function partly(source: AppliedSource, build: AppliedBuild, own: Side, other: Side): AppliedBuild {
  const { tree } = build;
  if (tree === undefined) return build;
  const differing = new Set<string>();
  for (const [file, { content, ways }] of own) {
    const there = other.get(file);
    if (there?.content !== content || there?.ways !== ways) differing.add(file);
  }
  return objectsOf(source, { ...build, tree: pruned(tree, differing) });
}

function pruned(node: FolderNode, files: ReadonlySet<string>): FolderNode {
  const children = node.children.flatMap((child): readonly BuildNode[] => {
    if (child.type === 'file') return files.has(child.file) ? [child] : [];
    if (child.type === 'opaque') return [child];
    const inner = pruned(child, files);
    return inner.children.length > 0 || inner.components.length > 0 ? [inner] : [];
  });
  return { ...node, children, components: node.components.map((component) => pruned(component, files)) };
}

type Compared = readonly [source: AppliedSource, build: AppliedBuild, side: Side];

function changesOf(
  [before, was, wasSide]: Compared,
  [after, is, isSide]: Compared,
  missing: Set<string>,
): AppliedChange[] {
  const standing = new Map(was.objects.map((object) => [keyOf(object), object]));
  const changes: AppliedChange[] = [];
  for (const object of is.objects) {
    const key = keyOf(object);
    const old = standing.get(key);
    standing.delete(key);
    if (old === undefined) changes.push({ change: 'enters', object });
    else if (isChanged(old, object)) changes.push({ change: 'changes', object });
  }
  for (const object of standing.values()) changes.push({ change: 'leaves', object });
  return withVersionsTogether(changes);

  function isChanged(old: AppliedObject, now: AppliedObject): boolean {
    const [here, there] = [wasSide.get(old.file), isSide.get(now.file)];
    if (here?.ways !== there?.ways) return true;
    if (here?.content === there?.content && old.file === now.file) return false;
    return !sameValue(documentOf(before, old, missing), documentOf(after, now, missing));
  }
}

function documentOf(source: AppliedSource, { file, document }: AppliedObject, missing: Set<string>): unknown {
  const documents = source.data(file);
  if (documents === 'unread') missing.add(file);
  else if (!isUnreadable(documents)) return documents[document];
  return undefined;
}

function keyOf({ identity, declared, file, isGenerated }: AppliedObject): string {
  if (identity !== undefined) return `${identityKey(identity)}\n${identity.apiVersion}`;
  return `${isGenerated === true ? 'generated' : 'unknown'}\n${file}\n${identityKey(declared)}`;
}

/** Two versions are two objects to kustomize and one to a cluster: one that leaves while another enters is a change. */
function withVersionsTogether(changes: readonly AppliedChange[]): AppliedChange[] {
  const key = ({ object: { identity } }: AppliedChange): string =>
    identity === undefined ? '' : identityKey(identity);
  const entering = new Map<string, AppliedChange>();
  for (const change of changes) {
    if (change.change === 'enters' && key(change) !== '') entering.set(key(change), change);
  }
  const changed = new Set<AppliedChange>();
  const kept = changes.filter((change) => {
    const twin = change.change === 'leaves' ? entering.get(key(change)) : undefined;
    if (twin !== undefined) changed.add(twin);
    return twin === undefined;
  });
  return kept.map((change) => (changed.has(change) ? { ...change, change: 'changes' } : change));
}
