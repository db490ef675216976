import type { ObjectIdentity } from '../../core/object-identity';
import type { Selector } from './kustomization-facts';

/** One object that a cluster gets. */
export interface AppliedObject {
  /** As it is built; undefined where a patch, a replacement or a transformer may have renamed it, and for names with a hash. */
  readonly identity: ObjectIdentity | undefined;
  /** As its file says it. */
  readonly declared: ObjectIdentity;
  /** The file that it stands in; of a generated one, the kustomization that generates it. */
  readonly file: string;
  /** Which document of the file with content, from 0. */
  readonly document: number;
  /** Line of the file on which that document begins, from 1. */
  readonly line: number;
  /** The kustomizations that lead to the file, that of the entry point first; empty where a folder is taken as it is. */
  readonly chain: readonly string[];
  readonly isGenerated?: true;
  /** A patch may take it out of the build; nobody can tell. */
  readonly mayBeDeleted?: true;
}

/** Something that a kustomization names beside its lists, and what it is for. */
export interface NamedThing {
  /** The kustomization. */
  readonly by: string;
  readonly line: number;
  /** The field that names it: `patches`, `configMapGenerator[].files`. */
  readonly field: string;
  /** The file that is named; undefined for what is written into the kustomization itself. */
  readonly file?: string;
  /** Objects without which the build fails. */
  readonly needs?: readonly ObjectIdentity[];
  /** The objects that it changes, where they are selected rather than named. */
  readonly selects?: Selector;
}

/** Objects that the tree cannot tell: somewhere else, or in a submodule. */
export interface OpaqueEntry {
  readonly entry: string;
  readonly why: string;
  readonly file: string;
  readonly line: number;
}
