import type { JsonObject } from '../../core/claim-model';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { readYamlSource } from '../../core/yaml/read-yaml';
import { yamlComments, type YamlComments } from './yaml-comments';

/** What a YAML file of the tree holds, as far as `adopt` is concerned. */
export type ClaimFile =
  | { readonly object: JsonObject; readonly line: number; readonly comments: YamlComments }
  | { readonly problem: string; readonly line: number };

/** Reads the one object of a claim file with its comments, or says why it holds none that can be declared. */
export function readClaimFile(text: string, path: string): ClaimFile {
  let documents;
  try {
    documents = readYamlSource(text, path);
  } catch (error) {
    if (!ToolkitError.isToolkitError(error)) throw error;
    const issue = error.issues[0];
    return { problem: issue?.message ?? error.message, line: issue?.source?.line ?? 1 };
  }
  const [first, second] = documents;
  if (first === undefined) return { problem: 'the file holds no object', line: 1 };
  if (second !== undefined) {
    const count = documents.length;
    return {
      problem: `the file holds ${count} documents, a claim is a file of its own: here begins the second`,
      line: second.line,
    };
  }
  const object = first.value;
  if (typeof object !== 'object' || object === null || Array.isArray(object)) {
    return { problem: 'the file holds no object', line: first.line };
  }
  if ('sops' in object) return { problem: 'the file is encrypted with SOPS', line: first.line };
  return { object: object as JsonObject, line: first.line, comments: yamlComments(text, first.document) };
}
