import { isGlob, PathGlob } from '../../core/text/path-glob';
import { joinPath } from '../applied/tree-paths';
import { LOCATIONS_PATH } from '../paths';
import { isAddress, pathsInUrl } from './paths-in-url';

const FOLDER = LOCATIONS_PATH.slice(0, LOCATIONS_PATH.lastIndexOf('/'));
/** More patterns than anybody writes are not all tried. */
const MOST_GLOBS = 200;

/**
 * Which files of the repository a list of locations names: one by one, by patterns, by addresses on a forge. What is named needs no
 * entry of its own, and a second one is a conflict to Backstage.
 */
export class LocationCoverage<Target extends { readonly value: string }> {
  private readonly named = new Map<string, Target>();
  private readonly patterns: { readonly glob: PathGlob; readonly target: Target }[] = [];

  /** @param slug - `owner/name` of the repository, where it is known */
  constructor(targets: Iterable<Target>, slug: string | undefined) {
    for (const target of targets) {
      for (const path of pathsOfLocation(target.value, slug)) {
        if (!isGlob(path)) {
          if (!this.named.has(path)) this.named.set(path, target);
        } else if (this.patterns.length < MOST_GLOBS) {
          this.patterns.push({ glob: new PathGlob(path), target });
        }
      }
    }
  }

  /** The first target that names a file. */
  targetOf(path: string): Target | undefined {
    return this.named.get(path) ?? this.patternOf(path);
  }

  /** The first pattern among the targets that a file fits. */
  patternOf(path: string): Target | undefined {
    return this.patterns.find(({ glob }) => glob.matches(path))?.target;
  }
}

/**
 * Paths (or patterns of such) from the top of the repository that a location can mean. As Backstage resolves them: an address as it is, `/`
 * begins at the top, everything else at the folder of the file.
 */
export function pathsOfLocation(value: string, slug: string | undefined): readonly string[] {
  if (isAddress(value)) return pathsInUrl(value, slug);
  const path = value.startsWith('/') ? joinPath('', value.slice(1)) : joinPath(FOLDER, value);
  return path === undefined || path === '' ? [] : [path];
}
