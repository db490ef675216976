import { ToolkitError } from '../../core/errors/toolkit-error';
import { readYamlDocuments } from '../../core/yaml/read-yaml';
import { regularScalars } from '../text/regular-document';
import type { Unreadable } from './answer';
import { LOCAL_CONFIG, objectsIn, type ObjectFacts, type ResourceDocument } from './object-facts';

const POINTER = 'version https://git-lfs.github.com/spec/';

/** The objects of a resource file, by the rules of kustomize; or why it refuses the file. */
export function readObjects(text: string, file: string): readonly ObjectFacts[] | Unreadable {
  const scalars = text.includes(LOCAL_CONFIG) ? undefined : regularScalars(text);
  const kind = scalars?.get('kind') ?? '';
  const name = scalars?.get('metadata.name') ?? '';
  if (scalars !== undefined && kind !== '' && name !== '' && !kind.endsWith('List')) {
    const namespace = scalars.get('metadata.namespace');
    return [
      {
        apiVersion: scalars.get('apiVersion') ?? '',
        kind,
        name,
        ...(namespace && { namespace }),
        document: 0,
        line: firstLine(text),
      },
    ];
  }
  const documents = readDocuments(text, file);
  return 'problem' in documents ? documents : objectsIn(documents);
}

/** The documents of a file with content; or why they cannot be read. */
export function readDocuments(text: string, file: string): readonly ResourceDocument[] | Unreadable {
  if (text.startsWith(POINTER)) {
    return { problem: 'the file is a pointer of Git LFS, its content is elsewhere', line: 1 };
  }
  try {
    return readYamlDocuments(text, file);
  } catch (error) {
    if (!ToolkitError.isToolkitError(error)) throw error;
    const [issue] = error.issues;
    return { problem: issue?.message ?? error.message, line: issue?.source?.line ?? 1 };
  }
}

/** Line of the first content of a document that is known to be regular. */
function firstLine(text: string): number {
  let line = 0;
  for (const content of text.split('\n', 200)) {
    line += 1;
    const trimmed = content.trim();
    if (trimmed !== '' && !trimmed.startsWith('#') && !trimmed.startsWith('---')) return line;
  }
  return 1;
}
