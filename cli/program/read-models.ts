import { readFile } from 'node:fs/promises';
import type { ClaimModel } from '../../core/claim-model';
import { MODELS_DOCUMENT_VERSION, type ModelsDocument } from '../../core/models-document';
import { modelsDocument } from '../../core/models-document-schema';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { MAX_NESTING } from '../../core/yaml/nesting';
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
    // Integers beyond 2^53 are read by a walk through the values, which ends where the stack does.
    if (cause instanceof RangeError) throw tooDeep();
    throw invalid('is not JSON', cause);
  }
  if (isTooDeep(value, 1)) throw tooDeep();
  const version =
    typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
  if (version !== MODELS_DOCUMENT_VERSION) {
    throw invalid(
      `has version '${String(version)}' but this command reads '${MODELS_DOCUMENT_VERSION}'; ` +
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
  return withFiles(value as ModelsDocument);
}

/** A program with an earlier version of this package calls `file` `flatFile`. */
function withFiles(document: ModelsDocument): ModelsDocument {
  const claims: readonly (ClaimModel & { readonly flatFile?: string })[] = document.claims;
  if (claims.every(({ flatFile }) => flatFile === undefined)) return document;
  return {
    ...document,
    claims: claims.map(({ flatFile, ...claim }) =>
      flatFile === undefined ? claim : { file: flatFile, ...claim },
    ),
  };
}

/** Levels of the document around a claim's object. */
const FRAME = 8;

/** Deep enough to exhaust the stack of whatever walks through it; which field of a claim is too deep tells who writes it. */
function isTooDeep(value: unknown, level: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (level > MAX_NESTING + FRAME) return true;
  if (Array.isArray(value)) {
    for (const item of value) if (isTooDeep(item, level + 1)) return true;
    return false;
  }
  for (const key in value) if (isTooDeep((value as Record<string, unknown>)[key], level + 1)) return true;
  return false;
}

function tooDeep(): ToolkitError {
  return invalid(`is nested deeper than ${MAX_NESTING} levels`);
}

function invalid(why: string, cause?: unknown): ToolkitError {
  return new ToolkitError('program-document-invalid', `the document that the program handed over ${why}`, {
    cause,
  });
}
