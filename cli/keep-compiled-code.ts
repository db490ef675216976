import { enableCompileCache } from 'node:module';
import { compileCacheFolder } from '../toolkit/target/cache-folder';

/** Lets Node keep the code of everything that is loaded from now on compiled between runs, where it may. */
export function keepCompiledCode(env: Readonly<Record<string, string | undefined>>): void {
  const folder = compileCacheFolder(env, process.platform);
  if (folder !== undefined) enableCompileCache(folder);
}
