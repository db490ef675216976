import { isJsonObject } from '../../core/json/json-guards';
import type { Unreadable } from './answer';

/** One object of a resource file, as the file says it. */
export interface ObjectFacts {
  /** Empty where the document has none: kustomize passes it on. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  /** Which document of the file with content it is or stands in, from 0. */
  readonly document: number;
  /** Line of the file on which that document begins, from 1. */
  readonly line: number;
  /** Of `config.kubernetes.io/local-config`: keeps it out of the cluster. */
  readonly local?: true;
}

/** A document of a resource file as plain data, with the line on which it begins. */
export interface ResourceDocument {
  readonly value: unknown;
  readonly line: number;
}

/** With any value but `false` the annotation keeps an object out of the cluster. */
export const LOCAL_CONFIG = 'config.kubernetes.io/local-config';
/** Lists of lists: more than anybody writes. */
const MAX_LISTS = 50;

/**
 * The objects in the documents of a resource file, lists (`kind: …List` with `items`) unpacked; or why kustomize refuses the file.
 * Source of the rules: `Factory.RNodesFromBytes` of kustomize.
 */
export function objectsIn(documents: readonly ResourceDocument[]): readonly ObjectFacts[] | Unreadable {
  const objects: ObjectFacts[] = [];
  for (const [document, { value, line }] of documents.entries()) {
    if (value === null || value === undefined) continue;
    const problem = add(value, { document, line }, objects, 0);
    if (problem !== undefined) return { problem, line };
  }
  return objects;
}

function isLocal(annotations: Readonly<Record<string, unknown>>): boolean {
  return Object.hasOwn(annotations, LOCAL_CONFIG) && textOf(annotations[LOCAL_CONFIG]) !== 'false';
}

function add(
  value: unknown,
  place: Pick<ObjectFacts, 'document' | 'line'>,
  objects: ObjectFacts[],
  depth: number,
): string | undefined {
  if (!isJsonObject(value)) return 'it is not an object of Kubernetes';
  const { kind: said, metadata: meta, apiVersion } = value;
  const kind = textOf(said);
  const metadata = isJsonObject(meta) ? meta : {};
  if (kind === '') return 'it has no kind';
  const isList = kind.endsWith('List');
  const name = textOf(metadata['name']);
  if (name === '' && !isList) return `the ${kind} has no metadata.name`;
  if (isList && Object.hasOwn(value, 'items')) {
    const { items } = value;
    if (depth >= MAX_LISTS) return 'its lists are nested too deeply';
    if (items === null) return undefined;
    if (!Array.isArray(items)) return `items of the ${kind} is not a list`;
    for (const item of items as readonly unknown[]) {
      if (item === null || isEmpty(item)) continue;
      const problem = add(item, place, objects, depth + 1);
      if (problem !== undefined) return `in the ${kind}: ${problem}`;
    }
    return undefined;
  }
  const namespace = textOf(metadata['namespace']);
  const { annotations } = metadata;
  objects.push({
    apiVersion: textOf(apiVersion),
    kind,
    name,
    ...(namespace !== '' && { namespace }),
    ...place,
    ...(isJsonObject(annotations) && isLocal(annotations) && { local: true }),
  });
  return undefined;
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** kustomize takes the text of a scalar, whatever its type. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
    ? String(value)
    : '';
}
