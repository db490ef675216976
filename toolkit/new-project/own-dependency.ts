import { packageFolder, packageVersion } from '../package-version';

/** How a new project finds this package. */
export interface OwnDependency {
  /** For `dependencies` of its package.json. */
  readonly version: string;
  /** For `paths` of its tsconfig.json, where types can be found before anything is installed. */
  readonly typePaths?: Readonly<Record<string, readonly string[]>>;
}

/**
 * By version where this package was installed by npm, else by its folder, so that a project made from a checkout can be
 * installed and type-checked as well.
 */
export function ownDependency(): OwnDependency {
  const path = packageFolder().replaceAll('\\', '/');
  if (path.includes('/node_modules/')) return { version: `^${packageVersion()}` };
  return {
    version: `file:${path}`,
    typePaths: {
      'cdk8s-claims': [`${path}/build/synth/index.d.ts`],
      cdk8s: [`${path}/node_modules/cdk8s`],
      constructs: [`${path}/node_modules/constructs`],
    },
  };
}
