import { systemErrorCode, systemReason } from '../../core/errors/system-failure';

/** What the system says of one file or folder, not of the machine as a whole. */
const OF_ONE_FILE = new Set(['EACCES', 'EPERM', 'EIO', 'ENAMETOOLONG']);

/** Why one file or folder cannot be read, in words; undefined for an error that says something else. */
export function whyUnreadable(error: unknown): string | undefined {
  const code = systemErrorCode(error);
  return code !== undefined && OF_ONE_FILE.has(code) ? systemReason(code) : undefined;
}
