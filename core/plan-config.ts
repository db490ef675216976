/** What may be written beside a claim. */
export interface Artifacts {
  /** The registry. */
  readonly registry: boolean;
  /** The Backstage entity of each claim. */
  readonly catalog: boolean;
  /** The entries of those entities in the catalog locations. */
  readonly locations: boolean;
  /** The kustomization of each claim's folder, and its entry in that of the category. */
  readonly kustomizations: boolean;
}

/** What the planner needs to know beside claims and snapshot. Every field is resolved: no defaults further in. */
export interface PlanConfig {
  /** Scopes ledger, branch and change request; `[a-z0-9-]+`. */
  readonly project: string;
  /** Folder of the claims inside the target; default `claims`, `.` is its top. */
  readonly root: string;
  /** `owner/name` written to the registry and to catalog-info; undefined: taken from the target's address, its own remote or its files. */
  readonly repository?: string;
  /** Base branch, written to the source location of catalog-info. */
  readonly base: string;
  /** Web address of the forge for source locations; default `https://github.com`. */
  readonly webUrl: string;
  readonly catalog: {
    /** `spec.owner` where the claim names none; default `platform-team`. */
    readonly owner: string;
    /** `spec.lifecycle` where the claim names none; default `production`. */
    readonly lifecycle: string;
    /** `spec.type`; default `crossplane-claim`. */
    readonly type: string;
    /** Tags before template and category; default `crossplane`, `claim`. */
    readonly tags: readonly string[];
  };
  /** What is written beside the claims; what is not said the target decides. Default: nothing is said. */
  readonly artifacts?: Readonly<Partial<Artifacts>>;
  /** Folders of the target that are built for a cluster, see `gitops.entryPoints`; undefined: found in the target. */
  readonly entryPoints?: readonly string[];
  /** Claims (`<category>/<name>`) whose hand-edited files are overwritten. */
  readonly overwrite: readonly string[];
}
