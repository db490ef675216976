/** What an object is part of. */
export type Part = 'collector' | 'registry' | 'informer';

/** Name of the objects of a part, in their namespace. */
export function objectName(prefix: string, part: Part): string {
  return `${prefix}-${part}`;
}

/** Name of an object that belongs to no namespace: two deployments in one cluster do not meet. */
export function clusterWideName(prefix: string, part: Part, namespace: string): string {
  return `${objectName(prefix, part)}.${namespace}`;
}
