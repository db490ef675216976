import type { ObjectIdentity } from '../../core/object-identity';
import { isClusterScoped } from './cluster-scoped';
import type { ObjectFacts } from './object-facts';

/** Namespaces as kustomize compares them: none is `default`, and what stands outside of namespaces has this one. */
const OUTSIDE = '_non_namespaceable_';
/** Kinds that keep their names. */
const KEEPS_NAME: ReadonlySet<string> = new Set(['CustomResourceDefinition', 'Namespace']);

/** How kustomize calls an object. */
export interface ObjectId {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** An object on its way through a build. */
export class BuiltObject {
  current: ObjectId;
  /** Every id that it had before, the oldest first. */
  readonly previous: ObjectId[] = [];
  /** False once something may have renamed it. */
  isKnown = true;
  /** Something may have changed its labels or annotations. */
  isLabelled = false;
  isLocal: boolean;

  constructor(
    readonly facts: ObjectFacts,
    readonly file: string,
    readonly chain: readonly string[],
    /** Its name gets a hash of its content at the end of the build. */
    readonly hasHash = false,
    /** It is made by a generator, the file is the kustomization. */
    readonly isGenerated = false,
  ) {
    const { apiVersion, kind, namespace = '', name } = facts;
    this.current = { apiVersion, kind, namespace, name };
    this.isLocal = facts.local === true;
  }

  /** As `namespace:` of a kustomization does: custom cluster-scoped kinds get one too, and a Namespace is renamed. */
  setNamespace(namespace: string): void {
    this.remember();
    const { apiVersion, kind } = this.current;
    if (!isClusterScoped(apiVersion, kind)) this.current = { ...this.current, namespace };
    else if (apiVersion === 'v1' && kind === 'Namespace') this.current = { ...this.current, name: namespace };
  }

  addToName(prefix: string, suffix: string): void {
    const { apiVersion, kind } = this.previous[0] ?? this.current;
    if (KEEPS_NAME.has(kind)) return;
    if (kind === 'APIService' && groupOf(apiVersion) === 'apiregistration.k8s.io') return;
    this.remember();
    this.current = { ...this.current, name: `${prefix}${this.current.name}${suffix}` };
  }

  get identity(): ObjectIdentity | undefined {
    const { namespace, ...rest } = this.current;
    if (!this.isKnown || this.hasHash) return undefined;
    return { ...rest, ...(namespace !== '' && { namespace }) };
  }

  remember(): void {
    this.previous.push({ ...this.current, namespace: effectiveNamespace(this.current) });
  }
}

/** Equal exactly for what kustomize takes for one object; another version is another object to it. */
export function idKey(id: ObjectId): string {
  return `${id.apiVersion}\n${id.kind}\n${effectiveNamespace(id)}\n${id.name}`;
}

/** An id for messages. */
export function idText({ kind, namespace, name }: ObjectId): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}

export function effectiveNamespace({ apiVersion, kind, namespace }: ObjectId): string {
  if (isClusterScoped(apiVersion, kind)) return OUTSIDE;
  return namespace === '' ? 'default' : namespace;
}

/** API group of an apiVersion; empty for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** Version in an apiVersion. */
export function versionOf(apiVersion: string): string {
  return apiVersion.slice(apiVersion.indexOf('/') + 1);
}
