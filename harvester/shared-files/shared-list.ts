import type { JsonObject } from '../../core/claim-model';
import { emitYaml } from '../../core/yaml/emit-yaml';
import { editStringList, kustomizationOf, readStringList } from '../string-list';
import type { SharedFile } from './shared-file';

/** The list of a shared file, with what it must and must not contain afterwards: foreign entries, fields and comments stay. */
export class SharedList implements SharedFile {
  private readonly added: string[] = [];
  private readonly removed = new Set<string>();

  private constructor(
    readonly path: string,
    /** Where the list stands in the file. */
    private readonly field: readonly string[],
    private readonly fresh: (items: readonly string[]) => JsonObject,
  ) {}

  /** The resources of a kustomization. */
  static resources(path: string): SharedList {
    return new SharedList(path, ['resources'], kustomizationOf);
  }

  /** Those of the items that a text of the file does not list yet. */
  missingIn(standing: string): string[] {
    const listed = new Set(
      readStringList(standing, this.field, this.path)
        .filter(({ notText }) => notText !== true)
        .map(({ value }) => value),
    );
    return this.added.filter((item) => !listed.has(item));
  }

  add(item: string): void {
    this.added.push(item);
  }

  /** What is added as well stays. */
  remove(item: string): void {
    this.removed.add(item);
  }

  whole(): JsonObject {
    return this.fresh(this.added.sort());
  }

  edited(standing: string | undefined): string | undefined {
    const { added, removed, path, field } = this;
    if (standing === undefined) return added.length === 0 ? undefined : emitYaml(this.whole());
    const kept = new Set(added);
    const remove = [...removed].filter((item) => !kept.has(item));
    return editStringList(standing, field, { add: added, remove }, path);
  }
}
