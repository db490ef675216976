import { RECONCILER_SETTINGS } from '../../../collector/reconciler/reconciler-settings';
import { type RegistryPlace, registryPlace } from '../../../collector/reconciler/run/registry-place';
import { targetOf } from '../../../collector/reconciler/run/target-of';
import { readEnvironment } from '../../../collector/service/read-environment';

const NAMED = { REGISTRY_REPO_OWNER: 'acme', REGISTRY_REPO_NAME: 'reg' };
const GITEA = { ...NAMED, REGISTRY_FORGE: 'gitea', REGISTRY_FORGE_URL: 'https://git.acme.test/api/v1' };

const place = (env: Record<string, string>): RegistryPlace | undefined =>
  registryPlace(readEnvironment(RECONCILER_SETTINGS, env), env);

describe('the place of a registry', () => {
  it('is none where nothing names one', () => {
    expect(place({})).toBeUndefined();
  });

  it('is GitHub with an owner, where variables of GitHub say', () => {
    expect(place(NAMED)).toMatchObject({
      forge: 'github',
      apiUrl: 'https://api.github.com',
      target: 'https://github.com/acme/reg.git',
    });
    const own = { GITHUB_API_URL: 'https://ghe.test/api/v3', GITHUB_SERVER_URL: 'https://ghe.test' };
    expect(place({ ...NAMED, ...own })).toMatchObject({
      apiUrl: 'https://ghe.test/api/v3',
      target: 'https://ghe.test/acme/reg.git',
    });
  });

  it.each([
    ['https://api.github.com', 'https://github.com'],
    ['https://ghe.test/api/v3', 'https://ghe.test'],
    ['https://api.acme.ghe.com', 'https://acme.ghe.com'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
  ])('is cloned from the host of its API: %s from %s', (apiUrl, server) => {
    expect(place({ ...NAMED, GITHUB_API_URL: apiUrl })).toMatchObject({
      target: `${server}/acme/reg.git`,
      mayUseApi: true,
    });
  });

  it('is written without Git only where nobody named a Git repository', () => {
    expect(place({ ...NAMED, REGISTRY_TARGET: '/srv/reg.git' })).toMatchObject({ mayUseApi: false });
    expect(place({ ...GITEA })).toMatchObject({ mayUseApi: false });
  });

  it('of Gitea follows no variable of GitHub: its token would go to another host', () => {
    const env = { GITHUB_API_URL: 'https://evil.test/api', GITHUB_SERVER_URL: 'https://evil.test' };
    expect(place({ ...GITEA, ...env })).toMatchObject({
      apiUrl: 'https://git.acme.test/api/v1',
      target: 'https://git.acme.test/acme/reg.git',
    });
    const { REGISTRY_FORGE_URL: _, ...without } = GITEA;
    expect(() => place({ ...without, ...env })).toThrow(/REGISTRY_FORGE_URL/);
  });

  it('names an address that is none', () => {
    expect(() => place({ ...NAMED, GITHUB_API_URL: 'api' })).toThrow(/GITHUB_API_URL/);
  });

  it.each([
    ['https://git.acme.test/acme/reg.git', true],
    ['https://other.test/acme/reg.git', false],
    ['https://[', false],
    ['git@git.acme.test:acme/reg.git', false],
  ])('sends its token to %s: %s', (target, isSent) => {
    const env = { ...GITEA, GITEA_TOKEN: 'token-1234', REGISTRY_TARGET: target };
    expect('credentials' in targetOf(place(env)!, {})).toBe(isSent);
  });
});
