import type { ClaimModel } from '../../core/claim-model';
import type { SnapshotIndex } from '../../core/snapshot';
import { folderOf } from '../../harvester/applied/tree-paths';
import { fileName } from '../../harvester/claim-files/role-of-file';
import { authoredFile, belowRoot, inRoot, TOP } from '../../harvester/paths';
import { KUSTOMIZATION_FILES } from '../../harvester/tree/standing-tree';

const YAML_FILE = /\.ya?ml$/;
/** What stands for the name of the claim in the file of another. */
const NAME = '\n';
/** So many files called after their claims are a style. */
const STYLE = 2;

/** What stands directly in a folder. */
interface YamlFolder {
  manifests: boolean;
  kustomization: boolean;
}

/** A claim whose file its author named. */
type FileModel = ClaimModel & { readonly file: string };

/**
 * Where a claim goes of which nobody says where: to a folder of its own, unless those that stand beside it have none. Then its file is called as
 * theirs are, with its own name in place of theirs.
 */
export class CategoryStyles {
  private readonly byCategory = new Map<string, readonly FileModel[] | 'folders'>();
  private foldersWithYaml:
    ReadonlyMap<string, { readonly manifests: boolean; readonly kustomization: boolean }> | undefined;
  private declared: ReadonlyMap<string, readonly ClaimModel[]> | undefined;

  constructor(
    private readonly models: readonly ClaimModel[],
    private readonly index: SnapshotIndex,
    private readonly root: string,
    /** Kustomizations were asked for: folders that are applied as they are get one. */
    private readonly wantsLists: boolean,
  ) {}

  /** The file of a claim, from the top of the target; undefined for a folder of its own. */
  fileOf(model: ClaimModel): string | undefined {
    const folder = inRoot(this.root, model.constructPath);
    if (this.hasKustomization(folder)) return undefined;
    const siblings = this.siblings(model.category);
    if (siblings === 'folders') return undefined;
    const file = this.fileBeside(siblings, model);
    // It stands in a folder of its own.
    const isElsewhere =
      this.index.entries.has(`${folder}/${model.template}.yaml`) &&
      file !== `${folder}/${model.template}.yaml`;
    return isElsewhere ? undefined : file;
  }

  private fileBeside(siblings: readonly FileModel[], model: ClaimModel): string | undefined {
    const place = inRoot(this.root, model.category);
    const file = fileLike(siblings, model);
    if (file !== undefined) return `${place}/${file}`;
    return !this.wantsLists && this.isTakenAsItIs(place) ? `${place}/${model.name}.yaml` : undefined;
  }

  /** Claims of a category that stand in files; `folders` where one has a folder of its own. */
  private siblings(category: string): readonly FileModel[] | 'folders' {
    let found = this.byCategory.get(category);
    if (found === undefined) this.byCategory.set(category, (found = this.find(category)));
    return found;
  }

  private find(category: string): readonly FileModel[] | 'folders' {
    const { entries } = this.index;
    const files: FileModel[] = [];
    this.declared ??= byCategory(this.models);
    for (const model of this.declared.get(category) ?? []) {
      const { file, constructPath } = model;
      if (file === undefined) {
        if (this.hasKustomization(inRoot(this.root, constructPath))) return 'folders';
      } else if (entries.has(authoredFile(this.root, model) ?? '')) files.push({ ...model, file });
    }
    return files;
  }

  /** Whether somebody applies what stands in a folder without any list of it: there a list would be one more manifest. */
  private isTakenAsItIs(folder: string): boolean {
    const facts = (this.foldersWithYaml ??= foldersWithYaml(this.index));
    if (facts.get(folder)?.manifests !== true) return false;
    for (const [other, { kustomization }] of facts) {
      if (kustomization && other.startsWith(`${folder}/`)) return false;
    }
    const top = this.root === TOP ? '' : this.root;
    for (let above = folder; ; above = folderOf(above)) {
      if (facts.get(above)?.kustomization === true) return false;
      if (above === top || above === '' || belowRoot(this.root, above) === undefined) return true;
    }
  }

  private hasKustomization(folder: string): boolean {
    return KUSTOMIZATION_FILES.some((name) => this.index.entries.has(`${folder}/${name}`));
  }
}

/** The file that a claim has where most of its kind, or else of all, have one that is named after them; undefined where hardly any has. */
function fileLike(siblings: readonly FileModel[], { name, object }: ClaimModel): string | undefined {
  const patterns = (models: readonly FileModel[]): readonly string[] =>
    models.map(patternOf).filter((pattern) => pattern.includes(NAME));
  const all = patterns(siblings);
  if (all.length < STYLE) return undefined;
  const ofKind = patterns(siblings.filter((sibling) => sibling.object.kind === object.kind));
  return mostCommon(ofKind.length > 0 ? ofKind : all)?.replaceAll(NAME, name);
}

function patternOf({ file, name }: FileModel): string {
  return file
    .split('/')
    .map((part) => (part.replace(YAML_FILE, '') === name ? part.replace(name, NAME) : part))
    .join('/');
}

function mostCommon(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const [first] = [...counts].sort(
    ([one, times], [other, others]) => others - times || (one < other ? -1 : 1),
  );
  return first?.[0];
}

function byCategory(models: readonly ClaimModel[]): ReadonlyMap<string, readonly ClaimModel[]> {
  const found = new Map<string, ClaimModel[]>();
  for (const model of models) {
    const its = found.get(model.category);
    if (its === undefined) found.set(model.category, [model]);
    else its.push(model);
  }
  return found;
}

function foldersWithYaml({ entries }: SnapshotIndex): ReadonlyMap<string, YamlFolder> {
  const found = new Map<string, YamlFolder>();
  for (const path of entries.keys()) {
    const name = fileName(path);
    const kustomization = (KUSTOMIZATION_FILES as readonly string[]).includes(name);
    const manifests = !kustomization && YAML_FILE.test(name) && !/^catalog-info\./.test(name);
    if (!kustomization && !manifests) continue;
    const folder = folderOf(path);
    const known = found.get(folder);
    if (known === undefined) found.set(folder, { manifests, kustomization });
    else {
      known.manifests ||= manifests;
      known.kustomization ||= kustomization;
    }
  }
  return found;
}
