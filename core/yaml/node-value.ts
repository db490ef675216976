import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLSeq } from 'yaml';
import type { AliasTargets } from './check-nodes';
import { readScalar, scalarValue } from './scalar-value';
import { sameValue } from './same-value';
import { STANDARD_TAG } from './standard-tag';
import type { ValueReader } from './value-reader';
import { UnreadableYaml } from './unreadable-yaml';

/** libyaml knows no other characters in the name of an anchor. */
const ANCHOR = /^[A-Za-z0-9_-]+$/;

interface Walk {
  readonly text: string;
  readonly targets: AliasTargets;
  readonly reader: ValueReader;
  /** The map that comes next is an object for the cluster, or its metadata. */
  readonly place?: 'object' | 'metadata';
}

/** Whether a document holds nothing at all: comments and markers only. */
export function isEmptyNode(node: Node): boolean {
  return isNothing(node) && (node as Scalar).anchor === undefined;
}

/**
 * Plain data of a parsed node.
 *
 * @param targets - what the aliases of the document stand for, from `checkNodes`
 * @param reader - whose rules count
 * @param isManifest - the node is an object for the cluster, whose annotations kustomize makes text of
 * @throws UnreadableYaml
 */
export function nodeValue(
  node: Node,
  text: string,
  targets: AliasTargets,
  reader: ValueReader,
  isManifest = false,
): unknown {
  return read(node, { text, targets, reader, ...(isManifest && { place: 'object' }) }, false);
}

/** @param inFlow - inside of brackets or braces, also those that an alias stands in */
function read(node: Node, walk: Walk, inFlow: boolean): unknown {
  refuseAnchor(node);
  if (isAlias(node)) return read(walk.targets.get(node) as Node, walk, inFlow);
  if (isScalar(node)) return readScalar(node, walk.text, walk.reader, inFlow);
  const isFlow = inFlow || node.flow === true;
  if (!isFlow) refuseKeyAfterProperties(node, walk.text);
  return isMap(node)
    ? readPairs(node.items, walk, isFlow)
    : isSeq(node)
      ? readList(node, walk, isFlow)
      : null;
}

function refuseAnchor(node: Node): void {
  const anchor = isAlias(node) ? node.source : (node as { readonly anchor?: string }).anchor;
  if (anchor === undefined || ANCHOR.test(anchor)) return;
  throw new UnreadableYaml(
    `'${anchor.slice(0, 80)}' is not the name of an anchor to the cluster's reader`,
    offsetOf(node),
  );
}

/** libyaml takes no explicit key (`? a`) on the line of the map's own tag or anchor. */
function refuseKeyAfterProperties(node: Node, text: string): void {
  const { tag, anchor } = node as { readonly tag?: string; readonly anchor?: string };
  const start = offsetOf(node);
  if ((tag === undefined && anchor === undefined) || text.charAt(start) !== '?') return;
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start).trimEnd();
  const word = line.slice(Math.max(line.lastIndexOf(' '), line.lastIndexOf('\t')) + 1);
  if (!/^[!&]/.test(word)) return;
  throw new UnreadableYaml('an explicit key is on the line of a tag or anchor', start);
}

function readList(node: YAMLSeq, walk: Walk, isFlow: boolean): unknown[] {
  const inner = { ...walk, place: undefined };
  return node.items.map((item) =>
    isPair(item) ? readPairs([item], inner, true) : readItem(item as Node | null, inner, isFlow),
  );
}

/** A value of a map or list, which may be nothing at all. */
function readItem(value: Node | null, walk: Walk, isFlow: boolean): unknown {
  const node = value !== null && isAlias(value) ? (walk.targets.get(value) as Node) : value;
  if (node === null || isNothing(node)) return isFlow ? walk.reader.emptyInFlow : null;
  return read(node, walk, isFlow);
}

