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
  /**
   * Namespace of the PersistentVolumeClaim.
   *
   * @default 'default'
   * @example 'shop'
   */
  readonly namespace?: string;
  /**
   * Storage class of the volume.
   *
   * @default - the cluster's own default class
   * @example 'longhorn'
   */
  readonly storageClassName?: string;
  /**
   * Size of the volume.
   *
   * @default '10Gi'
   * @example '20Gi'
   */
  readonly storage?: string;
  /**
   * How nodes may mount the volume.
   *
   * @default ['ReadWriteOnce']
   * @example ['ReadWriteMany']
   */
  readonly accessModes?: readonly string[];
  /**
   * Whether pods get a file system or the bare device: `Filesystem` or `Block`.
   *
   * @default 'Filesystem'
   * @example 'Block'
   */
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

  /**
   * Orders a persistent volume.
   *
   * @param scope - the category, or a construct inside of one
   * @param id - folder of the claim below its category, and `metadata.name` unless that is given
   * @param props - what is ordered, and what the repository says of it
   * @example
   * new VolumeClaim(infra, 'app-data', {
   *   spec: { providerConfigRef: 'dev-cluster', pvcName: 'app-data', storage: '20Gi' },
   * });
   */
  constructor(scope: Construct, id: string, props: ClaimKindProps<VolumeClaimSpec>) {
    super(scope, id, { ...props, apiVersion: VolumeClaim.apiVersion, kind: VolumeClaim.kind });
  }
}
