import type { JsonObject } from '../../core/claim-model';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { readYamlSource } from '../../core/yaml/read-yaml';
import { yamlComments, type YamlComments } from './yaml-comments';
import { isJsonObject } from '../../core/json/json-guards';

/** What a YAML file of the tree holds, as far as `adopt` is concerned. */
export type ClaimFile =
  | {
      readonly object: JsonObject;
      /** Objects behind the first, with the lines on which they begin. */
      readonly documents?: readonly { readonly object: JsonObject; readonly line: number }[];
      readonly line: number;
      readonly comments: YamlComments;
    }
  | { readonly problem: string; readonly line: number };

/** Reads the objects of a claim file with its comments, or says why it holds none that can be declared. */
export function readClaimFile(text: string, path: string): ClaimFile {
  let sources;
  try {
    sources = readYamlSource(text, path, { manifest: true });
  } catch (error) {
    if (!ToolkitError.isToolkitError(error)) throw error;
    const issue = error.issues[0];
    return { problem: issue?.message ?? error.message, line: issue?.source?.line ?? 1 };
  }
  const objects: { object: JsonObject; line: number }[] = [];
  for (const { value, line } of sources) {
    if (!isJsonObject(value)) {
      return {
        problem: sources.length > 1 ? 'this document is no object' : 'the file holds no object',
        line,
      };
    }
    if ('sops' in value) return { problem: 'the file is encrypted with SOPS', line };
    objects.push({ object: value, line });
  }
  const [first, ...documents] = objects;
  if (first === undefined) return { problem: 'the file holds no object', line: 1 };
  const comments = yamlComments(
    text,
    sources.map(({ document }) => document),
  );
  return { ...first, ...(documents.length > 0 && { documents }), comments };
}
