/** Folders that no program is written in: what is installed, what is generated, what Git keeps. */
const FOLDERS: ReadonlySet<string> = new Set(['node_modules', '.git', 'dist']);
/** What editors leave while they save: vim's swap files and probe, Emacs' locks and backups. */
const SCRATCH = /(?:\.sw[a-z]|~|\/4913|^4913|\.tmp)$|(?:^|\/)(?:\.#[^/]*|#[^/]*#)$/;

/**
 * Whether a change does not matter to a program.
 *
 * @param path - relative to the program's folder, with forward slashes
 * @param output - the output folder, likewise; undefined when it lies elsewhere
 */
export function isIgnoredPath(path: string, output: string | undefined): boolean {
  if (output !== undefined && (path === output || path.startsWith(`${output}/`))) return true;
  return SCRATCH.test(path) || path.split('/').some((part) => FOLDERS.has(part));
}
