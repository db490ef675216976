import { systemErrorCode, systemReason } from '../core/errors/system-failure';
import { ToolkitError } from '../core/errors/toolkit-error';

/**
 * The folder that the process was started in.
 *
 * @throws ToolkitError `working-folder-missing` when it was deleted meanwhile, or may not be entered
 */
export function workingFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    const code = systemErrorCode(cause);
    const why = code === undefined ? '' : `: ${systemReason(code)}`;
    throw new ToolkitError('working-folder-missing', `the working folder is gone${why}`, { cause });
  }
}
