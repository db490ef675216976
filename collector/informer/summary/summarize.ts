import type { ClaimSummary } from '../claim-summary';
import type { WatchedKind } from '../seen';
import { summarizeConditions } from './conditions';
import { countField, field, textField } from './foreign-fields';
import { referencesOf } from './object-references';
import type { SharedText } from './shared-text';

/** As long as Kubernetes lets names be, and some. */
const NAME_LIMIT = 512;

/** What tells an object from every other one. */
export interface ObjectNames {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
}

/** @returns undefined where it is no object of an API server */
export function namesOf(object: unknown): ObjectNames | undefined {
  const metadata = field(object, 'metadata');
  const [name, uid] = [textField(metadata, 'name', NAME_LIMIT), textField(metadata, 'uid', NAME_LIMIT)];
  if (name === '' || uid === '') return undefined;
  return {
    namespace: textField(metadata, 'namespace', NAME_LIMIT),
    name,
    uid,
    resourceVersion: textField(metadata, 'resourceVersion', NAME_LIMIT),
  };
}

/** Keeps what is reported of an object, and drops the rest: a summary holds nothing of the object it was made of. */
export function summarize(
  object: unknown,
  names: ObjectNames,
  kind: WatchedKind,
  shared: SharedText,
): ClaimSummary {
  const metadata = field(object, 'metadata');
  const deletionTimestamp = textField(metadata, 'deletionTimestamp', NAME_LIMIT);
  return {
    group: kind.group,
    version: kind.version,
    resource: kind.resource,
    kind: kind.kind,
    namespace: shared.of(names.namespace),
    name: names.name,
    uid: names.uid,
    resourceVersion: names.resourceVersion,
    generation: countField(metadata, 'generation') ?? 0,
    ...(deletionTimestamp !== '' && { deletionTimestamp }),
    ...summarizeConditions(object, shared),
    ...referencesOf(object, shared),
  };
}
