import { isJsonObject } from '../../../core/json/json-guards';
import { EVERY_INVISIBLE } from '../../../core/text/invisible-characters';
import { redactText } from '../../../core/secrets/redact-text';
import { boundedText } from '../../../core/status/bounded-message';
import type { ObjectReference } from '../claim-summary';

/** References of one object that are looked at. */
const MOST_REFERENCES = 1_000;
const MOST_CONDITIONS = 64;
/** Longest message of a cause, in UTF-16 units; those of providers run to kilobytes. */
const LONGEST_MESSAGE = 512;
/** More than this is not searched for secrets. */
const LONGEST_READ = 8_192;
const LONGEST_NAME = 253;
const LONGEST_API_VERSION = 317;

/** A condition of any type. */
export interface ObjectCondition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  /** Milliseconds since 1970. */
  readonly since?: number;
}

/** What counts of an object when a cause is looked for. */
export interface ObjectFacts {
  readonly uid: string;
  readonly namespace: string;
  /** Milliseconds since 1970. */
  readonly createdAt?: number;
  readonly isDeleting: boolean;
  readonly hasFinalizers: boolean;
  readonly conditions: readonly ObjectCondition[];
  /** What it is composed of; undefined for a leaf. */
  readonly references?: readonly ObjectReference[];
}

/** Reads the facts from an object of whatever kind. Nothing else of it is kept, least of all its data. */
export function objectFacts(object: unknown): ObjectFacts {
  const fields = fieldsOf(object);
  const metadata = fieldsOf(fields['metadata']);
  const namespace = textOf(metadata['namespace'], LONGEST_NAME);
  const finalizers = metadata['finalizers'];
  const createdAt = timeOf(metadata['creationTimestamp']);
  const references = referencesOf(fieldsOf(fields['spec']), namespace);
  return {
    uid: textOf(metadata['uid'], 128),
    namespace,
    ...(createdAt !== undefined && { createdAt }),
    isDeleting: typeof metadata['deletionTimestamp'] === 'string',
    hasFinalizers: Array.isArray(finalizers) && finalizers.length > 0,
    conditions: conditionsOf(fieldsOf(fields['status'])['conditions']),
    ...(references !== undefined && { references }),
  };
}

/** A text that somebody may read: without secrets and invisible characters, on one line, cut. */
export function shownText(text: string, longest = LONGEST_MESSAGE): string {
  const line = text.slice(0, LONGEST_READ).replaceAll(EVERY_INVISIBLE, ' ').trim();
  return boundedText(redactText(line), longest);
}

/** One list counts: `spec.resourceRefs` of legacy composites, else `spec.crossplane.resourceRefs` (crossplane-status-facts.md §1). */
function referencesOf(
  spec: Readonly<Record<string, unknown>>,
  namespace: string,
): readonly ObjectReference[] | undefined {
  const list = [spec['resourceRefs'], fieldsOf(spec['crossplane'])['resourceRefs']].find((each) =>
    Array.isArray(each),
  ) as readonly unknown[] | undefined;
  // An empty list is a leaf for the walk.
  if (list === undefined || list.length === 0) return undefined;
  return list.slice(0, MOST_REFERENCES).map((each) => referenceOf(each, namespace));
}

/** Without a namespace an object is in that of its composite. */
function referenceOf(value: unknown, namespace: string): ObjectReference {
  const fields = fieldsOf(value);
  const own = textOf(fields['namespace'], LONGEST_NAME) || namespace;
  return {
    apiVersion: textOf(fields['apiVersion'], LONGEST_API_VERSION),
    kind: textOf(fields['kind'], LONGEST_NAME),
    name: textOf(fields['name'], LONGEST_NAME),
    ...(own !== '' && { namespace: own }),
  };
}

function conditionsOf(value: unknown): readonly ObjectCondition[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, MOST_CONDITIONS).flatMap((each): ObjectCondition[] => {
    const { type, status, reason, message, lastTransitionTime } = fieldsOf(each);
    if (typeof type !== 'string' || typeof status !== 'string') return [];
    const since = timeOf(lastTransitionTime);
    return [
      {
        type: type.slice(0, 316),
        status: status.slice(0, 16),
        reason: typeof reason === 'string' ? shownText(reason, 256) : '',
        message: typeof message === 'string' ? shownText(message) : '',
        ...(since !== undefined && { since }),
      },
    ];
  });
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isJsonObject(value) ? value : {};
}

/** Names and the like; what is too long is none. */
function textOf(value: unknown, longest: number): string {
  return typeof value === 'string' && value.length <= longest ? value : '';
}

function timeOf(value: unknown): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