function readPairs(pairs: readonly Pair[], walk: Walk, isFlow: boolean): Record<string, unknown> {
  const { reader, place } = walk;
  const inner = place === undefined ? walk : { ...walk, place: undefined };
  const explicit: Record<string, unknown> = {};
  const merged: Record<string, unknown> = {};
  let merges = 0;
  for (const pair of pairs) {
    const key = pair.key as Node;
    if (isMergeKey(key)) {
      merges += 1;
      if (merges > 1 && !reader.severalMerges) {
        throw new UnreadableYaml("key '<<' is in the mapping twice", offsetOf(key));
      }
      readMerge(pair.value as Node | null, key, { explicit, merged }, walk, isFlow);
      continue;
    }
    if (isFlow) refuseJoinedColon(key, walk);
    const node = resolved(key, inner);
    const name = reader.keyText(isNothing(key) ? null : read(key, inner, isFlow), node, isFlow);
    if (name === undefined) throw new UnreadableYaml(reader.keyProblem, offsetOf(key));
    if (Object.hasOwn(explicit, name)) {
      throw new UnreadableYaml(`key '${name.slice(0, 80)}' is in the mapping twice`, offsetOf(key));
    }
    const value = pair.value as Node | null;
    if (place === 'object' && name === 'metadata') {
      set(explicit, name, readItem(value, { ...walk, place: 'metadata' }, isFlow));
    } else if (place === 'metadata' && name === 'annotations') {
      const annotations = readAnnotations(value, inner, isFlow);
      if (annotations !== undefined) set(explicit, name, annotations);
    } else set(explicit, name, readItem(value, inner, isFlow));
  }
  for (const name of Object.keys(merged)) {
    if (!Object.hasOwn(explicit, name)) set(explicit, name, merged[name]);
  }
  return explicit;
}

/**
 * Annotations as kustomize builds them: the characters of each value as they are written, `0644` and dates too, nothing where a list or map
 * stands. Without any there is no field for them. Checked against kustomize 5.8.2.
 */
function readAnnotations(
  value: Node | null,
  walk: Walk,
  isFlow: boolean,
): Record<string, unknown> | undefined {
  const map = value === null ? null : resolved(value, walk);
  if (!isMap(map) || map.items.length === 0) return undefined;
  const texts: Record<string, unknown> = {};
  const read = readPairs(map.items, { ...walk, reader: asText(walk.reader) }, isFlow || map.flow === true);
  for (const [name, text] of Object.entries(read)) set(texts, name, typeof text === 'string' ? text : '');
  return texts;
}

function asText(reader: ValueReader): ValueReader {
  const scalars = { plain: (text: string) => text, tagged: (_: string, text: string) => text };
  const keyText: ValueReader['keyText'] = (_, node, inFlow) =>
    reader.keyText(isScalar(node) ? scalarValue(node, reader, inFlow) : undefined, node, inFlow);
  return { ...reader, scalars, keyText, rewrites: false };
}

/** To libyaml a colon in front of a bracket or comma belongs to the text before it. */
function refuseJoinedColon(key: Node, { text }: Walk): void {
  if (!isScalar(key) || key.type !== 'PLAIN' || !key.range) return;
  const [, end] = key.range;
  if (text.charAt(end) === ':' && /[,[\]{}]/.test(text.charAt(end + 1))) {
    throw new UnreadableYaml('a colon inside of brackets needs a blank behind it', end);
  }
}

export function isMergeKey(key: Node): boolean {
  if (!isScalar(key) || key.value !== '<<') return false;
  return key.tag === undefined ? key.type === 'PLAIN' : key.tag === `${STANDARD_TAG}merge`;
}

function readMerge(
  value: Node | null,
  key: Node,
  {
    explicit,
    merged,
  }: { readonly explicit: Record<string, unknown>; readonly merged: Record<string, unknown> },
  walk: Walk,
  isFlow: boolean,
): void {
  const node = value === null ? null : resolved(value, walk);
  const sources = isSeq(node) ? (node.items as Node[]) : [node];
  for (const item of sources) {
    const source = item === null ? null : resolved(item, walk);
    if (!isMap(source)) {
      throw new UnreadableYaml('`<<` needs a mapping or a list of mappings', offsetOf(key));
    }
    for (const [name, entry] of Object.entries(readPairs(source.items, walk, isFlow))) {
      // go-yaml v2 lets a later `<<` win over the key, v3 the key.
      if (!walk.reader.ownKeysWin && Object.hasOwn(explicit, name) && !sameValue(explicit[name], entry)) {
        throw new UnreadableYaml(
          `\`<<\` after key '${name.slice(0, 80)}' overwrites it for some readers, put \`<<\` first`,
          offsetOf(key),
        );
      }
      if (!Object.hasOwn(merged, name)) set(merged, name, entry);
    }
  }
}

function resolved(node: Node, { targets }: Walk): Node {
  return isAlias(node) ? (targets.get(node) as Node) : node;
}

/** Nothing is written, but for an anchor. */
function isNothing(node: Node): boolean {
  return isScalar(node) && node.type === 'PLAIN' && (node.source ?? '') === '' && node.tag === undefined;
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
