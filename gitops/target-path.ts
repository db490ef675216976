import { ToolkitError } from '../core/errors/toolkit-error';

const UNSAFE = /[\0-\x1f\x7f\\]|^$|^\/|\/$|\/\//;
// `.git` in every spelling that some file system reads as `.git`: case, trailing dots and spaces, the NTFS short name.
const UNSAFE_COMPONENT = /^(\.|\.\.|\.git[. ]*|git~1)$/i;

/**
 * Refuses a path that could leave the target or reach into its `.git`: absolute, `..`, backslashes, control
 * characters, empty components. Throws `target-path-unsafe`.
 */
export function assertSafePath(path: string): void {
  if (UNSAFE.test(path) || path.split('/').some((component) => UNSAFE_COMPONENT.test(component))) {
    throw new ToolkitError(
      'target-path-unsafe',
      `${JSON.stringify(path)} does not stay inside the target repository`,
      { data: { path } },
    );
  }
}

/** The folders above a path, outermost first: `a/b/c` gives `a`, `a/b`. */
export function* parentsOf(path: string): Generator<string> {
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
    yield path.slice(0, at);
  }
}
