import { isUnreadable } from '../applied/answer';
import type { ListedEntry } from '../applied/kustomization-facts';
import { readKustomization } from '../applied/read-kustomization';
import { folderOf, joinPath } from '../applied/tree-paths';
import { editStringList } from '../string-list';

/**
 * A kustomization that names certain files and folders no more, however they are written there (`./x/`, `y/../x`), among its
 * resources, their old name `bases`, and its components.
 *
 * @param removed - as the kustomization would name them
 * @throws ToolkitError `target-file-unreadable`
 */
export function unlisted(text: string, removed: ReadonlySet<string>, path: string): string {
  if (removed.size === 0) return text;
  const facts = readKustomization(text);
  if (isUnreadable(facts)) {
    return editStringList(text, ['resources'], { add: [], remove: [...removed] }, path);
  }
  const folder = folderOf(path);
  const places = new Set([...removed].map((entry) => joinPath(folder, entry)));
  const isGone = ({ value }: ListedEntry): boolean => places.has(joinPath(folder, value));
  const gone = [...facts.resources, ...facts.components].filter(isGone);
  let edited = text;
  for (const field of new Set(gone.map((entry) => entry.field))) {
    const remove = gone.filter((entry) => entry.field === field).map(({ value }) => value);
    edited = editStringList(edited, [field], { add: [], remove }, path);
  }
  // Kustomize takes one without resources for empty, whatever else is said in it.
  if (edited === text || !isUnreadable(readKustomization(edited))) return edited;
  return `${edited}${edited.endsWith('\n') ? '' : '\n'}resources: []\n`;
}
