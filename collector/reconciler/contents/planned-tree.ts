import { createHash } from 'node:crypto';
import type { ContentsApi, TreeItem } from '../../../gitops/forge/github/contents-api';

/**
 * Id of the tree that a commit becomes with another content of one of its files, as Git makes it (SHA-1): what our commits are sealed for. Undefined where the server does not tell what stands there.
 *
 * @param commit - that the new one is to stand on
 */
export async function plannedTree(
  api: Pick<ContentsApi, 'commit' | 'tree'>,
  commit: string,
  path: string,
  content: Buffer,
): Promise<string | undefined> {
  const root = (await api.commit(commit))?.tree;
  return root === undefined ? undefined : withFile(api, root, path.split('/'), content);
}

async function withFile(
  api: Pick<ContentsApi, 'tree'>,
  tree: string,
  [name = '', ...below]: readonly string[],
  content: Buffer,
): Promise<string | undefined> {
  const items = await api.tree(tree);
  const found = items?.find((item) => item.name === name);
  if (items === undefined || found === undefined) return undefined;
  const id = below.length === 0 ? objectId('blob', content) : await withFile(api, found.id, below, content);
  if (id === undefined) return undefined;
  const bytes = items.map((item) => treeEntry(item === found ? { ...item, id } : item));
  return objectId('tree', Buffer.concat(bytes));
}

function treeEntry({ mode, name, id }: TreeItem): Buffer {
  return Buffer.concat([Buffer.from(`${mode.replace(/^0+/, '')} ${name}\0`), Buffer.from(id, 'hex')]);
}

function objectId(type: 'blob' | 'tree', content: Buffer): string {
  return createHash('sha1').update(`${type} ${content.length}\0`).update(content).digest('hex');
}
