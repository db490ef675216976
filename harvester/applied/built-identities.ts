import { clusterKey, identityKey, type ObjectIdentity } from '../../core/object-identity';
import type { AppliedBuild } from './resolve-entry-point';

/** Stands for a name that nobody can tell. */
const UNKNOWN = '?';

/** What the objects of files are called in the cluster: namespaces, prefixes and suffixes of kustomizations count. */
export class BuiltIdentities {
  private readonly names = new Map<string, Set<string>>();

  constructor(builds: Iterable<AppliedBuild>) {
    for (const { objects } of builds) {
      for (const { file, declared, identity } of objects) {
        const key = placeOf(file, declared);
        const known = this.names.get(key) ?? new Set();
        this.names.set(key, known.add(identity === undefined ? UNKNOWN : clusterKey(identity)));
      }
    }
  }

  /** Whether two objects of two files are surely two in the cluster: both are built, and nowhere under one name. */
  areTwo(one: FileObject, other: FileObject): boolean {
    const [names, others] = [one, other].map(({ file, object }) => this.names.get(placeOf(file, object)));
    if (names === undefined || others === undefined || names.has(UNKNOWN) || others.has(UNKNOWN)) {
      return false;
    }
    return [...names].every((name) => !others.has(name));
  }
}

/** An object as its file says it. */
export interface FileObject {
  readonly file: string;
  readonly object: ObjectIdentity;
}

function placeOf(file: string, declared: ObjectIdentity): string {
  return `${file}\n${identityKey(declared)}`;
}
