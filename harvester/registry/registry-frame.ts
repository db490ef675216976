import { isMap, isScalar, isSeq, type ParsedNode, visit, type YAMLMap } from 'yaml';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { REGISTRY_KIND } from '../../core/registry-entry';
import { parseText, type ParsedDocument } from '../../core/yaml/parse-text';
import { UnreadableYaml } from '../../core/yaml/unreadable-yaml';

// Written so that no line can be matched in two ways: the time is linear, however long the comments.
const USUAL_HEAD =
  /^\uFEFF?(?:#[^\n]*\n|\r?\n)*(?:---\r?\n(?:#[^\n]*\n|\r?\n)*)?apiVersion: claim-registry\.io\/v1alpha1\r?\nkind: ClaimRegistry\r?\n(?:#[^\n]*\n|\r?\n)*$/;
const NOTHING = /^(?:#[^\n]*(?:\n|$)|\r?\n)*$/;

/**
 * Whether what stands around the entries, above and below, is a registry of its own in which `claims` could be an empty list.
 */
export function isPlainFrame(head: string, tail: string): boolean {
  if (USUAL_HEAD.test(head) && NOTHING.test(tail)) return true;
  const frame = parseFrame(`${head}claims: []\n${tail}`);
  const root = frame?.document.contents;
  if (frame === undefined || !isMap(root) || root.flow || refersElsewhere(frame)) return false;
  const claims = root.items.find((pair) => isScalar(pair.key) && pair.key.value === 'claims');
  if (claims?.key.range[0] !== head.length) return false;
  // Lists of maps beside it may be those of clusters.
  if (root.items.some(({ value }) => isSeq(value) && value.items.some(isMap))) return false;
  const kind: unknown = root.get('kind');
  return kind === undefined || kind === REGISTRY_KIND;
}

/** Undefined also for what only the whole text could explain. */
function parseFrame(text: string): ParsedDocument | undefined {
  try {
    return parseText(text, { merge: true }).documents[0];
  } catch (problem) {
    if (problem instanceof UnreadableYaml) return undefined;
    throw problem;
  }
}

/** Aliases and merge keys: whether they can be resolved only the whole text tells. */
function refersElsewhere({ document, targets }: ParsedDocument): boolean {
  let found = targets.size > 0;
  visit(document, {
    Scalar: (_, node) => {
      if (node.source === '<<') found = true;
    },
  });
  return found;
}

/**
 * Refuses documents of another kind. A missing `kind` passes: older tools never checked it.
 *
 * @throws ToolkitError `registry-unreadable`
 */
export function assertRegistryKind(root: YAMLMap, file: string, lineOf: (offset: number) => number): void {
  const kind = root.get('kind');
  // Empty is missing, as to the Go programs that read it.
  if (kind === undefined || kind === null || kind === '' || kind === REGISTRY_KIND) return;
  const node = root.get('kind', true) as ParsedNode | undefined;
  const line = lineOf(node?.range[0] ?? 0);
  throw unreadableRegistry(file, line, `expected kind ${REGISTRY_KIND}, found ${JSON.stringify(kind)}`);
}

/** The one way to say that a registry cannot be read. */
export function unreadableRegistry(file: string, line: number, problem: string): ToolkitError {
  return new ToolkitError('registry-unreadable', `${file}:${line}: ${problem}`, {
    data: { file, line },
    issues: [{ code: 'registry-unreadable', message: problem, source: { file, line } }],
  });
}
