import { createHash } from 'node:crypto';
import { access, constants, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../../toolkit/target/cache-folder';

/**
 * Where the compiler keeps what it learned about a project: beside its packages, else in the user's cache. Undefined when
 * neither can be written; the check then starts from nothing each time.
 *
 * @param tsconfig - absolute path, which tells one project's memory from another's
 */
export async function buildInfoFile(
  tsconfig: string,
  projectFolder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const modules = join(projectFolder, 'node_modules');
  const name = `${createHash('sha256').update(tsconfig).digest('hex').slice(0, 16)}.tsbuildinfo`;
  const installed = (await stat(modules).catch(() => undefined))?.isDirectory() === true;
  const cache = cacheFolder(env, process.platform);
  for (const own of [
    ...(installed ? [join(modules, '.cache', 'cdk8s-claims')] : []),
    ...(cache === undefined ? [] : [cache]),
  ]) {
    try {
      await mkdir(own, { recursive: true });
      await access(own, constants.W_OK);
      return join(own, name);
    } catch {
      // Read-only, as in a container.
    }
  }
  return undefined;
}
