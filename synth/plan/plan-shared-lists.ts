import { blobObjectId } from '../../core/git/object-id';
import type { PlannedFile } from '../../core/plan';
import type { ObjectFormat } from '../../core/snapshot';
import { categoryKustomizationPath, LOCATIONS_PATH } from '../layout/paths';
import { editStringList, newKustomization, newLocations, readStringList } from '../layout/string-list';
import type { PlanReader } from './plan-reader';

/** What a list inside a shared file must and must not contain after the plan. */
export interface ListChange {
  readonly add: Set<string>;
  readonly remove: Set<string>;
}

/** Changes to the kustomizations of all categories, by category. */
export class CategoryLists {
  private readonly changes = new Map<string, ListChange>();
  /** `<category>/<name>` of claims that a standing kustomization did not list yet; known after {@link plan}. */
  readonly listedAnew = new Set<string>();

  of(category: string): ListChange {
    let change = this.changes.get(category);
    if (change === undefined) this.changes.set(category, (change = { add: new Set(), remove: new Set() }));
    return change;
  }

  /** Merged kustomizations: foreign entries, fields and comments stay. */
  plan(reader: PlanReader, root: string, format: ObjectFormat): PlannedFile[] {
    const files: PlannedFile[] = [];
    for (const [category, change] of this.changes) {
      const path = categoryKustomizationPath(root, category);
      const file = mergeList(path, ['resources'], change, reader, format, () =>
        newKustomization([...change.add].sort()),
      );
      if (file === undefined) continue;
      files.push(file);
      if (file.action === 'update')
        this.noteListedAnew(category, change, readStringList(reader.text(path) ?? '', ['resources'], path));
    }
    return files;
  }

  private noteListedAnew(
    category: string,
    change: ListChange,
    before: readonly { readonly value: string }[],
  ): void {
    const listed = new Set(before.map((item) => item.value));
    for (const name of change.add) if (!listed.has(name)) this.listedAnew.add(`${category}/${name}`);
  }
}

/** The catalog locations after the plan; undefined when there are none and none are needed. */
export function planLocations(
  change: ListChange,
  reader: PlanReader,
  repository: string,
  format: ObjectFormat,
): PlannedFile | undefined {
  const name = repository.slice(repository.lastIndexOf('/') + 1);
  return mergeList(LOCATIONS_PATH, ['spec', 'targets'], change, reader, format, () =>
    newLocations(`${name}-repo`, `Root catalog for the ${name} repository`, [...change.add].sort()),
  );
}

function mergeList(
  path: string,
  list: readonly string[],
  change: ListChange,
  reader: PlanReader,
  format: ObjectFormat,
  fresh: () => string,
): PlannedFile | undefined {
  const entry = reader.entry(path);
  if (entry === undefined) {
    if (change.add.size === 0) return undefined;
    return plannedText(path, 'create', fresh(), format);
  }
  const text = reader.text(path);
  if (text === undefined) return undefined;
  const remove = [...change.remove].filter((item) => !change.add.has(item));
  const edited = editStringList(text, list, { add: [...change.add], remove }, path);
  if (edited === text) return { path, action: 'unchanged', objectId: entry.objectId };
  return plannedText(path, 'update', edited, format);
}

/** A planned file with the id of its new text. */
export function plannedText(
  path: string,
  action: 'create' | 'update',
  content: string,
  format: ObjectFormat,
): PlannedFile {
  return { path, action, content, objectId: blobObjectId(content, format) };
}
