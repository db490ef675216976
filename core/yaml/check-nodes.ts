import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  type Alias,
  type Document,
  type Node,
  type Pair,
} from 'yaml';
import { MAX_NESTING, tooDeep } from './nesting';
import { UnreadableYaml } from './unreadable-yaml';

/** The node that each alias of a document stands for. */
export type AliasTargets = ReadonlyMap<Alias, Node>;

/** What is asked of the nodes beside that they can be walked through. */
export interface NodeRules {
  /** Refuse keys that stand twice in one map; readers that compare keys by rules of their own do it themselves. */
  readonly uniqueKeys: boolean;
}

/** go-yaml refuses a document that is mostly aliases once it has grown to this many values. */
const FREE_VALUES = 1000;
const ALIAS_RATIO = 0.99;
const ALIAS_LIMIT = 400_000;

/** What an anchored node is, with all that its aliases stand for. */
interface Extent {
  readonly values: number;
  /** Levels of objects and lists. */
  readonly levels: number;
}

const SCALAR: Extent = { values: 1, levels: 0 };

/**
 * Finds what every alias of a document stands for, and refuses what cannot be walked through: aliases without anchor, anchors that
 * contain themselves, aliases that make the document far larger than its text, values nested too deeply. Takes time linear
 * in the text, whatever the aliases: the library looks through the whole document for each one.
 *
 * @throws UnreadableYaml
 */
export function checkNodes(document: Document, rules: NodeRules): AliasTargets {
  const walk = new NodeWalk(rules);
  if (document.contents !== null) walk.extentOf(document.contents, 1);
  return walk.targets;
}

class NodeWalk {
  readonly targets = new Map<Alias, Node>();
  private readonly anchors = new Map<string, Node>();
  /** Of anchored nodes that have been read to their end. */
  private readonly extents = new Map<Node, Extent>();
  private values = 0;
  private aliased = 0;

  constructor(private readonly rules: NodeRules) {}

  /** @param level - of the node itself, from 1 */
  extentOf(node: Node, level: number): Extent {
    this.values += 1;
    if (isAlias(node)) return this.aliasExtent(node, level);
    const { anchor } = node as { anchor?: string };
    if (anchor !== undefined) {
      this.anchors.set(anchor, node);
      if (isScalar(node)) this.extents.set(node, SCALAR);
    }
    if (!isCollection(node)) return SCALAR;
    if (level > MAX_NESTING) throw tooDeep(offsetOf(node));
    if (this.rules.uniqueKeys && isMap(node)) refuseTwins(node.items);
    let values = 1;
    let levels = 0;
    const add = (child: unknown): void => {
      if (child === null || child === undefined) return;
      const extent = this.extentOf(child as Node, level + 1);
      values += extent.values;
      if (extent.levels > levels) levels = extent.levels;
    };
    for (const item of node.items) {
      if (isPair(item)) {
        add(item.key);
        add(item.value);
      } else add(item);
    }
    const extent = { values, levels: levels + 1 };
    if (anchor !== undefined) this.extents.set(node, extent);
    return extent;
  }

  private aliasExtent(alias: Alias, level: number): Extent {
    const target = this.anchors.get(alias.source);
    if (target === undefined) {
      throw new UnreadableYaml(
        `unknown anchor '${alias.source}' of the alias *${alias.source}`,
        offsetOf(alias),
      );
    }
    const extent = this.extents.get(target);
    if (extent === undefined) {
      throw new UnreadableYaml(`anchor '${alias.source}' contains itself`, offsetOf(alias));
    }
    if (level + extent.levels - 1 > MAX_NESTING) throw tooDeep(offsetOf(alias));
    this.targets.set(alias, target);
    this.aliased += extent.values;
    const all = this.values + this.aliased;
    if (this.aliased > ALIAS_LIMIT || (this.aliased > FREE_VALUES && this.aliased / all > ALIAS_RATIO)) {
      throw new UnreadableYaml(
        'aliases make this document far larger than its text, write the values out',
        offsetOf(alias),
      );
    }
    return extent;
  }
}

function refuseTwins(pairs: readonly Pair[]): void {
  const seen = new Set<unknown>();
  for (const { key } of pairs) {
    if (!isScalar(key)) continue;
    if (seen.has(key.value)) throw new UnreadableYaml('map keys must be unique', offsetOf(key));
    seen.add(key.value);
  }
}

function offsetOf(node: { readonly range?: readonly number[] | null }): number {
  return node.range?.[0] ?? 0;
}
