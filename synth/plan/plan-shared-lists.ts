import type { JsonObject } from '../../core/claim-model';
import { blobObjectId, blobObjectIdOfBytes } from '../../core/git/object-id';
import type { PlannedFile } from '../../core/plan';
import type { ObjectFormat } from '../../core/snapshot';
import { categoryKustomizationPath, LOCATIONS_PATH } from '../../harvester/paths';
import { editStringList, kustomizationOf, locationsOf, readStringList } from '../../harvester/string-list';
import { emitYaml, emitYamlBytes } from '../../core/yaml/emit-yaml';
import type { PlanReader } from './plan-reader';

/** What a list inside a shared file must and must not contain after the plan. */
export interface ListChange {
  readonly add: string[];
  readonly remove: Set<string>;
}

/** Changes to the kustomizations of all categories, by category. */
export class CategoryLists {
  private readonly changes = new Map<string, ListChange>();
  /** `<category>/<name>` of claims that a standing kustomization did not list yet; known after {@link plan}. */
  readonly listedAnew = new Set<string>();

  of(category: string): ListChange {
    let change = this.changes.get(category);
    if (change === undefined) this.changes.set(category, (change = { add: [], remove: new Set() }));
    return change;
  }

  /** Merged kustomizations: foreign entries, fields and comments stay. */
  plan(reader: PlanReader, root: string, format: ObjectFormat): PlannedFile[] {
    const files: PlannedFile[] = [];
    for (const [category, change] of this.changes) {
      const path = categoryKustomizationPath(root, category);
      const file = mergeList(path, ['resources'], change, reader, format, kustomizationOf);
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
  return mergeList(LOCATIONS_PATH, ['spec', 'targets'], change, reader, format, (targets) =>
    locationsOf(`${name}-repo`, `Root catalog for the ${name} repository`, targets),
  );
}

function mergeList(
  path: string,
  list: readonly string[],
  change: ListChange,
  reader: PlanReader,
  format: ObjectFormat,
  fresh: (items: readonly string[]) => JsonObject,
): PlannedFile | undefined {
  const entry = reader.entry(path);
  if (entry === undefined) {
    if (change.add.length === 0) return undefined;
    return plannedText(path, 'create', emitYaml(fresh(change.add.sort())), format);
  }
  // Nearly every list holds our claims alone, and none that go: then it need not even be read.
  if (isWrittenAs(fresh(change.add.sort()), entry.objectId, format))
    return { path, action: 'unchanged', objectId: entry.objectId };
  const text = reader.text(path);
  if (text === undefined) return undefined;
  const added = new Set(change.add);
  const remove = [...change.remove].filter((item) => !added.has(item));
  const edited = editStringList(text, list, { add: change.add, remove }, path);
  if (edited === text) return { path, action: 'unchanged', objectId: entry.objectId };
  return plannedText(path, 'update', edited, format);
}

function isWrittenAs(value: JsonObject, objectId: string, format: ObjectFormat): boolean {
  return blobObjectIdOfBytes(emitYamlBytes(value), format) === objectId;
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
