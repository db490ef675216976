import { isAlias, isMap, isPair, isScalar, isSeq, type Document, type Node } from 'yaml';
import type { AliasTargets } from '../../core/yaml/check-nodes';
import type { DocumentPath } from './finding';

/** Finds the lines of fields in one YAML text. */
export class DocumentLines {
  private readonly starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.starts = starts;
  }

  /** Line (from 1) of a field of a document; of the deepest part of the path that is there. */
  lineOf(document: Document, targets: AliasTargets, path: DocumentPath): number {
    let node = document.contents;
    let offset = node?.range?.[0] ?? 0;
    for (const step of path) {
      if (node !== null && isAlias(node)) node = targets.get(node) ?? null;
      const next: { at: Node | null; node: Node | null } | undefined = childOf(node, step);
      if (next === undefined) break;
      offset = next.at?.range?.[0] ?? offset;
      node = next.node;
    }
    return this.line(offset);
  }

  private line(offset: number): number {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }
}

/** A value below a node, and where a reader looks for it: at its key. */
function childOf(
  node: Node | null,
  step: string | number,
): { at: Node | null; node: Node | null } | undefined {
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step] as Node | undefined;
    return item === undefined ? undefined : { at: item, node: item };
  }
  if (!isMap(node)) return undefined;
  for (const pair of node.items) {
    if (isPair(pair) && isScalar(pair.key) && pair.key.value === step) {
      return { at: pair.key, node: pair.value as Node | null };
    }
  }
  return undefined;
}
