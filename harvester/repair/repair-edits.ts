import type { RegistryEntry } from '../../core/registry-entry';
import { formatLedger, type LedgerLine } from '../ledger';
import { ledgerLineProblem } from '../ledger-line';
import { LOCATIONS_PATH } from '../paths';
import { editRegistry } from '../registry/edit-registry';
import type { RegistryEdit } from '../registry/registry-edit';
import { editStringList, newKustomization, newLocations } from '../string-list';
import { listedTwice } from '../invariants/check-ledgers';
import type { RepositoryMap } from '../invariants/repository-map';
import { slugOf } from '../tree/repository-view';

interface ListEdits {
  readonly path: readonly string[];
  readonly add: string[];
  readonly remove: string[];
}

/** Collects what a repair does and turns it into texts, one per file. */
export class RepairEdits {
  private readonly registry: RegistryEdit[] = [];
  private readonly lists = new Map<string, ListEdits>();
  private readonly deleted = new Set<string>();

  constructor(private readonly map: RepositoryMap) {}

  deleteFile(path: string): void {
    this.deleted.add(path);
  }

  setEntry(key: string, fields: Partial<RegistryEntry>, newKey: string = key): void {
    this.registry.push({ type: 'set', key, newKey, fields });
  }

  addResource(kustomization: string, resource: string): void {
    this.list(kustomization, ['resources']).add.push(resource);
  }

  removeResource(kustomization: string, resource: string): void {
    this.list(kustomization, ['resources']).remove.push(resource);
  }

  addLocation(target: string): void {
    this.list(LOCATIONS_PATH, ['spec', 'targets']).add.push(target);
  }

  removeLocation(target: string): void {
    this.list(LOCATIONS_PATH, ['spec', 'targets']).remove.push(target);
  }

  /** New texts by path; null for files that go. Only files that really change. */
  texts(): Map<string, string | null> {
    const texts = new Map<string, string | null>();
    for (const path of this.deleted) texts.set(path, null);
    for (const [path, edits] of this.lists) this.put(texts, path, this.listText(path, edits));
    if (this.registry.length > 0) {
      const { registryPath } = this.map;
      this.put(texts, registryPath, editRegistry(this.standing(registryPath), this.registry, registryPath));
    }
    this.ledgerTexts(texts);
    return texts;
  }

  private list(file: string, path: readonly string[]): ListEdits {
    let edits = this.lists.get(file);
    if (edits === undefined) this.lists.set(file, (edits = { path, add: [], remove: [] }));
    return edits;
  }

  private listText(file: string, { path, add, remove }: ListEdits): string | undefined {
    const text = this.standing(file);
    if (text !== undefined) return editStringList(text, path, { add, remove }, file);
    if (add.length === 0) return undefined;
    if (file !== LOCATIONS_PATH) return newKustomization([...add].sort());
    const slug = slugOf(this.map.view) ?? '';
    const name = slug.slice(slug.lastIndexOf('/') + 1) || 'claims';
    return newLocations(`${name}-repo`, `Root catalog for the ${name} repository`, [...add].sort());
  }

  /** Ledgers lose the lines of files that are gone, and those that do not count; the files of the latter stay. */
  private ledgerTexts(texts: Map<string, string | null>): void {
    const { ledgers, view } = this.map;
    const conflicting = listedTwice(ledgers);
    for (const { path, category, lines } of ledgers) {
      const kept: LedgerLine[] = lines.filter(
        (line) =>
          view.index.entries.has(line.path) &&
          !this.deleted.has(line.path) &&
          (ledgerLineProblem(line, view.root, category) === undefined || conflicting.has(line.path)),
      );
      if (kept.length < lines.length) texts.set(path, kept.length === 0 ? null : formatLedger(kept));
    }
  }

  private standing(path: string): string | undefined {
    return this.map.view.index.entries.has(path) ? this.map.view.contents.get(path) : undefined;
  }

  private put(texts: Map<string, string | null>, path: string, text: string | undefined): void {
    if (text !== undefined && text !== this.standing(path)) texts.set(path, text);
  }
}
