import { apiGroup } from '../../../core/object-identity';
import type { StoredStatus, Transition } from '../stored-status';
import type { ClaimKind, ClusterState, KindState, Session } from '../status-store';

/** Everything that decisions read, and what they changed: the rows that a store has to write. */
export class StatusBook {
  readonly changedStatuses = new Set<string>();
  readonly changedSessions = new Set<number>();
  readonly changedKinds = new Set<string>();
  readonly changedClusters = new Set<string>();
  /** Claims that were forgotten, with how many of {@link transitions} were there then: nothing before counts. */
  readonly forgotten = new Map<string, number>();
  /** Transitions of claims, as they were told; {@link newTransitions} are those to append. */
  readonly transitions: (readonly [key: string, transition: Transition])[] = [];

  private readonly statuses = new Map<string, StoredStatus>();
  private readonly byCluster = new Map<string, Set<string>>();
  private readonly sessions = new Map<number, Session>();
  private readonly kinds = new Map<string, KindState>();
  private readonly clusters = new Map<string, ClusterState>();
  /** Claims by cluster, as a store counted them, and how many of them it did not load. */
  private readonly counted = new Map<string, { readonly total: number; readonly unread: number }>();
  private unreadClusters = 0;
  private greatestEpoch = 0;

  status(key: string): StoredStatus | undefined {
    return this.statuses.get(key);
  }

  /** Takes a row over from a store. */
  load(key: string, status: StoredStatus): void {
    this.statuses.set(key, status);
    let keys = this.byCluster.get(status.cluster);
    if (keys === undefined) this.byCluster.set(status.cluster, (keys = new Set()));
    keys.add(key);
  }

  setStatus(key: string, status: StoredStatus): void {
    if (this.statuses.has(key)) this.statuses.set(key, status);
    else this.load(key, status);
    this.changedStatuses.add(key);
  }

  removeStatus(key: string): void {
    const status = this.statuses.get(key);
    if (status === undefined) return;
    this.statuses.delete(key);
    this.byCluster.get(status.cluster)?.delete(key);
    this.changedStatuses.add(key);
    this.forgotten.set(key, this.transitions.length);
  }

  /** Transitions to append, by key of the claim: those since it was forgotten, where it was. */
  *newTransitions(): Generator<readonly [key: string, transition: Transition]> {
    for (const [index, each] of this.transitions.entries()) {
      if (index >= (this.forgotten.get(each[0]) ?? 0)) yield each;
    }
  }

  /** Keys of a cluster's claims, of one kind or of all; those that are gone included. */
  *keysOf(cluster: string, kind?: ClaimKind): Generator<string> {
    for (const key of this.byCluster.get(cluster) ?? []) {
      if (kind === undefined || isOfKind(this.statuses.get(key), kind)) yield key;
    }
  }

  countOf(cluster: string): number {
    return this.loadedOf(cluster) + (this.counted.get(cluster)?.unread ?? 0);
  }

  /** Takes over how many claims a cluster has, from a store that loads some of them: after those. */
  loadCount(cluster: string, total: number): void {
    this.counted.set(cluster, { total, unread: total - this.loadedOf(cluster) });
  }

  /** Whether a cluster has more or fewer claims than {@link loadCount} said. */
  hasOtherCount(cluster: string): boolean {
    return this.countOf(cluster) !== (this.counted.get(cluster)?.total ?? 0);
  }

  /** Claims of one cluster or of all; those that are gone included. */
  *statusesOf(cluster?: string): Generator<StoredStatus> {
    const keys = cluster === undefined ? this.statuses.keys() : (this.byCluster.get(cluster) ?? []);
    for (const key of keys) {
      const status = this.statuses.get(key);
      if (status !== undefined) yield status;
    }
  }

  /** How many claims are not gone. */
  get liveCount(): number {
    let count = 0;
    for (const { deletedAt } of this.statuses.values()) if (deletedAt === undefined) count++;
    return count;
  }

  get lastEpoch(): number {
    return this.greatestEpoch;
  }

  loadEpoch(epoch: number): void {
    this.greatestEpoch = Math.max(this.greatestEpoch, epoch);
  }

  session(epoch: number): Session | undefined {
    return this.sessions.get(epoch);
  }

  sessionsOf(cluster: string): readonly Session[] {
    return [...this.sessions.values()].filter((session) => session.cluster === cluster);
  }

  loadSession(session: Session): void {
    this.sessions.set(session.epoch, session);
    this.loadEpoch(session.epoch);
  }

  setSession(session: Session): void {
    this.loadSession(session);
    this.changedSessions.add(session.epoch);
  }

  removeSession(epoch: number): void {
    if (this.sessions.delete(epoch)) this.changedSessions.add(epoch);
  }

  kind(cluster: string, kind: ClaimKind): KindState | undefined {
    return this.kinds.get(kindKey(cluster, kind));
  }

  /** A kind by the key that {@link changedKinds} holds. */
  kindAt(key: string): KindState | undefined {
    return this.kinds.get(key);
  }

  kindsOf(cluster?: string): readonly KindState[] {
    return [...this.kinds.values()].filter((kind) => cluster === undefined || kind.cluster === cluster);
  }

  loadKind(kind: KindState): void {
    this.kinds.set(kindKey(kind.cluster, kind), kind);
  }

  setKind(kind: KindState): void {
    this.loadKind(kind);
    this.changedKinds.add(kindKey(kind.cluster, kind));
  }

  removeKind(cluster: string, kind: ClaimKind): void {
    const key = kindKey(cluster, kind);
    if (this.kinds.delete(key)) this.changedKinds.add(key);
  }

  cluster(name: string): ClusterState | undefined {
    return this.clusters.get(name);
  }

  allClusters(): readonly ClusterState[] {
    return [...this.clusters.values()];
  }

  get clusterCount(): number {
    return this.clusters.size + this.unreadClusters;
  }

  /** Takes over how many clusters there are, from a store that loads some of them: after those. */
  loadClusterCount(total: number): void {
    this.unreadClusters = total - this.clusters.size;
  }

  loadCluster(state: ClusterState): void {
    this.clusters.set(state.cluster, state);
  }

  setCluster(state: ClusterState): void {
    this.loadCluster(state);
    this.changedClusters.add(state.cluster);
  }

  removeCluster(name: string): void {
    if (this.clusters.delete(name)) this.changedClusters.add(name);
  }

  private loadedOf(cluster: string): number {
    return this.byCluster.get(cluster)?.size ?? 0;
  }

  /** Forgets what was changed, once it is written. */
  written(): void {
    this.changedStatuses.clear();
    this.changedSessions.clear();
    this.changedKinds.clear();
    this.changedClusters.clear();
    this.forgotten.clear();
    this.transitions.length = 0;
  }
}

/** Key of a kind of a cluster. */
export function kindKey(cluster: string, { group, kind }: ClaimKind): string {
  return JSON.stringify([cluster, group, kind]);
}

function isOfKind(status: StoredStatus | undefined, { group, kind }: ClaimKind): boolean {
  const identity = status?.identity;
  return identity?.kind === kind && apiGroup(identity) === group;
}
