import type { PatchFacts } from './kustomization-facts';

/** What whoever builds a folder adds to its kustomization. */
export interface Overrides {
  readonly namespace?: string;
  readonly namePrefix?: string;
  readonly nameSuffix?: string;
  readonly components?: readonly string[];
  readonly patches?: readonly PatchFacts[];
  /** Names may hold variables that are replaced after the build. */
  readonly substitutes?: true;
}

/** Which files Argo CD takes from a folder without kustomization. */
export interface DirectoryRules {
  readonly recurse: boolean;
  /** Globs of the files that are taken alone, and of those that are left out. */
  readonly include?: string;
  readonly exclude?: string;
}

/** A folder that somebody builds for a cluster. */
export interface EntryPoint {
  /** From the top of the repository; empty for the top itself. */
  readonly path: string;
  /** Who says so: a Flux Kustomization, an Argo CD Application, a setting; or nobody, and it is what stands at the root or in a category. */
  readonly origin: 'flux' | 'argo' | 'setting' | 'root' | 'category';
  /** The object that says so: `Kustomization flux-system/apps`. */
  readonly name?: string;
  readonly file?: string;
  /** Line of the file, from 1. */
  readonly line?: number;
  readonly overrides?: Overrides;
  readonly directory?: DirectoryRules;
}
