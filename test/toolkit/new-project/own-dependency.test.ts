import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownDependency } from '../../../toolkit/new-project/own-dependency';
import { packageVersion } from '../../../toolkit/package-version';
import { temporaryFolder } from '../../fixtures/git/git';

describe('how a new project gets this package', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  const project = (): string => join(folder.path, 'apps/shop');

  /** The package as npm installed it, with what npm noted about its source. */
  const installed = (resolved: string | undefined): string => {
    const path = join(folder.path, 'node_modules/cdk8s-claims');
    mkdirSync(path, { recursive: true });
    const packages = { 'node_modules/cdk8s-claims': { version: packageVersion(), resolved } };
    writeFileSync(join(folder.path, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
    return path;
  };

  test('from a registry it is a version', () => {
    const address = 'https://registry.example.test/cdk8s-claims/-/cdk8s-claims-0.1.0.tgz';
    expect(ownDependency(project(), installed(address))).toEqual({ version: `^${packageVersion()}` });
    expect(ownDependency(project(), '/x/node_modules/cdk8s-claims')).toEqual({
      version: `^${packageVersion()}`,
    });
  });

  test('from an archive it is that archive, which no registry has', () => {
    const archive = join(folder.path, 'cdk8s-claims-0.1.0.tgz');
    const path = installed('file:cdk8s-claims-0.1.0.tgz');
    writeFileSync(archive, '');
    expect(ownDependency(project(), path)).toEqual({ version: `file:${archive}` });
  });

  test('from an archive that is gone it is the folder where it is installed', () => {
    const path = installed('file:../gone.tgz');
    expect(ownDependency(project(), path)).toEqual({ version: `file:${path}` });
  });

  test.each([
    'git+ssh://git@git.example.test/acme/cdk8s-claims.git#4f08af0',
    'https://files.example.test/cdk8s-claims.tgz',
  ])('from elsewhere it is that place: %s', (address) => {
    expect(ownDependency(project(), installed(address))).toEqual({ version: address });
  });

  // Package managers without npm's notes: what the package.json above says of the package.
  test.each([
    ['file:../pack/a.tgz', 'file:<above>/pack/a.tgz'],
    ['../pack/a.tgz', 'file:<above>/pack/a.tgz'],
    ['file:./own.tgz', 'file:<folder>/own.tgz'],
    ['file:own.tgz', 'file:<folder>/own.tgz'],
    ['link:../pack', 'file:<above>/pack'],
    ['file:../gone.tgz', 'file:<package>'],
    ['workspace:*', 'workspace:*'],
    ['catalog:', 'catalog:'],
    ['github:acme/cdk8s-claims#v1', 'github:acme/cdk8s-claims#v1'],
    ['acme/cdk8s-claims', 'acme/cdk8s-claims'],
    ['git+https://git.example.test/c.git', 'git+https://git.example.test/c.git'],
    ['https://files.example.test/c.tgz', 'https://files.example.test/c.tgz'],
    ['^0.1.0', `^${packageVersion()}`],
    ['latest', `^${packageVersion()}`],
  ])('as pnpm, yarn and bun were told: %s', (source, expected) => {
    const root = join(folder.path, 'root');
    for (const [name, manager] of [
      ['.pnpm/cdk8s-claims@0.1.0/node_modules/cdk8s-claims', 'devDependencies'],
      ['cdk8s-claims', 'dependencies'],
    ] as const) {
      const path = join(root, 'node_modules', name);
      mkdirSync(path, { recursive: true });
      mkdirSync(join(folder.path, 'pack'), { recursive: true });
      for (const file of ['../pack/a.tgz', 'own.tgz']) writeFileSync(join(root, file), '');
      writeFileSync(join(root, 'package.json'), JSON.stringify({ [manager]: { 'cdk8s-claims': source } }));
      const known = expected
        .replace('<above>', folder.path)
        .replace('<folder>', root)
        .replace('<package>', path);
      for (const made of [join(root, 'apps/shop'), join(folder.path, 'elsewhere')]) {
        expect(ownDependency(made, path)).toEqual({ version: known });
      }
    }
  });

  test('from a checkout it is the folder, with types that need no installation', () => {
    const { version, typePaths, typeRoots } = ownDependency(project(), '/src/cdk8s-claims');
    expect(version).toBe('file:/src/cdk8s-claims');
    expect(Object.keys(typePaths ?? {})).toContain('cdk8s-claims/testing');
    expect(typeRoots).toContain('/src/cdk8s-claims/node_modules/@types');
  });
});
