import { ToolkitError } from '../../../core/errors/toolkit-error';

/** The forge's words behind an error of forge-errors, with the status in front; empty for every other error. */
export function refusal(error: unknown): string {
  return ToolkitError.isToolkitError(error) && error.cause instanceof Error ? error.cause.message : '';
}

export function isCode(error: unknown, code: ToolkitError['code']): boolean {
  return ToolkitError.isToolkitError(error) && error.code === code;
}

/** What the forge refuses by its rules becomes a note: the request is right without it. */
export async function noted(what: string, work: () => Promise<unknown>): Promise<readonly string[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (!isCode(error, 'forge-validation-failed')) {
      throw error;
    }
    return [`${what}: ${refusal(error)}`];
  }
}

/** What may not be there, or be gone already, is undefined. */
export async function ifFound<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isCode(error, 'forge-not-found')) {
      return undefined;
    }
    throw error;
  }
}

/** What the forge does not tell this token, or does not know, is undefined. */
export async function told<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ifFound(work);
  } catch (error) {
    if (isCode(error, 'forge-permission-missing')) {
      return undefined;
    }
    throw error;
  }
}
