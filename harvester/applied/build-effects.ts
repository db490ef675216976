import type { AppliedSource } from './applied-source';
import type { BuildNode, FolderNode } from './build-tree';

/** Equal where a kustomization, its components and the files that they name do the same. */
export function effectKey(
  source: AppliedSource,
  { facts, named, plugins, components, file }: FolderNode,
): string {
  const inner = components.map((component) => effectKey(source, component)).join('');
  if (facts.signature === '' && inner === '') return '';
  const contents = [
    ...named.values(),
    ...plugins.flatMap(({ node }) => (node === undefined ? [] : filesIn(node))),
  ];
  const ids = contents.map((path) => source.entries.get(path)?.objectId ?? path);
  return `${file} ${facts.signature} ${ids.join(' ')} ${inner}`;
}

function filesIn(node: BuildNode): string[] {
  if (node.type === 'file') return [node.file];
  return node.type === 'folder' ? node.children.flatMap(filesIn) : [];
}

/** Whether some kustomization does what can fail for want of an object, or changes it in a way that takes the whole to tell. */
export function mayFail({ facts, children, components }: FolderNode): boolean {
  const {
    namespace: _,
    namePrefix: __,
    nameSuffix: ___,
    labels: ____,
    files: _____,
    ...others
  } = facts.effects;
  return (
    Object.keys(others).length > 0 ||
    children.some((child) => child.type === 'folder' && mayFail(child)) ||
    components.some(mayFail)
  );
}
