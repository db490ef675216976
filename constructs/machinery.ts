/** A reference by name. */
export interface NameReference {
  name: string;
}

/** A choice by labels. */
export interface LabelSelector {
  matchLabels: { readonly [label: string]: string };
}

/** A reference to an object of any kind. */
export interface ObjectReference {
  apiVersion: string;
  kind: string;
  name?: string;
}

/** How Crossplane chooses the composition that makes an object real. */
export interface CompositionChoice {
  /** The composition by name. */
  compositionRef?: NameReference;
  /** The composition by its labels. */
  compositionSelector?: LabelSelector;
  /** A revision of the composition by name; Crossplane sets it unless the update policy is `Manual`. */
  compositionRevisionRef?: NameReference;
  /** A revision of the composition by its labels. */
  compositionRevisionSelector?: LabelSelector;
  /** Whether a new revision of the composition is taken at once. */
  compositionUpdatePolicy?: 'Automatic' | 'Manual';
}

/** What Crossplane adds to `spec` of every v1 claim. */
export interface ClaimMachinery extends CompositionChoice {
  /** How the composite is deleted with the claim. The cluster's default: `Background`. */
  compositeDeletePolicy?: 'Background' | 'Foreground';
  /** The composite behind the claim; set by Crossplane. */
  resourceRef?: Required<ObjectReference>;
  /** Secret in the claim's namespace that the connection details are written to. */
  writeConnectionSecretToRef?: NameReference;
}

/** What Crossplane adds to `spec` of every composite of v1, which has no namespace. */
export interface LegacyCompositeMachinery extends CompositionChoice {
  /** What it is composed of; set by Crossplane. */
  resourceRefs?: readonly (ObjectReference & { namespace?: string })[];
  /** The claim in front of the composite; set by Crossplane. */
  claimRef?: { apiVersion: string; kind: string; namespace: string; name: string };
  /** Secret that the connection details are written to. */
  writeConnectionSecretToRef?: { name: string; namespace: string };
}

/** What Crossplane v2 adds to `spec` of every composite with a namespace. */
export interface CompositeMachinery {
  /** Configures how Crossplane will reconcile this composite resource. */
  crossplane?: CompositionChoice & {
    /** What it is composed of; set by Crossplane. */
    resourceRefs?: readonly ObjectReference[];
  };
}

/** What Crossplane v2 adds to `spec` of every composite without a namespace. */
export interface ClusterCompositeMachinery {
  /** Configures how Crossplane will reconcile this composite resource. */
  crossplane?: CompositionChoice & {
    /** What it is composed of; set by Crossplane. */
    resourceRefs?: readonly (ObjectReference & { namespace?: string })[];
  };
}
