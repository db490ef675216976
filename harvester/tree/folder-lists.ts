import { ToolkitError } from '../../core/errors/toolkit-error';
import { joinPath } from '../applied/tree-paths';
import type { StandingTree } from './standing-tree';

const NOTHING: ReadonlySet<string> = new Set();

/** What the kustomizations of a tree list, each read once. One that cannot be read lists nothing. */
export class FolderLists {
  private readonly known = new Map<string, ReadonlySet<string>>();
  private readonly gathering = new Map<string, boolean>();

  constructor(private readonly tree: StandingTree) {}

  /** Paths, from the top of the repository, that the kustomization of a folder lists. */
  targetsOf(folder: string): ReadonlySet<string> {
    let targets = this.known.get(folder);
    if (targets === undefined) this.known.set(folder, (targets = this.read(folder)));
    return targets;
  }

  /** Whether the kustomization of a folder lists folders, or files in them. */
  gathersFolders(folder: string): boolean {
    let gathers = this.gathering.get(folder);
    if (gathers === undefined) {
      const { entries } = this.tree.source.index;
      gathers = [...this.targetsOf(folder)].some(
        (target) => !entries.has(target) || target.includes('/', folder.length + 1),
      );
      this.gathering.set(folder, gathers);
    }
    return gathers;
  }

  /** Whether a kustomization above the folder of a file lists that very file. */
  isListedFromAbove(file: string): boolean {
    let folder = parentOf(file);
    while (folder !== '' && folder !== this.tree.source.root) {
      folder = parentOf(folder);
      if (this.targetsOf(folder).has(file)) return true;
    }
    return false;
  }

  private read(folder: string): ReadonlySet<string> {
    const kustomization = this.tree.kustomizationIn(folder);
    if (kustomization === undefined) return NOTHING;
    try {
      return new Set(
        this.tree.resources(kustomization).flatMap(({ value }) => joinPath(folder, value) ?? []),
      );
    } catch (error) {
      if (!ToolkitError.isToolkitError(error)) throw error;
      return NOTHING;
    }
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
