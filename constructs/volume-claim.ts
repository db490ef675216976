import type { Construct } from 'constructs';
import { Claim } from './claim';
import type { ClaimKindProps } from './claim-props';

/** How pre-provisioned volumes are chosen. */
export interface VolumeSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

/** `spec` of a {@link VolumeClaim}. */
export interface VolumeClaimSpec {
  /** Name of the ClusterProviderConfig of the Kubernetes provider: the cluster that gets the volume. */
  readonly providerConfigRef: string;
  /** Name of the PersistentVolumeClaim that is made. */
  readonly pvcName: string;
  /** Namespace of the PersistentVolumeClaim. Default: `default`. */
  readonly namespace?: string;
  /** Default: the cluster's own default class. */
  readonly storageClassName?: string;
  /** Size, e.g. `10Gi`. Default: `10Gi`. */
  readonly storage?: string;
  /** Default: `ReadWriteOnce`. */
  readonly accessModes?: readonly string[];
  /** `Filesystem` (default) or `Block`. */
  readonly volumeMode?: string;
  /** Annotations of the PersistentVolumeClaim. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Labels of the PersistentVolumeClaim. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly selector?: VolumeSelector;
  /** What the volume is cloned or restored from. */
  readonly dataSource?: { readonly name: string; readonly kind: string; readonly apiGroup?: string };
}

/** A persistent volume in a cluster: `VolumeClaim` of `resources.stuttgart-things.com/v1alpha1`. */
export class VolumeClaim extends Claim<VolumeClaimSpec> {
  static readonly apiVersion = 'resources.stuttgart-things.com/v1alpha1';
  static readonly kind = 'VolumeClaim';

  constructor(scope: Construct, id: string, props: ClaimKindProps<VolumeClaimSpec>) {
    super(scope, id, { ...props, apiVersion: VolumeClaim.apiVersion, kind: VolumeClaim.kind });
  }
}
