import type { NamedThing, OpaqueEntry } from './applied-object';
import type { Answer } from './answer';
import type { AppliedSource } from './applied-source';
import type { BuildNode, BuildProblem, FolderNode } from './build-tree';
import type { BuiltObject } from './built-object';
import type { ObjectSet } from './object-set';

/** What the steps of a build share. */
export interface BuildContext {
  readonly source: AppliedSource;
  /** What kustomizations name beside their lists. */
  readonly named: NamedThing[];
  readonly opaque: OpaqueEntry[];
  /** Objects that a patch may take out of the build. */
  readonly mayBeDeleted: Set<BuiltObject>;
  /** Notes why the build fails. */
  refuse(reason: string, file: string, line: number, what?: BuildProblem['what']): void;
  /** The answer of a source; undefined where it has none, which is noted. */
  known<Facts extends object>(file: string, answer: Answer<Facts>): Facts | undefined;
  /** Adds the objects of a file, of a folder, or what stands for them. */
  add(node: BuildNode, set: ObjectSet): void;
  /** The objects of a folder. */
  folder(node: FolderNode): ObjectSet;
}
