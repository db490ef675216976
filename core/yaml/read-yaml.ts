import type { Document } from 'yaml';
import { ToolkitError } from '../errors/toolkit-error';
import type { SourcePosition } from '../source-position';
import type { AliasTargets } from './check-nodes';
import { isEmptyNode, nodeValue } from './node-value';
import { parseText } from './parse-text';
import { sameValue } from './same-value';
import { refuseSplitText } from './split-text';
import { placeAt, UnreadableYaml } from './unreadable-yaml';
import { KUSTOMIZE, type ValueReader } from './value-reader';

/** One document of a YAML file. */
export interface YamlDocument {
  /** Plain data; integers beyond 2^53 are bigint. */
  readonly value: unknown;
  /** Line of the file, from 1, on which the content begins. */
  readonly line: number;
}

/** A document together with its parsed nodes, for those who look at comments and places. */
export interface YamlSourceDocument extends YamlDocument {
  readonly document: Document;
  /** What its aliases stand for. */
  readonly targets: AliasTargets;
}

/** How a file is read. */
export interface ReadOptions {
  /** Whose rules count; default: those of kustomize. */
  readonly reader?: ValueReader;
  /** The documents are objects for the cluster, so that their annotations are text, see `nodeValue`. */
  readonly manifest?: boolean;
}

/**
 * Reads YAML as kustomize builds it (see `KUSTOMIZE_SCALARS`): merge keys and anchors are followed, tags obeyed; what it refuses is
 * refused. Returns `null` for a file without content.
 *
 * @param file - how the file is called in messages, relative to whatever the reader of the message knows
 * @throws ToolkitError `yaml-unreadable` with `file:line` in the message and as `issues`; also for several documents
 */
export function readYaml(text: string, file: string, options?: ReadOptions): unknown {
  const documents = readYamlDocuments(text, file, options);
  const second = documents[1];
  if (second !== undefined) {
    throw yamlUnreadable('expected one document, here begins another', { file, line: second.line });
  }
  return documents[0]?.value ?? null;
}

/**
 * Every document of a file that has content, in order; see {@link readYaml}.
 *
 * @throws ToolkitError `yaml-unreadable`
 */
export function readYamlDocuments(text: string, file: string, options?: ReadOptions): YamlDocument[] {
  return readYamlSource(text, file, options).map(({ value, line }) => ({ value, line }));
}

/**
 * As {@link readYamlDocuments}, with the parsed nodes.
 *
 * @throws ToolkitError `yaml-unreadable`
 */
export function readYamlSource(
  text: string,
  file: string,
  { reader = KUSTOMIZE, manifest = false }: ReadOptions = {},
): YamlSourceDocument[] {
  try {
    // Scalars are resolved by our own rules, so the library's schema knows nothing but text.
    const parsed = parseText(text, { several: true, schema: 'failsafe', version: '1.1', ownKeys: true });
    if (reader === KUSTOMIZE) refuseSplitText(text, parsed.documents);
    const values: YamlSourceDocument[] = [];
    for (const { document, targets } of parsed.documents) {
      const { contents } = document;
      if (contents === null || isEmptyNode(contents)) continue;
      const read = nodeValue(contents, text, targets, reader, manifest);
      // A document that says `null` is none to the cluster.
      if (read === null) continue;
      values.push({
        value: read,
        document,
        targets,
        line: parsed.lineOf(contents.range[0]),
      });
    }
    return values;
  } catch (problem) {
    if (!(problem instanceof UnreadableYaml)) throw problem;
    throw yamlUnreadable(problem.message, { file, ...placeAt(text, problem.offset) });
  }
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

/** The error for a text that cannot be read as YAML. */
export function yamlUnreadable(message: string, source: SourcePosition): ToolkitError {
  return new ToolkitError('yaml-unreadable', `${source.file}:${source.line}: ${message}`, {
    data: { file: source.file, line: source.line },
    issues: [{ code: 'yaml-unreadable', message, source }],
  });
}
