import { isDeepStrictEqual } from 'node:util';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { identityOfValue } from '../../../core/object-identity';
import { readYamlDocuments } from '../../../core/yaml/read-yaml';

/**
 * Whether manifests give clusters the same specs: everything but metadata and status is the same, whatever the order and the writing. That is what `metadata.generation` counts
 * (crossplane-status-facts.md §3). What cannot be read is never the same.
 *
 * @param before - texts of the claim's files
 */
export function isSameSpec(before: readonly string[], after: readonly string[]): boolean {
  const [old, now] = [specsOf(before), specsOf(after)];
  return old !== undefined && now !== undefined && isDeepStrictEqual(old, now);
}

/** Documents without metadata and status, by the name of their object. */
function specsOf(texts: readonly string[]): Map<string, unknown> | undefined {
  const specs = new Map<string, unknown>();
  try {
    for (const text of texts) {
      for (const { value } of readYamlDocuments(text, 'claim', { manifest: true })) {
        const identity = identityOfValue(value);
        if (identity === undefined) continue;
        const { metadata: _, status: __, ...spec } = value as Record<string, unknown>;
        specs.set(JSON.stringify(identity), spec);
      }
    }
    return specs.size === 0 ? undefined : specs;
  } catch (error) {
    if (ToolkitError.isToolkitError(error)) return undefined;
    throw error;
  }
}
