import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { AliasTargets } from './check-nodes';
import { keyText } from './key-text';
import { resolvePlain } from './resolve-plain';
import { resolveTagged } from './resolve-tagged';
import { sameValue } from './same-value';
import { UnreadableYaml } from './unreadable-yaml';
import { isJsonObject } from '../json/json-guards';

// go-yaml knows neither `\/` nor the halves of a surrogate pair that JSON allows.
const FOREIGN_ESCAPE = /(?<!\\)(?:\\\\)*\\(?:\/|u[dD][89a-fA-F])/;

interface Walk {
  readonly text: string;
  readonly targets: AliasTargets;
}

/** Whether a document holds nothing at all: comments and markers only. */
export function isEmptyNode(node: Node): boolean {
  return (
    isScalar(node) &&
    node.type === 'PLAIN' &&
    (node.source ?? '') === '' &&
    node.tag === undefined &&
    node.anchor === undefined
  );
}

/**
 * Plain data of a parsed node, by the rules of go-yaml v2.
 *
 * @param targets - what the aliases of the document stand for, from `checkNodes`
 * @throws UnreadableYaml
 */
export function nodeValue(node: Node, text: string, targets: AliasTargets): unknown {
  return read(node, { text, targets });
}

function read(node: Node, walk: Walk): unknown {
  if (isAlias(node)) return read(walk.targets.get(node) as Node, walk);
  if (isScalar(node)) return readScalar(node, walk);
  return isMap(node) ? readMap(node, walk) : isSeq(node) ? readList(node, walk) : null;
}

function readScalar(node: Scalar, walk: Walk): unknown {
  if (node.type === 'QUOTE_DOUBLE' && node.range) {
    const foreign = FOREIGN_ESCAPE.exec(walk.text.slice(node.range[0], node.range[1]));
    if (foreign) {
      throw new UnreadableYaml(
        `the escape ${foreign[0].slice(foreign[0].lastIndexOf('\\'))} is not known to the cluster's reader`,
        node.range[0] + foreign.index,
      );
    }
  }
  const text = node.source ?? (typeof node.value === 'string' ? node.value : '');
  if (node.tag !== undefined && node.tag !== '!') {
    const value = resolveTagged(node.tag, text);
    if (value === undefined) {
      throw new UnreadableYaml(
        `'${text.slice(0, 80)}' is no ${node.tag.replace('tag:yaml.org,2002:', '!!')}`,
        offsetOf(node),
      );
    }
    return finite(value, node);
  }
  const plain = node.type === 'PLAIN' || node.type === undefined;
  return plain && node.tag !== '!' ? finite(resolvePlain(text), node) : text;
}

function finite(value: unknown, node: Node): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new UnreadableYaml(`${value} has no place in a manifest, JSON cannot hold it`, offsetOf(node));
  }
  return value;
}

function readList(node: YAMLSeq, walk: Walk): unknown[] {
  const list: unknown[] = [];
  for (const item of node.items) list.push(isPair(item) ? readPairs([item], walk) : read(item as Node, walk));
  return list;
}

function readMap(node: YAMLMap, walk: Walk): Record<string, unknown> {
  return readPairs(node.items, walk);
}

function readPairs(pairs: readonly Pair[], walk: Walk): Record<string, unknown> {
  const explicit: Record<string, unknown> = {};
  const merged: Record<string, unknown> = {};
  for (const pair of pairs) {
    const key = pair.key as Node;
    if (isMergeKey(key)) {
      readMerge(pair.value as Node | null, key, explicit, merged, walk);
      continue;
    }
    const name = keyText(read(key, walk));
    if (name === undefined) {
      throw new UnreadableYaml('a key must be text, a number or a boolean', offsetOf(key));
    }
    if (Object.hasOwn(explicit, name)) {
      throw new UnreadableYaml(`key '${name.slice(0, 80)}' stands twice in one mapping`, offsetOf(key));
    }
    set(explicit, name, pair.value === null ? null : read(pair.value as Node, walk));
  }
  for (const name of Object.keys(merged)) {
    if (!Object.hasOwn(explicit, name)) set(explicit, name, merged[name]);
  }
  return explicit;
}

function isMergeKey(key: Node): boolean {
  if (!isScalar(key) || key.value !== '<<') return false;
  return key.tag === undefined ? key.type === 'PLAIN' : key.tag === 'tag:yaml.org,2002:merge';
}

function readMerge(
  value: Node | null,
  key: Node,
  explicit: Record<string, unknown>,
  merged: Record<string, unknown>,
  walk: Walk,
): void {
  const read1 = value === null ? null : read(value, walk);
  const sources: unknown[] = Array.isArray(read1) ? read1 : [read1];
  for (const source of sources) {
    if (!isJsonObject(source)) {
      throw new UnreadableYaml('`<<` needs a mapping or a list of mappings', offsetOf(key));
    }
    for (const [name, item] of Object.entries(source)) {
      // go-yaml v2 lets a later `<<` win over the key, v3 the key: two readers of one cluster would differ.
      if (Object.hasOwn(explicit, name) && !sameValue(explicit[name], item)) {
        throw new UnreadableYaml(
          `\`<<\` after key '${name.slice(0, 80)}' overwrites it for some readers, put \`<<\` first`,
          offsetOf(key),
        );
      }
      if (!Object.hasOwn(merged, name)) set(merged, name, item);
    }
  }
}

/** Also for `__proto__`, which an assignment would lose. */
function set(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else target[key] = value;
}

function isPair(item: unknown): item is Pair {
  return typeof item === 'object' && item !== null && 'key' in item && !('range' in item);
}

function offsetOf(node: Node): number {
  return node.range?.[0] ?? 0;
}
