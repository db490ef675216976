import type { ClaimModel } from '../../core/claim-model';
import type { SnapshotIndex } from '../../core/snapshot';
import { folderOf, foldersOf } from '../../harvester/applied/tree-paths';
import { CATALOG_FILES } from '../../harvester/claim-files/catalog-file';
import { fileName } from '../../harvester/claim-files/role-of-file';
import { authoredFile, belowRoot, claimPaths, inRoot, TOP } from '../../harvester/paths';
import { KUSTOMIZATION_FILES } from '../../harvester/tree/standing-tree';

const YAML_FILE = /\.ya?ml$/;
/** What stands for the name of the claim in the file of another. */
const NAME = '\n';
/** So many files called after their claims are a style. */
const STYLE = 2;

/** How the claims of a category stand that stand already. */
interface Style {
  /** One has a folder of its own. */
  hasFolders: boolean;
  /** Files of declared claims, whether they stand or not. */
  readonly taken: Set<string>;
  /** How often files are called after their claims in the same way: all of them, and those of each kind. */
  readonly patterns: Map<string, number>;
  readonly patternsByKind: Map<string, Map<string, number>>;
}

/**
 * Where a claim goes of which nobody says where: to a folder of its own, unless those that stand beside it have none. Then its file is called as
 * theirs are, with its own name in place of theirs.
 */
export class CategoryStyles {
  private styles: ReadonlyMap<string, Style> | undefined;
  private yaml: YamlFolders | undefined;

  constructor(
    private readonly models: readonly ClaimModel[],
    private readonly index: SnapshotIndex,
    private readonly root: string,
    /** Kustomizations were asked for: folders that are applied as they are get one. */
    private readonly wantsLists: boolean,
  ) {}

  /** The file of a claim, from the top of the target; undefined for a folder of its own. */
  fileOf(model: ClaimModel): string | undefined {
    if (this.hasKustomization(inRoot(this.root, model.constructPath))) return undefined;
    const style = (this.styles ??= this.find()).get(model.category);
    if (style === undefined || style.hasFolders) return undefined;
    const place = inRoot(this.root, model.category);
    const name = fileLike(style, model) ?? this.fileAsItIs(place, model);
    const file = name === undefined ? undefined : `${place}/${name}`;
    if (file === undefined || style.taken.has(file)) return undefined;
    // What stands in a folder of its own stays there.
    const own = claimPaths(this.root, model, undefined).claim;
    return file !== own && this.index.entries.has(own) ? undefined : file;
  }

  private find(): ReadonlyMap<string, Style> {
    const styles = new Map<string, Style>();
    for (const model of this.models) {
      let style = styles.get(model.category);
      if (style === undefined) {
        style = { hasFolders: false, taken: new Set(), patterns: new Map(), patternsByKind: new Map() };
        styles.set(model.category, style);
      }
      const file = authoredFile(this.root, model);
      if (file === undefined) {
        style.hasFolders ||= this.hasKustomization(inRoot(this.root, model.constructPath));
        continue;
      }
      style.taken.add(file);
      const pattern = patternOf(model);
      if (pattern === undefined || !this.index.entries.has(file)) continue;
      const { kind } = model.object;
      const ofKind = style.patternsByKind.get(kind) ?? new Map<string, number>();
      style.patternsByKind.set(kind, ofKind);
      for (const counts of [style.patterns, ofKind]) counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
    }
    return styles;
  }

  /** In a folder that somebody applies without any list of it, a list would be one more manifest. */
  private fileAsItIs(folder: string, { name }: ClaimModel): string | undefined {
    if (this.wantsLists) return undefined;
    const { withManifests, aroundKustomizations } = (this.yaml ??= yamlFolders(this.index));
    if (!withManifests.has(folder) || aroundKustomizations.has(folder)) return undefined;
    const top = this.root === TOP ? '' : this.root;
    let above = folder;
    while (above !== top && belowRoot(this.root, above) !== undefined) {
      above = folderOf(above);
      if (this.hasKustomization(above)) return undefined;
    }
    return `${name}.yaml`;
  }

  private hasKustomization(folder: string): boolean {
    const start = folder === '' ? '' : `${folder}/`;
    return KUSTOMIZATION_FILES.some((name) => this.index.entries.has(`${start}${name}`));
  }
}

/** The file that a claim has where most of its kind, or else of all, have one that is called after them; undefined where hardly any has. */
function fileLike({ patterns, patternsByKind }: Style, { name, object }: ClaimModel): string | undefined {
  const all = [...patterns.values()].reduce((sum, times) => sum + times, 0);
  if (all < STYLE) return undefined;
  return mostCommon(patternsByKind.get(object.kind) ?? patterns)?.replaceAll(NAME, name);
}

/** The file with the claim's name taken out; undefined where it is called otherwise. */
function patternOf({ file = '', name }: ClaimModel): string | undefined {
  const parts = file
    .split('/')
    .map((part) => (part.replace(YAML_FILE, '') === name ? part.replace(name, NAME) : part));
  const pattern = parts.join('/');
  return pattern.includes(NAME) ? pattern : undefined;
}

function mostCommon(counts: ReadonlyMap<string, number>): string | undefined {
  const [first] = [...counts].sort(
    ([one, times], [other, others]) => others - times || (one < other ? -1 : 1),
  );
  return first?.[0];
}

/** Folders of a tree by the YAML in them. */
interface YamlFolders {
  /** Those that manifests stand in directly. */
  readonly withManifests: ReadonlySet<string>;
  /** Those that a kustomization stands in, however deep. */
  readonly aroundKustomizations: ReadonlySet<string>;
}

function yamlFolders({ entries }: SnapshotIndex): YamlFolders {
  const withManifests = new Set<string>();
  const kustomizations: string[] = [];
  const names: readonly string[] = KUSTOMIZATION_FILES;
  const catalogs: readonly string[] = CATALOG_FILES;
  for (const path of entries.keys()) {
    const name = fileName(path);
    if (names.includes(name)) kustomizations.push(path);
    else if (YAML_FILE.test(name) && !catalogs.includes(name)) withManifests.add(folderOf(path));
  }
  return { withManifests, aroundKustomizations: foldersOf(kustomizations) };
}
