import { LineCounter, parseAllDocuments, type Document } from 'yaml';
import { ToolkitError } from '../errors/toolkit-error';
import type { SourcePosition } from '../source-position';
import { isEmptyNode, nodeValue, UnreadableNode } from './node-value';
import { sameValue } from './same-value';

/** One document of a YAML file. */
export interface YamlDocument {
  /** Plain data; integers beyond 2^53 are bigint. */
  readonly value: unknown;
  /** Line of the file, from 1, on which the content begins. */
  readonly line: number;
}

// What go-yaml refuses as `control characters are not allowed`, and the line breaks of YAML 1.1: those end a comment or a line
// for the cluster and for nobody else, so a file with one says two things.

const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|\p{Surrogate}|(?!^)\ufeff/u;

/** A document together with its parsed nodes, for those who look at comments and places. */
export interface YamlSourceDocument extends YamlDocument {
  readonly document: Document;
}

/**
 * Reads YAML as the cluster does (go-yaml's rules, see `resolvePlain`): merge keys and anchors are followed, tags obeyed, keys become text as
 * in JSON. Returns `null` for a file without content.
 *
 * @param file - how the file is called in messages, relative to whatever the reader of the message knows
 * @throws ToolkitError `yaml-unreadable` with `file:line` in the message and as `issues`; also for several documents
 */
export function readYaml(text: string, file: string): unknown {
  const documents = readYamlDocuments(text, file);
  const second = documents[1];
  if (second !== undefined) {
    throw unreadable('expected one document, here begins another', { file, line: second.line });
  }
  return documents[0]?.value ?? null;
}

/**
 * Every document of a file that has content, in order; see {@link readYaml}.
 *
 * @throws ToolkitError `yaml-unreadable`
 */
export function readYamlDocuments(text: string, file: string): YamlDocument[] {
  return readYamlSource(text, file).map(({ value, line }) => ({ value, line }));
}

/**
 * As {@link readYamlDocuments}, with the parsed nodes.
 *
 * @throws ToolkitError `yaml-unreadable`
 */
export function readYamlSource(text: string, file: string): YamlSourceDocument[] {
  const lines = new LineCounter();
  const documents: Document[] = parse(text, lines);
  const position = (offset: number): SourcePosition => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const forbidden = FORBIDDEN.exec(text);
  if (forbidden !== null) {
    const name = `U+${(forbidden[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    throw unreadable(
      `the character ${name} cannot stand in a manifest, write it as an escape in double quotes`,
      position(forbidden.index),
    );
  }
  const values: YamlSourceDocument[] = [];
  for (const document of documents) {
    const error = document.errors[0];
    if (error !== undefined) throw unreadable(lowerCase(error.message), position(error.pos[0]));
    if (document.contents === null || isEmptyNode(document.contents)) continue;
    try {
      values.push({
        value: nodeValue(document.contents, text),
        document,
        line: position(document.contents.range?.[0] ?? 0).line,
      });
    } catch (problem) {
      if (!(problem instanceof UnreadableNode)) throw problem;
      throw unreadable(problem.message, position(problem.offset));
    }
  }
  return values;
}

/** Whether `text` is YAML of one document that says the same as `value`; text that cannot be read says nothing. */
export function yamlEquals(text: string, value: unknown): boolean {
  try {
    const documents = readYamlDocuments(text, '');
    return documents.length === 1 && sameValue(documents[0]?.value, value);
  } catch (error) {
    if (ToolkitError.isToolkitError(error)) return false;
    throw error;
  }
}

function parse(text: string, lineCounter: LineCounter): Document[] {
  // Scalars are resolved by our own rules, so the library's schema knows nothing but text; duplicate keys are found there too.
  return [
    ...parseAllDocuments(text, {
      schema: 'failsafe',
      version: '1.1',
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
      lineCounter,
    }),
  ] as Document[];
}

function unreadable(message: string, source: SourcePosition): ToolkitError {
  return new ToolkitError('yaml-unreadable', `${source.file}:${source.line}: ${message}`, {
    data: { file: source.file, line: source.line },
    issues: [{ code: 'yaml-unreadable', message, source }],
  });
}

function lowerCase(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, '');
}
