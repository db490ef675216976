// Types of resources.stuttgart-things.com/v1alpha1, written by `claims import`: the next import writes them anew.
import * as claims from 'cdk8s-claims';

export interface HarvesterVMSpec extends claims.CompositeMachinery {
  /** ClusterProviderConfig of the Kubernetes provider, which is the cluster that the machine runs in */
  providerConfigRef: string;
  /** The disk that it starts from */
  volume: {
    pvcName: string;
    /** Size, e.g. 40Gi */
    storage: string;
    /** Default: `"Block"`. */
    volumeMode?: 'Filesystem' | 'Block';
  };
  /** How it is set up at its first start */
  cloudInit: {
    /** At most 63 characters. */
    hostname: string;
    /** Default: `"UTC"`. */
    timezone?: string;
    packages?: readonly string[];
  };
  /** The machine itself */
  vm: {
    os: string;
    cpu: {
      /** At least 1, at most 64. */
      cores: number;
    };
    resources: {
      /** E.g. 16Gi */
      memory: string;
    };
  };
}
export type HarvesterVMResolved = claims.Resolved<HarvesterVMSpec, { volume: { volumeMode: 1 }; cloudInit: { timezone: 1 } }>;
/**
 * A virtual machine on Harvester
 *
 * `HarvesterVM` of `resources.stuttgart-things.com/v1alpha1`: a composite resource with a namespace.
 *
 * @example
 * new HarvesterVM(category, 'my-harvestervm', {
 *   spec: {
 *     providerConfigRef: 'providerConfigRef',
 *     volume: { pvcName: 'pvcName', storage: 'storage' },
 *     cloudInit: { hostname: 'hostname' },
 *     vm: { os: 'os', cpu: { cores: 1 }, resources: { memory: 'memory' } },
 *   },
 * });
 */
export declare class HarvesterVM extends claims.TypedClaim<{ spec: HarvesterVMSpec }> {
  /**
   * A virtual machine on Harvester
   *
   * @example
   * new HarvesterVM(category, 'my-harvestervm', {
   *   spec: {
   *     providerConfigRef: 'providerConfigRef',
   *     volume: { pvcName: 'pvcName', storage: 'storage' },
   *     cloudInit: { hostname: 'hostname' },
   *     vm: { os: 'os', cpu: { cores: 1 }, resources: { memory: 'memory' } },
   *   },
   * });
   */
  constructor(...props: claims.TypedProps<{ spec: HarvesterVMSpec }>);
}

export interface VolumeClaimSpec extends claims.CompositeMachinery {
  /** ClusterProviderConfig of the Kubernetes provider, which is the cluster that gets the volume */
  providerConfigRef: string;
  /**
   * Name of the PersistentVolumeClaim that is made
   *
   * At most 253 characters.
   */
  pvcName: string;
  /**
   * Namespace of the PersistentVolumeClaim
   *
   * Default: `"default"`.
   */
  namespace?: string;
  /** Without it, the class that the cluster has for such volumes */
  storageClassName?: string;
  /**
   * Size of the volume, e.g. 10Gi
   *
   * Default: `"10Gi"`.
   * Pattern: `^[1-9][0-9]*(Ki|Mi|Gi|Ti)$`.
   */
  storage?: string;
  /**
   * Who may mount it, and how
   *
   * Default: `["ReadWriteOnce"]`.
   */
  accessModes?: readonly ('ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod')[];
  /**
   * Whether it is a file system or a block device
   *
   * Default: `"Filesystem"`.
   */
  volumeMode?: 'Filesystem' | 'Block';
  /** Annotations of the PersistentVolumeClaim */
  annotations?: { readonly [key: string]: string };
  /** Labels of the PersistentVolumeClaim */
  labels?: { readonly [key: string]: string };
  /** Which of the volumes that are there already is taken */
  selector?: {
    matchLabels?: { readonly [key: string]: string };
    matchExpressions?: readonly {
      key: string;
      operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
      values?: readonly string[];
    }[];
  };
  /** What the volume is cloned or restored from */
  dataSource?: {
    name: string;
    kind: string;
    apiGroup?: string;
  };
}
export type VolumeClaimResolved = claims.Resolved<VolumeClaimSpec, { namespace: 1; storage: 1; accessModes: 1; volumeMode: 1 }>;
/**
 * A persistent volume in a cluster
 *
 * `VolumeClaim` of `resources.stuttgart-things.com/v1alpha1`: a composite resource with a namespace.
 *
 * @example
 * new VolumeClaim(category, 'my-volumeclaim', {
 *   spec: { providerConfigRef: 'providerConfigRef', pvcName: 'pvcName' },
 * });
 */
export declare class VolumeClaim extends claims.TypedClaim<{ spec: VolumeClaimSpec }> {
  /**
   * A persistent volume in a cluster
   *
   * @example
   * new VolumeClaim(category, 'my-volumeclaim', {
   *   spec: { providerConfigRef: 'providerConfigRef', pvcName: 'pvcName' },
   * });
   */
  constructor(...props: claims.TypedProps<{ spec: VolumeClaimSpec }>);
}
