import { type SnapshotIndex, SPECIAL_FILE } from '../../core/snapshot';
import { hasForeignCharacter } from '../../core/yaml/foreign-character';
import type { GivenKinds } from '../claim-kinds/choice-of-tree';
import { belowRoot, LOCATIONS_PATH, ROOT_CATALOG_INFO_PATH } from '../paths';
import type { TreeSource } from './standing-tree';

const SLUG = /^[\w.-]+(?:\/[\w.-]+)+$/;
const SLUG_LINE = /^[ \t]+["']?github\.com\/project-slug["']?:[ \t]*["']?(?<slug>[^\s"'#]+)/m;
const YAML_FILE = /\.ya?ml$/;

/** A harvester repository with the texts that {@link neededForVerify} names; a symbolic link's is the path that it leads to. */
export interface RepositoryView extends TreeSource {
  /** `owner/name` where it is known from elsewhere; default: what the root's `catalog-info.yaml` says. */
  readonly slug?: string;
  /** Kinds of claims, as far as the tree does not say them itself. */
  readonly kinds?: Omit<GivenKinds, 'owned'>;
  /** Why files that {@link neededForVerify} names are no texts, by path. */
  readonly unread?: ReadonlyMap<string, string>;
  /** Folders that are built for a cluster, as `gitops.entryPoints` says; default: what the tree says. */
  readonly entryPoints?: readonly string[];
  /** Files of which only the name is on this machine: nothing is said of them. */
  readonly elsewhere?: ReadonlySet<string>;
}

/** Paths whose contents `verifyRepository` and `planRepair` read. */
export function neededForVerify(index: SnapshotIndex, root: string): string[] {
  const needed: string[] = [];
  for (const [path, { mode }] of index.entries) {
    if (path === LOCATIONS_PATH || path === ROOT_CATALOG_INFO_PATH) {
      if (mode !== '160000' && mode !== SPECIAL_FILE) needed.push(path);
    } else {
      const below = belowRoot(root, path);
      if (below !== undefined && isNeeded(below, mode)) needed.push(path);
    }
  }
  return needed;
}

function isNeeded(below: string, mode: string): boolean {
  if (mode === '120000') return true;
  if (mode === '160000' || mode === SPECIAL_FILE) return false;
  if (below.startsWith('.claims/')) return below.endsWith('.ledger');
  return YAML_FILE.test(below) || /(?:^|\/)Kustomization$/.test(below);
}

/** Slug of the repository: as given, else as the root's catalog-info says. */
export function slugOf({ slug, contents }: Pick<RepositoryView, 'slug' | 'contents'>): string | undefined {
  if (slug !== undefined && slug !== '') return slug;
  const text = contents.get(ROOT_CATALOG_INFO_PATH);
  const isRead = text !== undefined && !hasForeignCharacter(text);
  const found = isRead ? SLUG_LINE.exec(text)?.groups?.['slug'] : undefined;
  return found !== undefined && SLUG.test(found) ? found : undefined;
}

/** Whether a registry's `repository` is the `owner/name` that the contract asks for, not a URL. */
export function isSlug(repository: string): boolean {
  return SLUG.test(repository);
}

/** Whether two slugs name one repository: forges fold their case. */
export function isSameSlug(one: string, other: string): boolean {
  return one === other || one.toLowerCase() === other.toLowerCase();
}
