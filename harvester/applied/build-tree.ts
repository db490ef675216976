import type { KustomizationFacts, ListedEntry } from './kustomization-facts';

/** Which files may be named, and whether symbolic links are there. */
export interface BuildRules {
  /** Files outside of the folder of a kustomization are refused: kubectl and Argo CD; Flux takes them. */
  readonly restricted: boolean;
  /** Symbolic links are followed; Flux leaves them out of what it builds. */
  readonly followsLinks: boolean;
}

/** Why something does not build. */
export interface BuildProblem {
  /**
   * `dangling`: an entry does not resolve; `outside`: it leads out of the repository; `ambiguous`: two kustomizations in a folder;
   * `unreadable`: kustomize refuses the kustomization; `twice`: an object comes twice; `refused`: anything else.
   */
  readonly what: 'dangling' | 'outside' | 'ambiguous' | 'unreadable' | 'twice' | 'refused';
  readonly reason: string;
  readonly file: string;
  /** Line of the file, from 1. */
  readonly line: number;
  /** Of an entry that does not resolve, as it stands there, and the path that it names. */
  readonly entry?: string;
  readonly target?: string;
}

/** A resource file that a kustomization lists. */
export interface FileNode {
  readonly type: 'file';
  readonly file: string;
  /** Files that lead here: a kustomization at the entry point, the one that it lists, … */
  readonly chain: readonly string[];
  /** Line of the last one of the chain. */
  readonly line: number;
}

/** Something that the tree cannot answer for. */
export interface OpaqueNode {
  readonly type: 'opaque';
  readonly entry: string;
  readonly why: string;
  readonly file: string;
  readonly line: number;
}

/** A folder that is built: its kustomization with what it leads to. */
export interface FolderNode {
  readonly type: 'folder';
  readonly folder: string;
  /** Path of the kustomization; of a generated one, where it would stand. */
  readonly file: string;
  readonly facts: KustomizationFacts;
  /** As of a file, its own kustomization last. */
  readonly chain: readonly string[];
  /** Line of the kustomization that lists it; 1 at the entry point. */
  readonly line: number;
  readonly children: readonly BuildNode[];
  readonly components: readonly FolderNode[];
  /** What its lists of generators, transformers and validators lead to; their objects are not applied. */
  readonly plugins: readonly PluginNode[];
  /** Files that it names, by what it calls them. */
  readonly named: ReadonlyMap<string, string>;
}

/** One entry of a list of generators, transformers or validators. */
export interface PluginNode {
  readonly entry: ListedEntry;
  /** Undefined for a configuration that is written into the list itself, or could not be followed. */
  readonly node?: BuildNode;
}

export type BuildNode = FileNode | FolderNode | OpaqueNode;
