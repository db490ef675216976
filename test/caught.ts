import { ToolkitError } from '../core/errors/toolkit-error';

/** The ToolkitError that `action` throws; fails the test when it throws none. */
export function caught(action: () => unknown): ToolkitError {
  try {
    action();
  } catch (error) {
    if (ToolkitError.isToolkitError(error)) return error;
    throw error;
  }
  throw new Error('expected a ToolkitError, nothing was thrown');
}
