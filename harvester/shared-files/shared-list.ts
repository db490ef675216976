import type { JsonObject } from '../../core/claim-model';
import { emitYaml } from '../../core/yaml/emit-yaml';
import { editStringList, kustomizationOf, readStringList, sameItem } from '../string-list';
import type { SharedFile } from './shared-file';
import { unlisted } from './unlisted';

/** The list of a shared file, with what it must and must not contain afterwards: foreign entries, fields and comments stay. */
export class SharedList implements SharedFile {
  private readonly added: string[] = [];
  private readonly removed = new Set<string>();
  private isSaid: ((item: string, listed: ReadonlySet<string>) => boolean) | undefined;

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
        .map(({ value }) => sameItem(value)),
    );
    return this.added.filter((item) => !listed.has(sameItem(item)) && this.isSaid?.(item, listed) !== true);
  }

  /** @param isSaid - whether a file with these entries says an item in another way; then it is not added */
  unless(isSaid: (item: string, listed: ReadonlySet<string>) => boolean): void {
    this.isSaid = isSaid;
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
    const gone = new Set([...removed].filter((item) => !kept.has(item)));
    const add = this.isSaid === undefined ? added : this.missingIn(standing);
    // What is spelled as we would goes in the one edit that brings the new entries.
    const text = editStringList(standing, field, { add, remove: [...gone] }, path);
    return unlisted(text, gone, path);
  }
}
