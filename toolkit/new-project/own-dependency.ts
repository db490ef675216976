import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageFolder, packageVersion } from '../package-version';

/** How a new project finds this package. */
export interface OwnDependency {
  /** For `dependencies` of its package.json. */
  readonly version: string;
  /** For `paths` of its tsconfig.json, where types can be found before anything is installed. */
  readonly typePaths?: Readonly<Record<string, readonly string[]>>;
  /** For `typeRoots` of its tsconfig.json, where those of Node can be found before anything is installed. */
  readonly typeRoots?: readonly string[];
}

const INSTALLED = '/node_modules/';

/**
 * How this package came here is how the project gets it: the version of a registry, the same archive, or the folder of a checkout, which
 * can be type-checked before anything is installed.
 *
 * @param packagePath - default: the folder of this package
 */
export function ownDependency(packagePath = packageFolder()): OwnDependency {
  const path = packagePath.replaceAll('\\', '/');
  const installed = path.lastIndexOf(INSTALLED);
  if (installed >= 0) return { version: installedFrom(path.slice(0, installed), path) };
  return {
    version: `file:${path}`,
    typePaths: {
      'cdk8s-claims': [`${path}/build/synth/index.d.ts`],
      'cdk8s-claims/testing': [`${path}/build/synth/app/testing.d.ts`],
      cdk8s: [`${path}/node_modules/cdk8s`],
      constructs: [`${path}/node_modules/constructs`],
    },
    typeRoots: [`${path}/node_modules/@types`, 'node_modules/@types'],
  };
}

/**
 * What npm noted when it installed the package (`node_modules/.package-lock.json`): only a version that came from a registry is
 * there for others too.
 */
function installedFrom(folder: string, path: string): string {
  const version = `^${packageVersion()}`;
  const resolved = notedSource(
    join(folder, 'node_modules', '.package-lock.json'),
    path.slice(folder.length + 1),
  );
  if (resolved === undefined || isOfRegistry(resolved)) return version;
  if (!resolved.startsWith('file:')) return resolved;
  const archive = resolve(folder, resolved.slice('file:'.length));
  return `file:${existsSync(archive) ? archive.replaceAll('\\', '/') : path}`;
}

/** Archives of npm registries are called `<registry>/<name>/-/<name>-<version>.tgz`. */
function isOfRegistry(resolved: string): boolean {
  return /^https?:/.test(resolved) && resolved.includes('/-/');
}

function notedSource(lockFile: string, key: string): string | undefined {
  try {
    const lock = JSON.parse(readFileSync(lockFile, 'utf8')) as {
      readonly packages?: Readonly<Record<string, { readonly resolved?: unknown } | undefined>>;
    };
    const resolved = lock.packages?.[key]?.resolved;
    return typeof resolved === 'string' ? resolved : undefined;
  } catch {
    return undefined;
  }
}
