import type { ClaimSummary } from '../claim-summary';
import type { ReadObserver } from '../read/read-observer';
import type { ReadTarget } from '../read/resource-path';
import type { Seen, SeenSink, WatchedKind } from '../seen';
import { claimKindOf } from '../summary/object-references';
import { textField } from '../summary/foreign-fields';
import type { SharedText } from '../summary/shared-text';
import { namesOf, type ObjectNames, summarize } from '../summary/summarize';

/** What all readers of a process share. */
export interface KindContext {
  readonly sink: SeenSink;
  readonly shared: SharedText;
  readonly now: () => number;
  /** Whether the claims of a kind are watched: then they speak for their composites. */
  readonly isWatched: (claim: { readonly group: string; readonly kind: string }) => boolean;
  /** Told of what is no object. */
  readonly onMalformed: () => void;
}

/** Whether a kind can be read at this moment. */
export interface KindState {
  readonly hasListed: boolean;
  /** Why not; undefined where it can. */
  readonly reason: string | undefined;
}

/** Makes of the objects of one kind, in one namespace or all, what the sender is told. */
export class KindReader implements ReadObserver {
  private kind: WatchedKind;
  private keys: Set<string> | undefined;
  private known: KindState = { hasListed: false, reason: undefined };

  constructor(
    private readonly target: ReadTarget,
    namesKnown: { readonly kind: string; readonly namespaced: boolean },
    private readonly context: KindContext,
  ) {
    const { group, version, resource } = target;
    this.kind = { group, version, resource, ...namesKnown };
  }

  /** As far as it is known. */
  get watched(): WatchedKind {
    return this.kind;
  }

  get state(): KindState {
    return this.known;
  }

  begin(): void {
    this.keys = new Set();
  }

  present(object: unknown): void {
    const names = this.namesOf(object);
    if (names === undefined) return;
    const claim = claimKindOf(object);
    if (claim !== undefined && this.context.isWatched(claim)) {
      // A complete list says the same by what is not in it.
      if (this.keys === undefined) this.tellGone(names);
      return;
    }
    this.keys?.add(`${names.namespace}/${names.name}/${names.uid}`);
    const summary: ClaimSummary = summarize(object, names, this.kind, this.context.shared);
    this.tell({ type: 'present', kind: this.kind, claim: summary, at: this.context.now() });
  }

  gone(object: unknown): void {
    const names = this.namesOf(object);
    if (names !== undefined) this.tellGone(names);
  }

  listed(envelope: unknown): void {
    // A list says `<kind>List`, the end of a stream is an object of the kind.
    this.learn(textField(envelope, 'kind', 256).replace(/List$/, ''), this.kind.namespaced);
    const keys = this.keys ?? new Set<string>();
    this.keys = undefined;
    this.known = { ...this.known, hasListed: true };
    const { namespace } = this.target;
    this.tell({
      type: 'listed',
      kind: this.kind,
      keys,
      ...(namespace !== undefined && { namespace }),
      at: this.context.now(),
    });
  }

  unreadable(reason: string, since: number): void {
    this.known = { ...this.known, reason };
    this.tell({ type: 'unreadable', kind: this.kind, reason, since });
  }

  readable(): void {
    this.known = { ...this.known, reason: undefined };
    this.tell({ type: 'readable', kind: this.kind, at: this.context.now() });
  }

  private namesOf(object: unknown): ObjectNames | undefined {
    const names = namesOf(object);
    if (names === undefined) {
      this.context.onMalformed();
      return undefined;
    }
    this.learn(textField(object, 'kind', 256), names.namespace !== '');
    return names;
  }

  private learn(kind: string, namespaced: boolean): void {
    if (kind === '' || (kind === this.kind.kind && namespaced === this.kind.namespaced)) return;
    this.kind = { ...this.kind, kind, namespaced };
  }

  private tellGone({ namespace, name, uid }: ObjectNames): void {
    this.tell({ type: 'gone', kind: this.kind, namespace, name, uid, at: this.context.now() });
  }

  private tell(what: Seen): void {
    this.context.sink.seen(what);
  }
}
