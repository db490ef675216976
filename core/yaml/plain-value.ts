import { isAlias, isMap, isPair, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { ParsedDocument } from './parse-text';

/** A document as plain data by the library's schema: what its `toJS` gives, in time linear in the text. */
export function plainValue({ document, targets }: ParsedDocument): unknown {
  return valueOf(document.contents);

  function valueOf(node: unknown): unknown {
    if (isAlias(node)) return valueOf(targets.get(node));
    if (isScalar(node)) return node.value;
    if (isSeq(node)) return node.items.map((item) => (isPair(item) ? objectOf([item]) : valueOf(item)));
    return isMap(node) ? objectOf(node.items) : null;
  }

  function objectOf(pairs: readonly Pair[]): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    for (const { key, value } of pairs) {
      Object.defineProperty(object, keyText(key as Node | null), {
        value: valueOf(value),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return object;
  }

  function keyText(key: Node | null): string {
    const value = valueOf(key);
    if (value === null || value === undefined) return '';
    return typeof value === 'string' ? value : JSON.stringify(value);
  }
}
