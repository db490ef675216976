import { isJsonList, isJsonObject } from '../../core/json/json-guards';
import { isUnreadable } from './answer';
import { argoEntryPoints } from './argo-entry-points';
import type { EntryPoint } from './entry-point';
import { type DeclaredObject, fieldsOf } from './declared-object';
import { fluxEntryPoints } from './flux-entry-points';
import { readDocuments } from './read-objects';

/** What is known of the tree in which entry points are looked for. */
export interface EntryPointContext {
  /** Every folder of the repository. */
  readonly folders: ReadonlySet<string>;
  /** `owner/name` of the repository; what is built from others is none of this one's. Undefined: nobody knows it. */
  readonly slug: string | undefined;
}

const MARKS = ['kustomize.toolkit.fluxcd.io/', 'source.toolkit.fluxcd.io/', 'argoproj.io/'];

/** Whether a text may hold an object that {@link findEntryPoints} looks at. */
export function mayNameEntryPoints(text: string): boolean {
  return MARKS.some((mark) => text.includes(mark));
}

/**
 * The folders that Flux Kustomizations and Argo CD Applications among these files build, those of one path and one way of building
 * once. Files that cannot be read are passed over, and so are paths that are no folder of this repository or hold variables.
 *
 * @param texts - path and text of YAML files; those without a mark of either are not parsed
 */
export function findEntryPoints(
  texts: Iterable<readonly [path: string, text: string]>,
  context: EntryPointContext,
): EntryPoint[] {
  const objects: DeclaredObject[] = [];
  for (const [file, text] of texts) {
    if (!mayNameEntryPoints(text)) continue;
    const documents = readDocuments(text, file);
    if (isUnreadable(documents)) continue;
    for (const { value, line } of documents) addObjects(value, file, line, objects, 0);
  }
  const found = new Map<string, EntryPoint>();
  for (const entryPoint of [...fluxEntryPoints(objects, context), ...argoEntryPoints(objects, context)]) {
    const { path, origin, overrides, directory } = entryPoint;
    const key = JSON.stringify([path, origin, overrides, directory]);
    if (!found.has(key) && (path === '' || context.folders.has(path))) found.set(key, entryPoint);
  }
  return [...found.values()];
}

function addObjects(
  value: unknown,
  file: string,
  line: number,
  objects: DeclaredObject[],
  depth: number,
): void {
  if (!isJsonObject(value)) return;
  const { apiVersion, kind, items } = value;
  if (typeof kind !== 'string' || typeof apiVersion !== 'string') return;
  if (kind.endsWith('List') && isJsonList(items) && depth < 5) {
    for (const item of items) addObjects(item, file, line, objects, depth + 1);
    return;
  }
  const { name, namespace } = fieldsOf(value['metadata']);
  objects.push({
    group: apiVersion.slice(0, Math.max(apiVersion.indexOf('/'), 0)),
    kind,
    name: typeof name === 'string' ? name : '',
    namespace: typeof namespace === 'string' ? namespace : '',
    spec: fieldsOf(value['spec']),
    file,
    line,
  });
}
