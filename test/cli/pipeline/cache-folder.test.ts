import { cacheFolder } from '../../../cli/pipeline/cache-folder';

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
