import { ToolkitError } from '../../core/errors/toolkit-error';
import type { ObjectIdentity } from '../../core/object-identity';
import { readYamlDocuments } from '../../core/yaml/read-yaml';
import { regularScalars } from '../text/regular-document';

/** A manifest file as far as the invariants look into it. */
export type Manifest =
  | { readonly readable: true; readonly objects: readonly ObjectIdentity[] }
  | { readonly readable: false; readonly line: number; readonly problem: string };

/** Reads the identities in a manifest file; documents that are no Kubernetes objects are left out. */
export function readManifest(text: string, file: string): Manifest {
  const scalars = regularScalars(text);
  if (scalars !== undefined) {
    const object = identity((path) => scalars.get(path));
    return { readable: true, objects: object === undefined ? [] : [object] };
  }
  try {
    const objects: ObjectIdentity[] = [];
    for (const { value } of readYamlDocuments(text, file, { manifest: true })) {
      const object = identity((path) => textAt(value, path.split('.')));
      if (object !== undefined) objects.push(object);
    }
    return { readable: true, objects };
  } catch (error) {
    if (!ToolkitError.isToolkitError(error)) throw error;
    const [issue] = error.issues;
    return { readable: false, line: issue?.source?.line ?? 1, problem: issue?.message ?? error.message };
  }
}

function identity(at: (path: string) => string | undefined): ObjectIdentity | undefined {
  const apiVersion = at('apiVersion');
  const kind = at('kind');
  const name = at('metadata.name');
  const namespace = at('metadata.namespace');
  if (!apiVersion || !kind || !name) return undefined;
  return { apiVersion, kind, name, ...(namespace && { namespace }) };
}

function textAt(value: unknown, path: readonly string[]): string | undefined {
  let node = value;
  for (const key of path) {
    if (typeof node !== 'object' || node === null) return undefined;
    node = (node as Record<string, unknown>)[key];
  }
  return typeof node === 'string' ? node : undefined;
}
