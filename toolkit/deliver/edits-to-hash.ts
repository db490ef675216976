import { registryPath } from '../../harvester/paths';
import type { TreeEdit } from '../../gitops/tree-edit';

/** Name of the file, in whatever folder the claims are. */
const REGISTRY_FILE = registryPath('.');

/** Fields of registry entries that the status collector owns: first in an entry, or below its first. */
const STATUS_FIELD =
  /^(?<indent> *)(?<dash>- +)?(?<quote>["']?)(?:status|statusMessage|lastCheckedAt)\k<quote> *:(?: |$)/;

/**
 * Edits as the hash of a request has them: registries without the statuses that the base brings along, for those change all day and are no words of
 * the request. Whether its tree is right is compared by itself, byte for byte.
 */
export function editsToHash(edits: readonly TreeEdit[]): TreeEdit[] {
  return edits.map((edit) => {
    const { path, content } = edit;
    const isRegistry = path === REGISTRY_FILE || path.endsWith(`/${REGISTRY_FILE}`);
    return isRegistry && content !== null ? { ...edit, content: withoutStatuses(content) } : edit;
  });
}

/** By lines: a field with the lines below it that stand further in. Within a block scalar that takes too much, which the tree still tells. */
function withoutStatuses(text: string): string {
  if (!/status|lastCheckedAt/.test(text)) return text;
  const kept: string[] = [];
  // Empty lines belong to a field where more of it follows.
  let empty: string[] = [];
  let below = Infinity;
  for (const line of text.split('\n')) {
    const indent = line.search(/[^ ]/);
    if (indent < 0) {
      empty.push(line);
      continue;
    }
    if (indent <= below) kept.push(...empty);
    empty = [];
    if (indent > below) continue;
    below = Infinity;
    const { groups } = STATUS_FIELD.exec(line) ?? {};
    if (groups === undefined) kept.push(line);
    else {
      below = (groups['indent'] ?? '').length + (groups['dash'] ?? '').length;
      if (groups['dash'] !== undefined) kept.push(`${groups['indent'] ?? ''}-`);
    }
  }
  kept.push(...empty);
  return kept.join('\n');
}
