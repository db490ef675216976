import { readFile } from 'node:fs/promises';
import { MODELS_DOCUMENT_VERSION, type ModelsDocument } from '../../core/models-document';
import { modelsDocument } from '../../core/models-document-schema';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { parseModels } from '../../core/models-json';

/**
 * Reads the document that a program left. The claims stay as they were written; only the frame is checked.
 *
 * @throws ToolkitError `program-no-document` when there is none, `program-document-invalid` when it is something else
 */
export async function readModels(path: string): Promise<ModelsDocument> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new ToolkitError(
      'program-no-document',
      'the program ended without handing over its claims; did you forget app.synth()?',
      { cause },
    );
  }
  let value: unknown;
  try {
    value = parseModels(text);
  } catch (cause) {
    throw invalid('is not JSON', cause);
  }
  const version =
    typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
  if (version !== MODELS_DOCUMENT_VERSION) {
    throw invalid(
      `has version '${String(version)}' where this command reads '${MODELS_DOCUMENT_VERSION}'; ` +
        'use the same cdk8s-claims in the program and on the command line',
    );
  }
  const result = modelsDocument.safeParse(value);
  if (!result.success) {
    const [first] = result.error.issues;
    throw invalid(
      `has a wrong value at '${first?.path.map(String).join('.') ?? ''}' (${first?.message ?? ''})`,
    );
  }
  return value as ModelsDocument;
}

function invalid(why: string, cause?: unknown): ToolkitError {
  return new ToolkitError('program-document-invalid', `what the program handed over ${why}`, { cause });
}
