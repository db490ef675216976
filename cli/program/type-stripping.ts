import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Whether a command runs TypeScript by Node alone (type stripping), which finds files by their own names only. */
export function runsTypeScriptAsItIs(command: string): boolean {
  return /^\s*node\s(?!.*(?:ts-node|tsx|swc|--import|--loader|(?:^|\s)-r\s|--require)).*\.[mc]?ts\b/.test(
    command,
  );
}

/**
 * The file that Node would have run: it looks for `./infra` and `./infra.js` as they are written, while `infra.ts` is what is there.
 *
 * @param missing - absolute path that Node did not find
 * @returns undefined when nothing of the kind is there
 */
export function pathWithExtension(missing: string): string | undefined {
  const compiled = /\.([mc]?)js$/.exec(missing);
  if (compiled !== null) return found(`${missing.slice(0, compiled.index)}.${compiled[1] ?? ''}ts`);
  return (
    found(`${missing}.ts`) ??
    found(`${missing}.mts`) ??
    found(`${missing}.cts`) ??
    found(join(missing, 'index.ts'))
  );
}

function found(path: string): string | undefined {
  return existsSync(path) ? path : undefined;
}
