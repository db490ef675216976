import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { childPath } from '../field-path';
import { ToolkitError } from '../errors/toolkit-error';
import { isMergeKey, nodeValue } from './node-value';
import { readYamlSource, type YamlSourceDocument } from './read-yaml';
import { readScalar, scalarText } from './scalar-value';
import { sameValue } from './same-value';
import { placeAt, UnreadableYaml } from './unreadable-yaml';
import { KUBECTL, KUSTOMIZE, type ValueReader } from './value-reader';

/** Something in a manifest that kustomize and kubectl understand in different ways. */
export interface ReadingDifference {
  /** Dotted path of the field; empty: the document as a whole. */
  readonly field: string;
  /** Line of the file, from 1. */
  readonly line: number;
  /** The key is meant, not its value. */
  readonly isKey: boolean;
  /** What kustomize reads. */
  readonly kustomize: unknown;
  /** What kubectl reads; undefined: it refuses the text. */
  readonly kubectl: unknown;
}

/** Of a document in which more fields differ the first are told. */
const MOST = 100;
/**
 * What all differences need: words and dates, tags, anchors, brackets, folded blocks, `<<`, annotations. Most files have none of it, and
 * this is found out faster.
 */
const SUSPECT =
  /\b(?:[yYnN]|[yY]es|YES|[nN]o|NO|[oO]n|ON|[oO]ff|OFF)\b|\d{4}-\d|0[bo]|[[{!&>]|<<|\bannotations\b/;

/**
 * The fields of a manifest that kustomize and kubectl (and a folder that Argo CD reads without kustomize) understand in different ways; none
 * for a text that kustomize refuses.
 */
export function readingDifferences(text: string): ReadingDifference[] {
  if (!SUSPECT.test(text)) return [];
  let documents: readonly YamlSourceDocument[];
  try {
    documents = readYamlSource(text, '', { manifest: true });
  } catch (error) {
    if (ToolkitError.isToolkitError(error)) return [];
    throw error;
  }
  return documents.flatMap((document) => new Comparison(text, document).differences());
}

class Comparison {
  private readonly found: ReadingDifference[] = [];

  constructor(
    private readonly text: string,
    private readonly document: YamlSourceDocument,
  ) {}

  differences(): ReadingDifference[] {
    const { text, document } = this;
    const contents = document.document.contents as Node;
    const whole = attempt(() => nodeValue(contents, text, document.targets, KUBECTL));
    if (whole !== undefined && sameValue(whole.value, document.value)) return [];
    this.walk(contents, '', false, 'object');
    if (this.found.length > 0) return this.found.slice(0, MOST);
    // Something between several places, such as `<<` behind a key that it brings too.
    const { line, value } = document;
    return [{ field: '', line, isKey: false, kustomize: value, kubectl: whole?.value }];
  }

  private walk(
    node: Node,
    field: string,
    inFlow: boolean,
    place?: 'object' | 'metadata' | 'annotations',
  ): void {
    if (this.found.length >= MOST || isAlias(node)) return;
    if (isScalar(node)) this.compare(node, field, inFlow, place === 'annotations');
    else if (isMap(node)) {
      for (const pair of node.items) this.walkPair(pair, field, inFlow || node.flow === true, place);
    } else if (isSeq(node)) {
      const isFlow = inFlow || node.flow === true;
      for (const [index, item] of node.items.entries()) {
        if (isPair(item)) this.walkPair(item, `${field}[${index}]`, true);
        else if (item !== null) this.walk(item as Node, `${field}[${index}]`, isFlow);
      }
    }
  }

  private walkPair(
    pair: Pair,
    field: string,
    inFlow: boolean,
    place?: 'object' | 'metadata' | 'annotations',
  ): void {
    const key = pair.key as Node;
    const value = pair.value as Node | null;
    if (isMergeKey(key)) {
      if (value !== null) this.walk(value, field, inFlow);
      return;
    }
    if (!isScalar(key)) return;
    const name = scalarText(key);
    const path = childPath(field, name);
    const asKey = KUBECTL.keyText(
      attempt(() => readScalar(key, this.text, KUBECTL, inFlow))?.value,
      key,
      inFlow,
    );
    if (asKey !== name) this.add(key, path, true, name, asKey);
    if (value === null || isNothing(value)) {
      if (inFlow) this.add(key, path, false, KUSTOMIZE.emptyInFlow, KUBECTL.emptyInFlow);
      return;
    }
    if (place === 'annotations' && isCollection(value)) this.add(key, path, false, '', {});
    else this.walk(value, path, inFlow, placeBelow(place, name, value));
  }

  private compare(node: Scalar, field: string, inFlow: boolean, isText: boolean): void {
    const read = (reader: ValueReader): { readonly value: unknown } | undefined =>
      attempt(() => readScalar(node, this.text, reader, inFlow));
    const kustomize = isText ? scalarText(node) : read(KUSTOMIZE)?.value;
    const kubectl = read(KUBECTL);
    if (kubectl === undefined || !sameValue(kustomize, kubectl.value)) {
      this.add(node, field, false, kustomize, kubectl?.value);
    }
  }

  private add(node: Node, field: string, isKey: boolean, kustomize: unknown, kubectl: unknown): void {
    const { line } = placeAt(this.text, node.range?.[0] ?? 0);
    this.found.push({ field, line, isKey, kustomize, kubectl });
  }
}

function placeBelow(
  place: 'object' | 'metadata' | 'annotations' | undefined,
  name: string,
  value: Node,
): 'metadata' | 'annotations' | undefined {
  if (place === 'annotations') return place;
  if (place === 'object' && name === 'metadata') return 'metadata';
  return place === 'metadata' && name === 'annotations' && isMap(value as YAMLMap)
    ? 'annotations'
    : undefined;
}

function isNothing(node: Node): boolean {
  return isScalar(node) && node.type === 'PLAIN' && (node.source ?? '') === '' && node.tag === undefined;
}

function attempt<Value>(read: () => Value): { readonly value: Value } | undefined {
  try {
    return { value: read() };
  } catch (problem) {
    if (problem instanceof UnreadableYaml) return undefined;
    throw problem;
  }
}
