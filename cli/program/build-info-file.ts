import { createHash } from 'node:crypto';
import { access, constants, mkdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

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
  for (const folder of [...(installed ? [join(modules, '.cache')] : []), userCache(env)]) {
    const own = join(folder, 'cdk8s-claims');
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

function userCache(env: Readonly<Record<string, string | undefined>>): string {
  const set = env['XDG_CACHE_HOME'] ?? '';
  if (set !== '') return set;
  const home = homedir();
  if (process.platform === 'win32') return env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local');
  return process.platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache');
}
