import { clusterKey, identityKey, type ObjectIdentity } from '../../core/object-identity';
import type { AppliedSource } from './applied-source';
import type { EntryPoint } from './entry-point';
import { resolveEntryPoint } from './resolve-entry-point';

/** Stands for a name that nobody can tell. */
const UNKNOWN = '?';

/** What the objects of files are called in the cluster: namespaces, prefixes and suffixes of kustomizations count. */
export class BuiltIdentities {
  /** Files that have to be read before this says all. */
  readonly missing = new Set<string>();
  private readonly names = new Map<string, Set<string>>();

  constructor(source: AppliedSource, entryPoints: Iterable<EntryPoint>) {
    for (const entryPoint of entryPoints) {
      const build = resolveEntryPoint(source, entryPoint);
      for (const path of build.missing) this.missing.add(path);
      for (const { file, declared, identity } of build.objects) {
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
