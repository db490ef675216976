import { ToolkitError } from '../../core/errors/toolkit-error';
import { isJsonObject } from '../../core/json/json-guards';
import { readYamlDocuments } from '../../core/yaml/read-yaml';
import type { KindName } from './kind-name';

const COMPOSITE = 'CompositeResourceDefinition';
const CUSTOM = 'CustomResourceDefinition';

/** A kind as something that is at hand defines it. */
export interface DefinedKind extends KindName {
  /** Whether its objects have no namespace. */
  readonly isClusterScoped: boolean;
  /** Whether a platform offers it: an XRD, not just any CRD. */
  readonly isOffered: boolean;
}

/** Whether a text may define kinds; the texts of a whole repository are asked this. */
export function mayDefineKinds(text: string): boolean {
  return text.includes(COMPOSITE) || text.includes(CUSTOM);
}

/**
 * Kinds that a file defines: a Crossplane XRD the kind of its claims and that of its composite, a CRD its own. What cannot be read
 * defines nothing.
 */
export function definedKinds(text: string, file: string): DefinedKind[] {
  if (!mayDefineKinds(text)) return [];
  try {
    return readYamlDocuments(text, file).flatMap(({ value }) => definitionsIn(value));
  } catch (error) {
    if (!ToolkitError.isToolkitError(error)) throw error;
    return [];
  }
}

function definitionsIn(value: unknown): DefinedKind[] {
  if (!isJsonObject(value) || !isJsonObject(value['spec'])) return [];
  const { kind, apiVersion, spec } = value as {
    kind?: unknown;
    apiVersion?: unknown;
    spec: Record<string, unknown>;
  };
  const { group, scope } = spec;
  if (typeof group !== 'string') return [];
  const named = (names: unknown, isClusterScoped: boolean, isOffered: boolean): DefinedKind[] => {
    const kindName = isJsonObject(names) ? names['kind'] : undefined;
    return typeof kindName === 'string' ? [{ group, kind: kindName, isClusterScoped, isOffered }] : [];
  };
  if (kind === CUSTOM) return named(spec['names'], scope === 'Cluster', false);
  if (kind !== COMPOSITE) return [];
  // Composites have no namespace in v1 of the API; from v2 on they do, unless they say otherwise.
  const isOld = typeof apiVersion === 'string' && !apiVersion.endsWith('/v2');
  const isClusterScoped = isOld || scope === 'Cluster' || scope === 'LegacyCluster';
  return [...named(spec['claimNames'], false, true), ...named(spec['names'], isClusterScoped, true)];
}
