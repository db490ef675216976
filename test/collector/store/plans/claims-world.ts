import { reportKey } from '../../../../core/status/report-key';
import type { ClaimReport, TypedIdentity } from '../../../../core/status/claim-status';
import { GROUP, told } from './expected-collector';

/** Kinds of every cluster. */
export const KINDS = ['Database', 'Cache'] as const;
/** Names that claims of a kind may have. */
export const NAMES = ['one', '__proto__'] as const;

interface LiveClaim {
  readonly identity: TypedIdentity;
  readonly uid: string;
  readonly isReady: boolean;
  readonly version: number;
}

/** The claims that a cluster has: the truth. */
export class ClaimsWorld {
  readonly live = new Map<string, LiveClaim>();
  /** UIDs of claims that were, by key. */
  readonly gone = new Map<string, string[]>();
  private made = 0;

  constructor(readonly cluster: string) {}

  identity(kind: string, name: string): TypedIdentity {
    // Both versions of the group show the same object.
    return {
      apiVersion: `${GROUP}/${this.made % 2 === 0 ? 'v1' : 'v1beta1'}`,
      kind,
      namespace: 'shop',
      name,
    };
  }

  key(kind: string, name: string): string {
    return reportKey({ cluster: this.cluster, claimRef: '', identity: this.identity(kind, name) });
  }

  /** Makes the claim, or changes it. */
  change(kind: string, name: string, isReady: boolean): void {
    const key = this.key(kind, name);
    const before = this.live.get(key);
    this.made += 1;
    const uid = before?.uid ?? `uid-${this.made}`;
    this.live.set(key, { identity: this.identity(kind, name), uid, isReady, version: this.made });
  }

  /** The claim as another version of its group shows it. */
  convert(key: string): void {
    const claim = this.live.get(key);
    if (claim === undefined) return;
    const apiVersion = `${GROUP}/${claim.identity.apiVersion.endsWith('v1') ? 'v1beta1' : 'v1'}`;
    this.live.set(key, { ...claim, identity: { ...claim.identity, apiVersion } });
  }

  remove(kind: string, name: string): void {
    const key = this.key(kind, name);
    const before = this.live.get(key);
    if (before === undefined) return;
    this.live.delete(key);
    this.gone.set(key, [...(this.gone.get(key) ?? []), before.uid]);
  }

  /** The claim as an informer reports it; undefined where there is none. */
  report(key: string, observedAt: string): ClaimReport | undefined {
    const claim = this.live.get(key);
    if (claim === undefined) return undefined;
    const { identity, uid, isReady, version } = claim;
    return {
      cluster: this.cluster,
      claimRef: `${identity.namespace}/${identity.name}`,
      identity,
      uid,
      statusMessage: `version ${version}`,
      generation: version,
      ready: { status: isReady ? 'True' : 'False' },
      observedAt,
    };
  }

  /** What has to be read of typed claims, as {@link told}. */
  statuses(): Map<string, string> {
    return new Map([...this.live].map(([key, { uid, version }]) => [key, told(uid, `version ${version}`)]));
  }
}
