import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isJsonObject } from '../../core/json/json-guards';
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
 * How this package came here is how the project gets it: the version of a registry, the same archive or address, or the folder of a
 * checkout, which can be type-checked before anything is installed.
 *
 * @param project - folder of the new project: a workspace above it may say where the package comes from
 * @param packagePath - default: the folder of this package
 */
export function ownDependency(project: string, packagePath = packageFolder()): OwnDependency {
  const path = packagePath.replaceAll('\\', '/');
  // pnpm keeps packages deeper, `node_modules/.pnpm/<package>/node_modules/<package>`: whoever asked for them stands above all.
  const installer = path.indexOf(INSTALLED);
  if (installer >= 0) return { version: installedFrom(path, path.slice(0, installer), project) };
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

/** Only a version that came from a registry is there for others too; anything else is named as it was. */
function installedFrom(path: string, installer: string, project: string): string {
  const version = `^${packageVersion()}`;
  const near = path.slice(0, path.lastIndexOf(INSTALLED));
  const noted = notedSource(join(near, 'node_modules', '.package-lock.json'), path.slice(near.length + 1));
  const [folder, source] =
    noted === undefined
      ? (declaredSource([...upwards(project), installer]) ?? [near, version])
      : [near, noted];
  const file =
    /^(?:file:|link:|portal:)?(?<place>(?:\.{0,2}|[A-Za-z]:)[\\/].*)$|^(?:file|link|portal):(?<bare>.+)$/.exec(
      source,
    )?.groups;
  if (file !== undefined) {
    const place = resolve(folder, file['place'] ?? file['bare'] ?? '');
    return `file:${existsSync(place) ? place.replaceAll('\\', '/') : path}`;
  }
  return isOfRegistry(source) ? version : source;
}

/** Folders from this one up to the top. */
function upwards(folder: string): string[] {
  const folders: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    folders.push(at);
    if (dirname(at) === at) return folders;
  }
}

/** What the first package.json of these folders that names this package says of it, with its folder: all package managers keep to it. */
function declaredSource(folders: readonly string[]): readonly [folder: string, source: string] | undefined {
  for (const folder of folders) {
    const manifest = jsonOf(join(folder, 'package.json'));
    for (const part of ['dependencies', 'devDependencies', 'optionalDependencies']) {
      const found = (manifest?.[part] as Readonly<Record<string, unknown>> | undefined)?.['cdk8s-claims'];
      if (typeof found === 'string') return [folder, found];
    }
  }
  return undefined;
}

/** Versions and tags of a registry, and its archives, which are called `<registry>/<name>/-/<name>-<version>.tgz`. */
function isOfRegistry(source: string): boolean {
  return /^https?:/.test(source) ? source.includes('/-/') : !/[:/]/.test(source);
}

/** What npm noted when it installed the package (`node_modules/.package-lock.json`). */
function notedSource(lockFile: string, key: string): string | undefined {
  const packages = jsonOf(lockFile)?.['packages'] as
    Readonly<Record<string, { readonly resolved?: unknown } | undefined>> | undefined;
  const resolved = packages?.[key]?.resolved;
  return typeof resolved === 'string' ? resolved : undefined;
}

function jsonOf(path: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
