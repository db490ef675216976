/**
 * A kind typed by hand: a class with its apiVersion and kind, and an interface for its spec. `claims import` writes such
 * files from the platform's own definitions.
 */
import { Claim, type ClaimKindProps } from 'cdk8s-claims';
import type { Construct } from 'constructs';

/** `spec` of a {@link HarvesterVm}. */
export interface HarvesterVmSpec {
  readonly providerConfigRef: string;
  readonly volume: {
    readonly pvcName: string;
    readonly storage: string;
    readonly volumeMode?: 'Filesystem' | 'Block';
  };
  readonly cloudInit: {
    readonly hostname: string;
    readonly timezone?: string;
    readonly packages?: readonly string[];
  };
  readonly vm: {
    readonly os: string;
    readonly cpu: { readonly cores: number };
    readonly resources: { readonly memory: string };
  };
}

/** A virtual machine on Harvester. */
export class HarvesterVm extends Claim<HarvesterVmSpec> {
  constructor(scope: Construct, id: string, props: ClaimKindProps<HarvesterVmSpec>) {
    super(scope, id, {
      ...props,
      apiVersion: 'resources.stuttgart-things.com/v1alpha1',
      kind: 'HarvesterVM',
    });
  }
}
