import type { ObjectReference } from '../claim-summary';
import { field, textField } from './foreign-fields';
import type { SharedText } from './shared-text';

/** Most references of an object that are kept: as many objects as are looked at for a cause. */
const MOST = 200;
const NAME_LIMIT = 512;

/** Where an object goes on (crossplane-status-facts.md §1). */
export interface References {
  readonly composite?: ObjectReference;
  readonly composed: readonly ObjectReference[];
}

const NONE: readonly ObjectReference[] = [];

/** Reads the references of a claim (`resourceRef`) or a composite (`resourceRefs`, in v2 below `crossplane`). */
export function referencesOf(object: unknown, shared: SharedText): References {
  const spec = field(object, 'spec');
  const composite = referenceOf(field(spec, 'resourceRef'), shared);
  const list = [field(spec, 'resourceRefs'), field(field(spec, 'crossplane'), 'resourceRefs')].find((found) =>
    Array.isArray(found),
  ) as readonly unknown[] | undefined;
  const composed = (list ?? NONE)
    .slice(0, MOST)
    .map((entry) => referenceOf(entry, shared))
    .filter((entry) => entry !== undefined);
  return {
    ...(composite !== undefined && { composite }),
    composed: composed.length === 0 ? NONE : composed,
  };
}

/** A composite that is bound names its claim: the kind, by group and name, that speaks for it. */
export function claimKindOf(object: unknown): { readonly group: string; readonly kind: string } | undefined {
  const reference = field(field(object, 'spec'), 'claimRef');
  const kind = textField(reference, 'kind', NAME_LIMIT);
  if (kind === '' || textField(reference, 'name', NAME_LIMIT) === '') return undefined;
  const [group = ''] = textField(reference, 'apiVersion', NAME_LIMIT).split('/', 1);
  return { group, kind };
}

/** One without a name is not created yet; its kind is known all the same. */
function referenceOf(entry: unknown, shared: SharedText): ObjectReference | undefined {
  const kind = textField(entry, 'kind', NAME_LIMIT);
  if (kind === '') return undefined;
  const namespace = textField(entry, 'namespace', NAME_LIMIT);
  return {
    apiVersion: shared.of(textField(entry, 'apiVersion', NAME_LIMIT)),
    kind: shared.of(kind),
    name: textField(entry, 'name', NAME_LIMIT),
    ...(namespace !== '' && { namespace: shared.of(namespace) }),
  };
}
