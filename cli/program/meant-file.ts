import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { nearestName } from '../../core/nearest-name';

/** What a file that is imported may end in, in the order in which people mean it; a folder stands for its index. */
const ENDINGS = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json', '/index.ts', '/index.js'];

/**
 * The file that an import meant which Node did not find: it looks for `./infra`, `./infra.js` and `./lib` as they are written, while
 * `infra.ts` and `lib/index.ts` are what is there; else the one beside it that is called nearly the same.
 *
 * @param missing - absolute path
 * @returns undefined when nothing of the kind is there
 */
export function meantFile(missing: string): string | undefined {
  const compiled = /\.([mc]?)js$/.exec(missing);
  if (compiled !== null) {
    const source = `${missing.slice(0, compiled.index)}.${compiled[1] ?? ''}ts`;
    if (existsSync(source)) return source;
  }
  const ending = ENDINGS.find((end) => isFile(`${missing}${end}`));
  return ending === undefined ? nearestFile(missing) : join(`${missing}${ending}`);
}

/** A path as an import in a file writes it: `./infra.ts`. */
export function asImported(importer: string, file: string): string {
  const written = relative(dirname(importer), file).split(sep).join('/');
  return written.startsWith('../') ? written : `./${written}`;
}

function nearestFile(missing: string): string | undefined {
  const folder = dirname(missing);
  const near = nearestName(basename(missing), namesIn(folder));
  return near === undefined ? undefined : join(folder, near);
}

function namesIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  } catch {
    return [];
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
