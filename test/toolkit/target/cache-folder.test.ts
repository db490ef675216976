import { cacheFolder, compileCacheFolder } from '../../../toolkit/target/cache-folder';

test.each<[Record<string, string>, NodeJS.Platform, string | undefined]>([
  [{ HOME: '/home/ana' }, 'linux', '/home/ana/.cache/cdk8s-claims'],
  [{ HOME: '/home/ana', XDG_CACHE_HOME: '/var/cache/ana' }, 'linux', '/var/cache/ana/cdk8s-claims'],
  [{ HOME: '/home/ana', XDG_CACHE_HOME: 'relative' }, 'linux', undefined],
  [{ HOME: '/Users/ana' }, 'darwin', '/Users/ana/Library/Caches/cdk8s-claims'],
  [{}, 'linux', undefined],
  [{ HOME: '/home/ana', CLAIMS_CACHE: '/tmp/claims' }, 'linux', '/tmp/claims'],
  [{ HOME: '/home/ana', CLAIMS_CACHE: 'off' }, 'linux', undefined],
])('%j on %s is %s', (environment, platform, folder) => {
  expect(cacheFolder(environment, platform)).toBe(folder);
});

test('compiled code is kept there too, unless the user has a place of their own for it or wants none', () => {
  const home = { HOME: '/home/ana' };
  expect(compileCacheFolder(home, 'linux')).toBe('/home/ana/.cache/cdk8s-claims/compiled');
  for (const other of [
    { CLAIMS_CACHE: 'off' },
    { NODE_COMPILE_CACHE: '/x' },
    { NODE_DISABLE_COMPILE_CACHE: '1' },
  ]) {
    expect(compileCacheFolder({ ...home, ...other }, 'linux')).toBeUndefined();
  }
});
