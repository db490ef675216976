import type { Remake } from './plan';

/** The author's `metadata` that keeps the object, as it is written in the program: `metadata: { name: 'old' }`. */
export function metadataWords({ metadata: { name, namespace } }: Remake): string {
  const place = typeof namespace === 'string' ? `, namespace: '${namespace}'` : '';
  return `metadata: { name: '${name}'${place} }`;
}

/** What goes with {@link metadataWords} where the old object has no namespace. */
export function withoutNamespace({ metadata }: Remake): string {
  return metadata.namespace === null ? ' without a namespace' : '';
}
