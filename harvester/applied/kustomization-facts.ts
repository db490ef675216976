/** An entry of one of the lists of a kustomization, as it is written there. */
export interface ListedEntry {
  readonly value: string;
  /** Line of the kustomization, from 1. */
  readonly line: number;
  /** The field that it stands in: `resources`, `bases`, `patches[].path`. */
  readonly field: string;
}

/** Which objects a patch or a replacement is for; every text is a regular expression of RE2, anchored at both ends. */
export interface Selector {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly annotationSelector?: string;
}

/** One patch. Exactly one of `path` and `text` is given in those that build. */
export interface PatchFacts {
  readonly field: 'patches' | 'patchesStrategicMerge' | 'patchesJson6902';
  readonly line: number;
  readonly path?: string;
  readonly text?: string;
  readonly target?: Selector;
  /** It may change names or kinds (`options`). */
  readonly mayRename?: true;
}

/** One ConfigMap or Secret that is made of files and literals. */
export interface GeneratedFacts {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly line: number;
  readonly name: string;
  readonly namespace?: string;
  readonly behavior: 'create' | 'merge' | 'replace';
  readonly hasHash: boolean;
  readonly files: readonly string[];
  readonly envs: readonly string[];
  readonly literals: readonly string[];
}

/** One replacement, or the file that holds some. */
export interface ReplacementFacts {
  readonly line: number;
  readonly path?: string;
  /** As written, for those that stand in the kustomization itself. */
  readonly value?: Readonly<Record<string, unknown>>;
}

/** What a kustomization does beside listing. Left out where it does nothing of the kind: nearly every one does nothing at all. */
export interface KustomizationEffects {
  readonly namespace?: string;
  readonly namePrefix?: string;
  readonly nameSuffix?: string;
  readonly patches?: readonly PatchFacts[];
  readonly generated?: readonly GeneratedFacts[];
  readonly replacements?: readonly ReplacementFacts[];
  /** Files or folders, or configurations written into the list itself. */
  readonly generators?: readonly ListedEntry[];
  readonly transformers?: readonly ListedEntry[];
  readonly validators?: readonly ListedEntry[];
  /** Files that are read and whose content does not matter here. */
  readonly files?: readonly ListedEntry[];
  /** Lines of Helm charts. */
  readonly charts?: readonly number[];
  /** Names of workloads of which the replicas are set. */
  readonly replicas?: readonly { readonly name: string; readonly line: number }[];
  readonly vars?: readonly { readonly name: string; readonly objref: Selector; readonly line: number }[];
  /** It adds labels or annotations. */
  readonly labels?: true;
  /** The annotation `config.kubernetes.io/local-config` that it adds. */
  readonly local?: string;
  /** It brings a schema of its own, after which kinds may be cluster-scoped or not. */
  readonly schema?: true;
}

/** What a kustomization says, as far as it decides what is built. */
export interface KustomizationFacts {
  readonly kind: 'Kustomization' | 'Component';
  /** `resources`, then `bases`. */
  readonly resources: readonly ListedEntry[];
  readonly components: readonly ListedEntry[];
  readonly effects: KustomizationEffects;
  /** Equal exactly where everything but the lists is; empty where there is nothing else. */
  readonly signature: string;
}

const NO_EFFECTS: KustomizationEffects = {};

/** The facts of a kustomization that lists these resources and says nothing else. */
export function plainKustomization(resources: readonly string[]): KustomizationFacts {
  return {
    kind: 'Kustomization',
    resources: resources.map((value, index) => ({ value, line: index + 4, field: 'resources' })),
    components: [],
    effects: NO_EFFECTS,
    signature: '',
  };
}
