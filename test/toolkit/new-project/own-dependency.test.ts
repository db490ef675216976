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
    expect(ownDependency(installed(address))).toEqual({ version: `^${packageVersion()}` });
    expect(ownDependency('/x/node_modules/cdk8s-claims')).toEqual({ version: `^${packageVersion()}` });
  });

  test('from an archive it is that archive, which no registry has', () => {
    const archive = join(folder.path, 'cdk8s-claims-0.1.0.tgz');
    const path = installed('file:cdk8s-claims-0.1.0.tgz');
    writeFileSync(archive, '');
    expect(ownDependency(path)).toEqual({ version: `file:${archive}` });
  });

  test('from an archive that is gone it is the folder where it is installed', () => {
    const path = installed('file:../gone.tgz');
    expect(ownDependency(path)).toEqual({ version: `file:${path}` });
  });

  test.each([
    'git+ssh://git@git.example.test/acme/cdk8s-claims.git#4f08af0',
    'https://files.example.test/cdk8s-claims.tgz',
  ])('from elsewhere it is that place: %s', (address) => {
    expect(ownDependency(installed(address))).toEqual({ version: address });
  });

  test('from a checkout it is the folder, with types that need no installation', () => {
    const { version, typePaths, typeRoots } = ownDependency('/src/cdk8s-claims');
    expect(version).toBe('file:/src/cdk8s-claims');
    expect(Object.keys(typePaths ?? {})).toContain('cdk8s-claims/testing');
    expect(typeRoots).toContain('/src/cdk8s-claims/node_modules/@types');
  });
});
