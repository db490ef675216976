import { ToolkitError } from '../../core/errors/toolkit-error';
import { isJsonObject } from '../../core/json/json-guards';
import { readYamlDocuments } from '../../core/yaml/read-yaml';
import { mayDeliver } from '../../harvester/claim-kinds/definitions';
import { resolvePath } from '../../harvester/invariants/relative-path';
import { readStringList } from '../../harvester/string-list';
import type { StandingTree } from '../../harvester/tree/standing-tree';

const LISTS = ['resources', 'bases', 'components'] as const;

/**
 * Which files of a tree reach a cluster, as far as its kustomizations tell: what one lists that is listed itself, or has none above it. In a
 * folder below no kustomization everything is applied.
 */
export class ReachedFiles {
  private readonly kustomized = new Set<string>();
  /** Everything that is listed, built or not. */
  private readonly listed = new Set<string>();
  private readonly built = new Set<string>();
  private readonly delivered = new Set<string>();

  constructor(tree: StandingTree) {
    const entries = new Map<string, readonly string[]>();
    for (const path of tree.source.index.entries.keys()) {
      const folder = parentOf(path);
      if (folder === undefined || tree.kustomizationIn(folder) !== path) continue;
      const text = tree.source.contents.get(path) ?? '';
      const targets = entriesOf(text, path).flatMap((entry) => resolvePath(folder, entry) ?? []);
      this.kustomized.add(folder);
      entries.set(folder, targets);
      for (const target of targets) this.listed.add(target);
    }
    for (const folder of deliveredFolders(tree)) this.delivered.add(folder);
    const open = [...entries.keys()].filter(
      (folder) => this.delivered.has(folder) || (!this.listed.has(folder) && !this.isBelowOther(folder)),
    );
    for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
      for (const target of entries.get(folder) ?? []) {
        if (this.built.has(target)) continue;
        this.built.add(target);
        if (entries.has(target)) open.push(target);
      }
    }
  }

  has(path: string): boolean {
    if (this.built.has(path)) return true;
    if (this.listed.has(path)) return false;
    for (let at = parentOf(path); at !== undefined; at = parentOf(at)) {
      if (this.kustomized.has(at)) return false;
      if (this.delivered.has(at)) return true;
      // A folder that is listed and has no kustomization yet is meant as a whole.
      if (this.built.has(at)) return true;
    }
    return true;
  }

  private isBelowOther(path: string): boolean {
    for (let at = parentOf(path); at !== undefined; at = parentOf(at)) {
      if (this.kustomized.has(at)) return true;
    }
    return false;
  }
}

/** Folders that Flux Kustomizations and Argo CD Applications of the tree name. */
function deliveredFolders(tree: StandingTree): string[] {
  const folders: string[] = [];
  for (const [path, text] of tree.source.contents) {
    if (!mayDeliver(text)) continue;
    try {
      for (const { value } of readYamlDocuments(text, path)) folders.push(...pathsIn(value));
    } catch (error) {
      if (!ToolkitError.isToolkitError(error)) throw error;
    }
  }
  return folders.flatMap((folder) => resolvePath('', folder) ?? []);
}

function pathsIn(value: unknown): string[] {
  if (!isJsonObject(value) || !isJsonObject(value['spec'])) return [];
  const { path, source, sources } = value['spec'];
  const all = [{ path }, source, ...(Array.isArray(sources) ? (sources as unknown[]) : [])];
  return all.flatMap((each) =>
    isJsonObject(each) && typeof each['path'] === 'string' ? [each['path']] : [],
  );
}

function entriesOf(text: string, path: string): string[] {
  try {
    return LISTS.flatMap((list) => readStringList(text, [list], path).map(({ value }) => value));
  } catch (error) {
    if (!ToolkitError.isToolkitError(error)) throw error;
    return [];
  }
}

/** The folder of a path; the top is ''. */
function parentOf(path: string): string | undefined {
  if (path === '') return undefined;
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
