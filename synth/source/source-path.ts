import { isWindowsReserved } from '../../core/claim-name';
import { type SourceText, vouched } from './source-text';

const LONGEST = 100;
/** Names of a folder that Node, compilers or Git treat in a way of their own. */
const SPECIAL = /^(?:node_modules|dist|build)$/i;
/** `x.d.ts` and `x.d.css.ts` are declarations, and run nothing. */
const DECLARATION = /(?:^|\.)d(?:\.|$)/i;
const SAFE = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** A path of a generated file: relative, with `/`, no step of it hidden, special or outside. Made by {@link SourcePaths} alone. */
export interface SourcePath {
  /** E.g. `claims/infra.ts`. */
  readonly path: string;
}

/** Hands out the paths of a program's files, so that no name leaves its folder and none stands for two files on any disk. */
export class SourcePaths {
  private readonly taken = new Set<string>();

  /**
   * The file for a name.
   *
   * @param folder - of our own naming, or a path of {@link folder}
   */
  file(folder: string, name: string): SourcePath {
    return { path: this.unique(folder, stem(name), '.ts') };
  }

  /** The folder for a name. */
  folder(folder: string, name: string): string {
    return this.unique(folder, stem(name), '');
  }

  private unique(folder: string, base: string, extension: string): string {
    const start = folder === '' ? '' : `${folder}/`;
    let path = `${start}${base}${extension}`;
    for (let count = 2; this.taken.has(path.toLowerCase()); count += 1) {
      path = `${start}${base}-${count}${extension}`;
    }
    this.taken.add(path.toLowerCase());
    return path;
  }
}

/** What one generated file calls another in an `import`. */
export function relativeImport(from: SourcePath, to: SourcePath, extension: '' | '.ts'): SourceText {
  const here = from.path.split('/').slice(0, -1);
  const there = to.path.replace(/\.ts$/, '').split('/');
  while (here.length > 0 && there.length > 1 && here[0] === there[0]) {
    here.shift();
    there.shift();
  }
  const up = here.length === 0 ? './' : '../'.repeat(here.length);
  return vouched(`'${up}${there.join('/')}${extension}'`);
}

/** A name as it is where that is safe on every disk and for every tool, else the nearest that is. */
function stem(name: string): string {
  const isSafe =
    SAFE.test(name) &&
    name.length <= LONGEST &&
    !name.endsWith('.') &&
    !DECLARATION.test(name) &&
    !isWindowsReserved(name);
  const safe = isSafe
    ? name
    : name
        .replace(/[^A-Za-z0-9_-]+/g, '-')
        .replace(/^[^A-Za-z0-9]+/, '')
        .slice(0, LONGEST) || 'unnamed';
  return SPECIAL.test(safe) || isWindowsReserved(safe) ? `${safe}-claims` : safe;
}
