import type { Node, Scalar } from 'yaml';
import { rewrittenFolded, tabInIndentation } from './rewritten-block';
import type { ScalarValue } from './scalar-reader';
import { STANDARD_TAG } from './standard-tag';
import { UnreadableYaml } from './unreadable-yaml';
import type { ValueReader } from './value-reader';

// go-yaml knows neither `\/` nor the halves of a surrogate pair that JSON allows.
const FOREIGN_ESCAPE = /(?<!\\)(?:\\\\)*\\(?:\/|u[dD][89a-fA-F])/;
/** To libyaml these are indicators inside of brackets whatever follows. */
const INDICATOR_FIRST = /^[?:]/;

/** The end of a tag and what ends the place of its value. */
const EMPTY_TAGGED = /^[^\s'"][,\]}]$/;
/** The first line of a block. */
const BLOCK_HEADER = /^[|>][-+0-9]*(?:[ \t]+(?:#[^\n]*)?)?(?:\r?\n|\r?$)/;
/**
 * What a scalar says at its place.
 *
 * @param text - of the whole file
 * @param inFlow - inside of brackets or braces, also those that an alias stands in
 * @throws UnreadableYaml
 */
export function readScalar(node: Scalar, text: string, reader: ValueReader, inFlow: boolean): ScalarValue {
  const { type } = node;
  if (type === 'QUOTE_DOUBLE' && node.range) {
    const foreign = FOREIGN_ESCAPE.exec(text.slice(node.range[0], node.range[1]));
    if (foreign) {
      throw new UnreadableYaml(
        `the escape ${foreign[0].slice(foreign[0].lastIndexOf('\\'))} is not known to the cluster's reader`,
        node.range[0] + foreign.index,
      );
    }
  }
  if (inFlow && (type === 'PLAIN' || type === undefined) && INDICATOR_FIRST.test(node.source ?? '')) {
    throw new UnreadableYaml(
      `'${scalarText(node).slice(0, 80)}' needs quotes inside of brackets`,
      offsetOf(node),
    );
  }
  const offset = offsetOf(node);
  if (inFlow && node.tag !== undefined && EMPTY_TAGGED.test(text.slice(offset - 1, offset + 1))) {
    // What follows is a part of the tag to libyaml.
    throw new UnreadableYaml('a tag needs a blank behind it', offset);
  }
  const value = scalarValue(node, reader, inFlow);
  if (type !== 'BLOCK_FOLDED' && type !== 'BLOCK_LITERAL') return value;
  const block = node.range ? text.slice(node.range[0], node.range[1]) : '';
  if (!BLOCK_HEADER.test(block)) {
    throw new UnreadableYaml('nothing may follow the head of a block', offset);
  }
  if (isBlankBelowIndent(block)) {
    throw new UnreadableYaml('a block with an indentation of its own needs more than blanks', offset);
  }
  const tab = tabInIndentation(block);
  if (tab >= 0) throw new UnreadableYaml('a tab is not allowed in the indentation of a block', offset + tab);
  // Inside of brackets it writes quotes instead.
  return type === 'BLOCK_FOLDED' && reader.rewrites && !inFlow && typeof value === 'string'
    ? rewrittenFolded(value)
    : value;
}

/** Whether blanks are all that a block with an indentation indicator holds: libyaml takes those behind the indentation for text. */
function isBlankBelowIndent(block: string): boolean {
  const end = block.indexOf('\n') + 1;
  const content = block.slice(end);
  return /^[|>][-+]?[1-9]/.test(block) && end > 0 && content.trim() === '' && /[ \t]/.test(content);
}

/**
 * What the characters of a scalar are to a reader.
 *
 * @throws UnreadableYaml
 */
export function scalarValue(node: Scalar, { scalars, rewrites }: ValueReader, inFlow: boolean): ScalarValue {
  const text = scalarText(node);
  const isPlain = node.type === 'PLAIN' || node.type === undefined;
  if (node.tag !== undefined && (isPlain || node.tag !== '!')) {
    const value = scalars.tagged(node.tag, text);
    if (value === undefined) {
      throw new UnreadableYaml(
        `'${text.slice(0, 80)}' is not ${node.tag.replace(STANDARD_TAG, '!!')}`,
        offsetOf(node),
      );
    }
    return finite(value, text, node);
  }
  // Inside of brackets kustomize puts a plain scalar with a colon in quotes before it looks what it is: a time is none any more.
  if (!isPlain || (rewrites && inFlow && text.includes(':'))) return text;
  return finite(scalars.plain(text), text, node);
}

/** The characters of a scalar, without quotes and indentation, whatever it is. */
export function scalarText(node: Scalar): string {
  return node.source ?? (typeof node.value === 'string' ? node.value : '');
}

function finite(value: ScalarValue | undefined, text: string, node: Node): ScalarValue {
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) {
    throw new UnreadableYaml(
      `${value ?? text} has no place in a manifest, JSON cannot hold it`,
      offsetOf(node),
    );
  }
  return value;
}

function offsetOf(node: Node): number {
  return node.range?.[0] ?? 0;
}
