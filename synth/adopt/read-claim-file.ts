import { DOCUMENTS, type JsonObject } from '../../core/claim-model';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { isJsonObject } from '../../core/json/json-guards';
import { readYamlSource } from '../../core/yaml/read-yaml';
import type { LeftOutCause } from './left-out';
import { fieldKey, yamlComments, type YamlComment, type YamlComments } from './yaml-comments';

/** One document of a YAML file. */
export interface FileDocument {
  readonly object: JsonObject;
  /** Line on which it begins. */
  readonly line: number;
}

/** What a YAML file of the tree holds, as far as `adopt` is concerned. */
export type ClaimFile =
  | {
      /** At least one. */
      readonly documents: readonly [FileDocument, ...FileDocument[]];
      /** Of all documents, see `yamlComments`. */
      readonly comments: YamlComments;
    }
  | { readonly problem: string; readonly line: number; readonly cause: LeftOutCause };

/** Beginnings of files that are kept elsewhere, or that nobody reads without a key (git-lfs spec; Ansible Vault; age). */
const POINTERS: readonly (readonly [beginning: string, cause: LeftOutCause, reason: string])[] = [
  [
    'version https://git-lfs.github.com/spec/',
    'lfs-pointer',
    'it is a pointer of Git LFS, the content is kept elsewhere',
  ],
  ['$ANSIBLE_VAULT;', 'encrypted', 'the file is encrypted with Ansible Vault'],
  ['-----BEGIN AGE ENCRYPTED FILE-----', 'encrypted', 'the file is encrypted with age'],
  ['-----BEGIN PGP MESSAGE-----', 'encrypted', 'the file is encrypted with PGP'],
];

/** Reads the documents of a claim file with its comments, or says why it holds none that can be declared. */
export function readClaimFile(text: string, path: string): ClaimFile {
  const pointer = POINTERS.find(([beginning]) => text.startsWith(beginning));
  if (pointer !== undefined) return { problem: pointer[2], line: 1, cause: pointer[1] };
  let sources;
  try {
    sources = readYamlSource(text, path, { manifest: true });
  } catch (error) {
    if (!ToolkitError.isToolkitError(error)) throw error;
    const issue = error.issues[0];
    return { problem: issue?.message ?? error.message, line: issue?.source?.line ?? 1, cause: 'unreadable' };
  }
  const documents: FileDocument[] = [];
  for (const { value, line } of sources) {
    if (!isJsonObject(value)) {
      const problem = sources.length > 1 ? 'this document is not an object' : 'the file holds no object';
      return { problem, line, cause: sources.length > 1 ? 'value' : 'no-manifest' };
    }
    if ('sops' in value) return { problem: 'the file is encrypted with SOPS', line, cause: 'encrypted' };
    documents.push({ object: value, line });
  }
  const [first, ...others] = documents;
  if (first === undefined) return { problem: 'the file holds no object', line: 1, cause: 'no-manifest' };
  const comments = yamlComments(
    text,
    sources.map(({ document }) => document),
  );
  return { documents: [first, ...others], comments };
}

/** The comments of one document of a file, as if it were the only one. */
export function commentsOfDocument({ byField }: YamlComments, index: number): YamlComments {
  const behind = fieldKey('', DOCUMENTS);
  const own = new Map<string, readonly YamlComment[]>();
  const around = new Set<string>();
  const prefix = index === 0 ? '' : fieldKey(behind, index - 1);
  for (const [field, comments] of byField) {
    const isOther = index === 0 ? isIn(field, behind) : !isIn(field, prefix);
    if (isOther) continue;
    const key = field.slice(prefix.length);
    own.set(key, comments);
    for (let path = key; !around.has(path); path = path.slice(0, path.lastIndexOf('\0'))) around.add(path);
  }
  return { byField: own, around };
}

function isIn(field: string, parent: string): boolean {
  return field === parent || field.startsWith(`${parent}\0`);
}
