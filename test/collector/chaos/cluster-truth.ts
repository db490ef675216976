import type { ClaimReport } from '../../../core/status/claim-status';

/** The claims that the registry is about, and the clusters that each runs in. */
export const CLAIMS: Readonly<Record<string, readonly string[]>> = {
  'infra/cache': ['eu'],
  'infra/db': ['eu'],
  'shop/extra': ['us'],
  'shop/web': ['us'],
  'wide/net': ['eu', 'us'],
};

/** As `REGISTRY_CLUSTERS` says it. */
export const CLUSTER_RULES = 'claims/infra=eu,claims/shop=us,claims/wide=eu+us';

/** The clusters. */
export const CLUSTERS = ['eu', 'us'] as const;

/** What a claim may look like. */
export const LOOKS = [
  'ready',
  'ready, not synced',
  'failing',
  'not synced',
  'blank',
  'deleting',
  'gone',
] as const;
const NO_CONDITIONS = 'no status conditions available';
const WORDS = ['quota', 'image', 'network'] as const;

/** One of them. */
export type Look = (typeof LOOKS)[number];

interface Live {
  readonly uid: string;
  readonly generation: number;
  readonly look: Look;
  readonly word: string;
}

/** What the registry has to say of a claim, times left out. */
export interface Said {
  readonly status: string;
  readonly message: string;
}

/** The claims of one cluster as they are. */
export class ClusterTruth {
  private readonly claims = new Map<string, Live>();
  /** Uids that were ever reported as Ready; whether a report arrived is not known here. */
  private readonly toldReady = new Set<string>();
  private made = 0;

  /** @param looks - what claims may look like; default: everything */
  constructor(
    readonly cluster: string,
    private readonly looks: readonly Look[] = LOOKS,
  ) {}

  /** Paths of the claims that may run here. */
  get paths(): readonly string[] {
    return Object.keys(CLAIMS).filter((path) => CLAIMS[path]?.includes(this.cluster) === true);
  }

  /** Paths of the claims that are or were here. */
  get known(): readonly string[] {
    return [...this.claims.keys()];
  }

  /**
   * A claim comes, changes, goes, or comes again.
   *
   * @returns its path; undefined where nothing happens
   */
  change(one: number, two: number, three: number): string | undefined {
    const path = this.paths[one % this.paths.length] ?? '';
    const look = this.looks[two % this.looks.length] ?? 'ready';
    const before = this.claims.get(path);
    if (before === undefined && look === 'gone') return undefined;
    this.made += 1;
    const isNew = before === undefined || before.look === 'gone';
    const uid = isNew && look !== 'gone' ? `uid-${this.cluster}-${this.made}` : (before?.uid ?? '');
    this.claims.set(path, { uid, generation: this.made, look, word: WORDS[three % WORDS.length] ?? '' });
    return path;
  }

  /** A claim as an informer reports it. */
  report(path: string, epoch: number, sequence: number): ClaimReport {
    const live = this.claims.get(path);
    if (live === undefined) throw new Error(`${path} never was in ${this.cluster}`);
    const name = path.slice(path.indexOf('/') + 1);
    const identity = { apiVersion: 'example.test/v1', kind: 'VolumeClaim', namespace: 'default', name };
    const { uid, generation, look, word } = live;
    const known = { cluster: this.cluster, claimRef: `default/${name}`, identity, uid };
    const order = { epoch, sequence };
    if (look === 'gone') return { ...known, order, statusMessage: '', deleted: true };
    const good = { status: 'True' } as const;
    const failing = { status: 'False', reason: 'Failing', message: word } as const;
    const unsynced = { status: 'False', reason: 'ReconcileError', message: word } as const;
    const isReady = look === 'ready' || look === 'ready, not synced';
    if (isReady) this.toldReady.add(uid);
    const conditions =
      look === 'blank'
        ? {}
        : { ready: isReady ? good : failing, synced: look.endsWith('not synced') ? unsynced : good };
    return {
      ...known,
      order,
      generation,
      statusMessage: look === 'blank' ? NO_CONDITIONS : word,
      ...conditions,
      ...(look === 'deleting' && { deletionTimestamp: '2026-01-01T00:00:00Z' }),
    };
  }

  /** What the registry may say of a claim of this cluster, once it stood still for long; nothing where it never was. */
  said(path: string): readonly Said[] {
    const live = this.claims.get(path);
    if (live === undefined) return [];
    const { look, word, uid } = live;
    switch (look) {
      case 'ready':
        return [{ status: 'active', message: 'Ready' }];
      case 'ready, not synced':
        return [{ status: 'active', message: `Ready, but not synced: ReconcileError: ${word}` }];
      case 'failing':
        return [{ status: 'error', message: `not ready: Failing: ${word}` }];
      case 'not synced':
        return [{ status: 'error', message: `not synced: ReconcileError: ${word}` }];
      case 'blank': {
        // What was never Ready is an error by now; only a store that heard of Ready does not know.
        const never = { status: 'error', message: `not ready: ${NO_CONDITIONS}` };
        const lost = {
          status: 'unknown',
          message: `not known whether it is Ready since T: ${NO_CONDITIONS}`,
        };
        return this.toldReady.has(uid) ? [never, lost] : [never];
      }
      case 'deleting':
        return [{ status: 'deleting', message: 'is being deleted' }];
      case 'gone':
        return [{ status: 'error', message: 'not in the cluster since T' }];
    }
  }
}

const WORST_FIRST = ['error', 'deleting', 'unknown', 'creating', 'active'];

/** What the registry may say of an entry; nothing where no cluster ever had the claim. */
export function saidOf(truths: readonly ClusterTruth[], path: string): readonly Said[] {
  const found = truths
    .filter(({ cluster }) => CLAIMS[path]?.includes(cluster) === true)
    .map((truth) => truth.said(path).map((said) => ({ cluster: truth.cluster, said })))
    .filter((said) => said.length > 0);
  // Each cluster with each of what it may say.
  const ways = found.reduce<readonly (readonly Told[])[]>(
    (before, next) => before.flatMap((way) => next.map((told) => [...way, told])),
    [[]],
  );
  return ways.flatMap((way) => worstOf(way));
}

interface Told {
  readonly cluster: string;
  readonly said: Said;
}

function worstOf(told: readonly Told[]): readonly Said[] {
  const rank = ({ said }: Told): number => WORST_FIRST.indexOf(said.status);
  const sorted = [...told].sort(
    (one, other) => rank(one) - rank(other) || (one.cluster < other.cluster ? -1 : 1),
  );
  const [worst] = sorted;
  if (worst === undefined) return [];
  if (sorted.length === 1) return [worst.said];
  const message = sorted.map(({ cluster, said }) => `${cluster}: ${said.message}`).join('; ');
  return [{ status: worst.said.status, message }];
}
