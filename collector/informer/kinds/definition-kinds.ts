import { field, textField } from '../summary/foreign-fields';
import { isGroup, isResource, isVersion } from '../../../core/kind-choice';
import type { KindEntry } from './kind-source';

/**
 * The kinds that a CompositeResourceDefinition makes: composites, and claims where it has them (crossplane-status-facts.md §1). Both are watched: a composite that no claim is bound to
 * stands for itself.
 */
export function definitionKinds(definition: unknown): readonly KindEntry[] {
  const spec = field(definition, 'spec');
  const group = textField(spec, 'group', 253);
  const version = servedVersion(field(spec, 'versions'));
  if (!isGroup(group) || version === undefined) return [];
  // v2 says where its composites live; those of v1 have no namespace.
  const namespaced = textField(spec, 'scope', 63) === 'Namespaced';
  const composite = entryOf(field(spec, 'names'), { group, version, namespaced });
  const claim = entryOf(field(spec, 'claimNames'), { group, version, namespaced: true });
  return [composite, claim].filter((entry) => entry !== undefined);
}

function entryOf(
  names: unknown,
  about: { readonly group: string; readonly version: string; readonly namespaced: boolean },
): KindEntry | undefined {
  const [resource, kind] = [textField(names, 'plural', 63), textField(names, 'kind', 63)];
  return isResource(resource) && kind !== '' ? { ...about, resource, kind } : undefined;
}

/** The version that compositions refer to, else the last that is served. */
function servedVersion(versions: unknown): string | undefined {
  const list: readonly unknown[] = Array.isArray(versions) ? versions : [];
  const served = list.filter(
    (entry) => field(entry, 'served') === true && isVersion(textField(entry, 'name', 63)),
  );
  const chosen = served.find((entry) => field(entry, 'referenceable') === true) ?? served.at(-1);
  return chosen === undefined ? undefined : textField(chosen, 'name', 63);
}
