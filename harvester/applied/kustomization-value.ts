import { isAlias, isMap, isPair, isScalar, isSeq, type Node, type Pair, type Scalar } from 'yaml';
import type { AliasTargets } from '../../core/yaml/check-nodes';
import { keyText } from '../../core/yaml/key-text';
import { KUBECTL_SCALARS } from '../../core/yaml/kubectl-scalars';
import { UnreadableYaml } from '../../core/yaml/unreadable-yaml';

/**
 * Plain data of a kustomization, which kustomize itself reads by go-yaml v2 into JSON (resources are read by other rules): words of YAML 1.1
 * are booleans, keys become text, a key given twice and a merge key overwrite what stands before them without a word.
 *
 * @throws UnreadableYaml for what JSON cannot hold
 */
export function kustomizationValue(node: Node | null, targets: AliasTargets): unknown {
  if (node === null) return null;
  if (isAlias(node)) return kustomizationValue(targets.get(node) ?? null, targets);
  if (isScalar(node)) return scalarValue(node);
  if (isMap(node)) return mapValue(node.items, targets);
  if (!isSeq(node)) return null;
  return node.items.map((item) =>
    isPair(item) ? mapValue([item], targets) : kustomizationValue(item as Node | null, targets),
  );
}

/** Scalars of a kustomization as go-yaml v2 resolves them. */
function scalarValue(node: Scalar): unknown {
  const text = node.source ?? (typeof node.value === 'string' ? node.value : '');
  const isPlain = node.type === 'PLAIN' || node.type === undefined;
  let value: unknown = text;
  if (node.tag !== undefined && node.tag !== '!') value = KUBECTL_SCALARS.tagged(node.tag, text);
  else if (isPlain && node.tag !== '!') value = KUBECTL_SCALARS.plain(text);
  if (value === undefined) {
    throw new UnreadableYaml(`'${text.slice(0, 80)}' is not what its tag says`, offsetOf(node));
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new UnreadableYaml(`${value} has no place in JSON`, offsetOf(node));
  }
  return value;
}

function mapValue(pairs: readonly Pair[], targets: AliasTargets): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  const set = (key: string, value: unknown): void => {
    Object.defineProperty(result, key, { value, enumerable: true, configurable: true, writable: true });
  };
  for (const pair of pairs) {
    const key = pair.key as Node;
    const value = kustomizationValue(pair.value as Node | null, targets);
    if (isMergeKey(key)) {
      // Earlier ones of a list win.
      for (const source of Array.isArray(value) ? [...(value as unknown[])].reverse() : [value]) {
        if (typeof source !== 'object' || source === null || Array.isArray(source)) {
          throw new UnreadableYaml('`<<` needs a mapping or a list of mappings', offsetOf(key));
        }
        for (const [name, item] of Object.entries(source)) set(name, item);
      }
      continue;
    }
    const name = keyText(kustomizationValue(key, targets));
    if (name === undefined) {
      throw new UnreadableYaml('a key must be text, a number or a boolean', offsetOf(key));
    }
    set(name, value);
  }
  return result;
}

function isMergeKey(key: Node): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN' && key.tag === undefined;
}

function offsetOf(node: Node): number {
  return node.range?.[0] ?? 0;
}
