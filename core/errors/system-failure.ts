import { ToolkitError } from './toolkit-error';

/** What the operating system's error codes mean to whoever reads them (errno(3)). */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  EFBIG: 'the file would be larger than files may be here',
  EMFILE: 'too many files are open, raise the limit (ulimit -n)',
  ENFILE: 'too many files are open on this machine',
  ENOENT: 'it does not exist',
  ENOTDIR: 'a file is in the place of a folder',
  EEXIST: 'something is there already',
  EISDIR: 'a folder is there',
  ELOOP: 'symbolic links lead in a circle, or there is one where none is allowed',
  ENAMETOOLONG: 'the name is too long',
  ENOMEM: 'there is not enough memory',
  EAGAIN: 'the machine has no more processes or memory at the moment',
  E2BIG: 'the arguments or variables are too long',
  EIO: 'the disk fails',
  EBUSY: 'something else is using it',
  ETXTBSY: 'it is being run',
};

/** `ENOENT` and the like; undefined for what is no error of the operating system. */
export function systemErrorCode(error: unknown): string | undefined {
  // Not by `instanceof`: such errors come from another realm where code runs in a `vm`.
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code === 'string' && /^E[A-Z0-9]+$/.test(code)) return code;
  // Where Node cannot open a package.json it gives the reason in the message alone (src/node_modules.cc).
  return code === undefined && typeof message === 'string' && /: too many open files\b/.test(message)
    ? 'EMFILE'
    : undefined;
}

/** The reason in words with its code: `the disk is full (ENOSPC)`. */
export function systemReason(code: string): string {
  const reason = REASONS[code];
  return reason === undefined ? code : `${reason} (${code})`;
}

/**
 * What the operating system refused, as an error that says so: the disk, limits or permissions are wrong, not this tool.
 *
 * @returns undefined where the cause is another one
 */
function systemFailure(error: unknown): ToolkitError | undefined {
  const code = systemErrorCode(error);
  if (code === undefined) return undefined;
  const { path, syscall } = error as { readonly path?: unknown; readonly syscall?: unknown };
  const what = typeof path === 'string' ? `'${path}'` : typeof syscall === 'string' ? syscall : undefined;
  const message = what === undefined ? systemReason(code) : `${what}: ${systemReason(code)}`;
  return new ToolkitError('system-call-failed', message, { cause: error, data: { code } });
}

/** Whatever was thrown, as an error of the catalogue: what nobody foresaw is `system-call-failed` or `internal-error`. */
export function asToolkitError(thrown: unknown): ToolkitError {
  if (ToolkitError.isToolkitError(thrown)) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return systemFailure(thrown) ?? new ToolkitError('internal-error', message, { cause: thrown });
}
