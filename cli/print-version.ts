import { writeSync } from 'node:fs';
import { packageVersion } from '../toolkit/package-version';

const STDOUT = 1;

/**
 * Prints the version where nothing else is asked for.
 *
 * @returns false where there is more to do, or where the version cannot be written at once: then the whole command line is needed
 */
export function printsVersion(argv: readonly string[]): boolean {
  const [only = '', ...more] = argv;
  if (more.length > 0 || !['--version', '-V'].includes(only)) return false;
  try {
    writeSync(STDOUT, `${packageVersion()}\n`);
    return true;
  } catch {
    return false;
  }
}
