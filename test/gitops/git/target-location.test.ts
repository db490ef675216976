import { repositorySlug } from '../../../core/config/target-url';
import { parseTargetLocation } from '../../../gitops/git/target-location';

describe('parseTargetLocation', () => {
  test.each([
    ['./harvester.git', '/home/ana/harvester.git'],
    ['/srv/git/h.git', '/srv/git/h.git'],
    ['file:///srv/git/h%20x.git', '/srv/git/h x.git'],
    ['sub:dir/../x/y', '/home/ana/x'],
  ])('reads %s as a path', (target, path) => {
    const location = parseTargetLocation(target, '/home/ana');
    expect(location).toMatchObject(target.startsWith('sub:') ? { kind: 'remote' } : { kind: 'local', path });
  });

  test('takes credentials out of a URL and keeps them apart', () => {
    const location = parseTargetLocation('https://x-access-token:s3cr%40t@git.example.org:8443/a/b.git', '/');
    expect(location).toEqual({
      kind: 'remote',
      url: 'https://git.example.org:8443/a/b.git',
      host: 'git.example.org:8443',
      path: 'a/b',
      protocol: 'https',
      display: 'https://git.example.org:8443/a/b.git',
      credentials: { username: 'x-access-token', password: 's3cr@t' },
    });
  });

  test('takes a user name without password for a token', () => {
    expect(parseTargetLocation('https://ghp_token@github.com/a/b', '/')).toMatchObject({
      url: 'https://github.com/a/b',
      credentials: { password: 'ghp_token' },
    });
  });

  test.each([
    'ext::sh -c touch% /tmp/x',
    'git://example.org/a/b',
    'ssh://-oProxyCommand=x/a',
    'https://',
    'ftp://tok:sec@h/a',
    '-oProxyCommand=x:a',
  ])('refuses %s', (target) => {
    let message = '';
    try {
      parseTargetLocation(target, '/');
    } catch (error) {
      message = (error as Error).message;
      expect(error).toMatchObject({ code: 'target-url-unsupported', kind: 'config' });
    }
    expect(message).not.toBe('');
    expect(message).not.toContain('sec@');
  });
});

describe('repositorySlug', () => {
  test.each([
    ['https://x-access-token:TOKEN@github.com/stuttgart-things/harvester.git', 'stuttgart-things/harvester'],
    ['https://github.com/stuttgart-things/harvester/', 'stuttgart-things/harvester'],
    ['git@github.com:stuttgart-things/harvester.git', 'stuttgart-things/harvester'],
    ['github.com:stuttgart-things/harvester', 'stuttgart-things/harvester'],
    ['ssh://git@h:22/o/r.git', 'o/r'],
    ['ssh://git@h:22/o/r.git/', 'o/r'],
    ['https://gitlab.example.org/group/sub/deep/repo.git', 'group/sub/deep/repo'],
    ['git@gitlab.example.org:group/sub/repo.git', 'group/sub/repo'],
    ['git@[::1]:o/r.git', 'o/r'],
  ])('of %s is %s', (target, slug) => {
    expect(repositorySlug(target)).toBe(slug);
  });

  test.each(['/srv/git/h.git', './h', 'file:///srv/h.git', 'ext::x', 'https://github.com/'])(
    'of %s is undefined',
    (target) => {
      expect(repositorySlug(target)).toBeUndefined();
    },
  );
});
