import type { ObjectIdentity } from '../../core/object-identity';
import { compareText } from '../../core/text/compare-text';
import { isCustomKind } from './custom-kind';
import type { DefinedKind } from './definitions';
import { kindKey, kindOfObject, kindText, type KindName } from './kind-name';

/** Where it is said which manifests are claims. */
export type ChoiceSource = 'registry' | 'definitions' | 'named' | 'custom-kinds';

/** How claims were told from other manifests, for people to read. */
export interface ChoiceRule {
  /** `custom-kinds` alone, or any of the others. */
  readonly sources: readonly ChoiceSource[];
  /** `Kind.group` of those that are claims wherever they stand, sorted; none with `custom-kinds`. */
  readonly kinds: readonly string[];
}

/** What is known before any manifest is looked at. */
export interface ChoiceInput {
  /** Manifests that the registry names, with the file of each. */
  readonly registered: Iterable<{ readonly file: string; readonly object: ObjectIdentity }>;
  /** Kinds that definitions in the tree or imports of the project define. */
  readonly defined: Iterable<DefinedKind>;
  /** Kinds that somebody named. */
  readonly named: Iterable<KindName>;
  /** Files that a ledger names: a program declares what stands in them. */
  readonly owned?: ReadonlySet<string>;
}

/**
 * Which manifests of a tree are claims: those that the registry names (and others of their kinds), those of kinds that an XRD or an import
 * defines, or that somebody named. Only where these give none, every namespaced custom kind. Never by the order of files.
 */
export class ClaimChoice {
  readonly rule: ChoiceRule;
  private readonly kinds = new Map<string, KindName>();
  private readonly registered = new Set<string>();
  private readonly scopes = new Map<string, boolean>();
  private readonly owned: ReadonlySet<string>;

  constructor({ registered, defined, named, owned = new Set() }: ChoiceInput) {
    const sources: ChoiceSource[] = [];
    this.owned = owned;
    const offered: KindName[] = [];
    for (const kind of defined) {
      this.scopes.set(kindKey(kind), kind.isClusterScoped);
      if (kind.isOffered) offered.push(kind);
    }
    for (const { file, object } of registered) {
      this.registered.add(placeKey(file, object));
      const kind = kindOfObject(object);
      // A ConfigMap that somebody registered does not make claims of all.
      if (this.isCustom(kind)) this.kinds.set(kindKey(kind), kind);
    }
    if (this.registered.size > 0) sources.push('registry');
    if (this.take(offered)) sources.push('definitions');
    if (this.take(named)) sources.push('named');
    const kinds = [...this.kinds.values()].map(kindText).sort(compareText);
    this.rule = { sources: sources.length === 0 ? ['custom-kinds'] : sources, kinds };
  }

  /** Whether the registry names this very object. */
  isRegistered(file: string, object: ObjectIdentity): boolean {
    return this.registered.has(placeKey(file, object));
  }

  /** Whether an object in a file is a claim. */
  isClaim(file: string, object: ObjectIdentity): boolean {
    if (this.isRegistered(file, object)) return true;
    return this.isClaimKind(object) || (this.owned.has(file) && this.isCustom(kindOfObject(object)));
  }

  /** Whether objects of a kind are claims wherever they stand. */
  isClaimKind(object: Pick<ObjectIdentity, 'apiVersion' | 'kind'>): boolean {
    const kind = kindOfObject(object);
    return this.rule.sources[0] === 'custom-kinds' ? this.isCustom(kind) : this.kinds.has(kindKey(kind));
  }

  private take(kinds: Iterable<KindName>): boolean {
    let any = false;
    for (const kind of kinds) {
      any = true;
      this.kinds.set(kindKey(kind), kind);
    }
    return any;
  }

  private isCustom(kind: KindName): boolean {
    return isCustomKind(kind, this.scopes.get(kindKey(kind)));
  }
}

function placeKey(file: string, { apiVersion, kind, namespace, name }: ObjectIdentity): string {
  return [file, apiVersion, kind, namespace ?? '', name].join('\n');
}
