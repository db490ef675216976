import { realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { ToolkitError } from '../../core/errors/toolkit-error';

/** What lies around an output folder and is not to be written to. All paths absolute. */
export interface OutputSurroundings {
  /** Folder of the project: where the program runs. */
  readonly project: string;
  /** The target, where it is on this machine. */
  readonly target?: string | undefined;
  /** Folder of the claims in the target. */
  readonly root: string;
  /** Home folder by the environment, beside the one that the system knows. */
  readonly home?: string | undefined;
}

/** Folders whose folders are homes. */
const HOMES = new Set(['/home', '/Users', 'C:\\Users']);

/**
 * Refuses places that are never an output, whoever insists: the top of a disk, a home, the project, what lies above one of them, Git's
 * own folders, the top of a work tree, and the target. A project that lies in its own target may have its output in its own folder,
 * outside of the target's claims. Links are followed, and folders are told by what they are, not by how they are spelled.
 *
 * @throws ToolkitError `output-protected`
 */
export function refuseProtectedOutput(output: string, surroundings: OutputSurroundings): void {
  const places = ancestry(real(resolve(output)));
  const [place] = places;
  const refuse = (is: string): never => {
    throw new ToolkitError('output-protected', `'${output}' ${is}, nothing is written there`, {
      data: { path: output },
    });
  };
  if (place === undefined || places.length === 1) return refuse('is the top of a disk');
  const holds = (path: string): boolean => ancestry(real(path)).some((above) => isSame(above, place));
  for (const home of [homedir(), surroundings.home ?? '']) {
    if (home !== '' && holds(home)) return refuse('is a home folder, or holds one');
  }
  if (HOMES.has(places[1]?.path ?? '') || HOMES.has(place.path) || place.path === '/root') {
    return refuse('is a home folder, or holds one');
  }
  if (holds(surroundings.project)) return refuse('is the folder of the project, or holds it');
  if (places.some(({ path }) => basename(path).toLowerCase() === '.git') || isRepository(place.path)) {
    return refuse('belongs to a Git repository');
  }
  const { target } = surroundings;
  if (target === undefined) return;
  if (holds(target)) return refuse('is the target, or holds it');
  const within = (path: string): boolean => {
    const outer = ancestry(real(path))[0];
    return outer !== undefined && places.some((above) => isSame(above, outer));
  };
  const ownFolder = within(surroundings.project) && !within(join(target, surroundings.root));
  if (within(target) && !ownFolder) refuse('lies in the target');
}

/** A folder as the system knows it. */
interface Place {
  readonly path: string;
  /** Device and number of what stands there; undefined where nothing does. */
  readonly identity?: string;
}

/** The folder and all that it lies in, nearest first. */
function ancestry(path: string): Place[] {
  const places: Place[] = [];
  for (let at = path; ; at = dirname(at)) {
    const found = statSync(at, { bigint: true, throwIfNoEntry: false });
    // Some network disks number nothing.
    const identity = found === undefined || found.ino === 0n ? undefined : `${found.dev}:${found.ino}`;
    places.push({ path: at, ...(identity !== undefined && { identity }) });
    if (dirname(at) === at) return places;
  }
}

function isSame(left: Place, right: Place): boolean {
  return left.path === right.path || (left.identity !== undefined && left.identity === right.identity);
}

/** The path with every link followed as far as it stands. */
function real(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return dirname(path) === path ? path : join(real(dirname(path)), basename(path));
  }
}

/** The top of a work tree, or a bare repository (gitrepository-layout(5)). */
function isRepository(path: string): boolean {
  const has = (name: string): boolean => statSync(join(path, name), { throwIfNoEntry: false }) !== undefined;
  return has('.git') || (has('HEAD') && has('objects') && has('refs'));
}
