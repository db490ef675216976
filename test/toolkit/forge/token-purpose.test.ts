import { join } from 'node:path';
import { isTokenOf } from '../../../toolkit/forge/token-purpose';
import { temporaryFolder } from '../../fixtures/git/git';
import { loopbackServer, type LoopbackServer } from '../../fixtures/http/loopback-server';
import { claims, writeProject, type CliRun } from '../../cli/cli-run';

describe('a token goes to the server that it was given for', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let server: LoopbackServer;
  beforeEach(async () => {
    folder = temporaryFolder();
    server = await loopbackServer((_request, response) => response.writeHead(401).end());
  });
  afterEach(async () => {
    await server.stop();
    folder.remove();
  });
  const run = (
    env: Record<string, string>,
    forge: string,
    host = '127.0.0.1',
    argv = ['pr', '--json'],
  ): Promise<CliRun> => {
    const target = `${server.origin.replace('127.0.0.1', host)}/acme/harvester.git`;
    writeProject(
      join(folder.path, 'project'),
      [{ key: 'infra/app' }],
      `  target: ${target}\n  project: shop\n  forge: ${forge}\n`,
    );
    return claims(argv, { cwd: join(folder.path, 'project'), env });
  };
  const tokens = (): (string | undefined)[] => server.asked.map(({ token }) => token);

  test('and Git sends it to a target on the same host', async () => {
    const forge = `{type: github, apiUrl: '${server.origin}/api/v3'}`;
    expect((await run({ GITHUB_TOKEN: 'a-secret-word-of-mine' }, forge)).exitCode).toBe(1);
    expect(tokens()).toContainEqual(expect.stringMatching(/^Basic /));
  });

  test.each(['pr', 'diff'])(
    'and not to a target elsewhere, of which the run speaks once (%s)',
    async (command) => {
      const forge = `{type: github, apiUrl: '${server.origin}/api/v3'}`;
      const failed = await run({ GITHUB_TOKEN: 'a-secret-word-of-mine' }, forge, 'localhost', [command]);
      expect(failed.exitCode).not.toBe(0);
      expect(server.asked.length).toBeGreaterThan(0);
      expect(tokens().filter((token) => token !== undefined)).toEqual([]);
      expect(failed.stderr.match(/is not sent to localhost, where the target is/g)).toHaveLength(1);
    },
  );

  test.each([
    ['github', 'https://api.github.com', 'api.github.com'],
    ['gitea', 'https://api.github.com', 'api.github.com'],
    ['gitea', '', 'GitHub'],
  ])(
    'and GITHUB_TOKEN is not sent to a %s that it is not of (GITHUB_API_URL=%s)',
    async (type, named, owner) => {
      const forge = `{type: ${type}, apiUrl: '${server.origin}/api/v1', tokenEnv: GITHUB_TOKEN}`;
      const env = {
        GITHUB_TOKEN: 'a-secret-word-of-mine',
        ...(named === '' ? {} : { GITHUB_API_URL: named }),
      };
      const failed = await run(env, forge);
      expect(failed).toMatchObject({ exitCode: 2 });
      expect(failed.json()).toMatchObject({
        error: {
          code: 'forge-token-foreign',
          message: expect.stringContaining(`GITHUB_TOKEN is for ${owner}`),
        },
      });
      expect(server.asked).toEqual([]);
    },
  );

  test('and GITHUB_TOKEN is sent where GITHUB_API_URL says that it belongs, in Actions of Gitea too', async () => {
    const forge = `{type: gitea, apiUrl: '${server.origin}/api/v1', tokenEnv: GITHUB_TOKEN}`;
    const GITHUB_API_URL = `${server.origin}/api/v1`;
    await run({ GITHUB_TOKEN: 'a-secret-word-of-mine', GITHUB_API_URL }, forge);
    expect(tokens()).toContainEqual(expect.stringMatching(/^Basic /));
  });

  test.each([
    ['https://api.github.com', 'github.com', true],
    ['https://api.github.com', 'GitHub.com', true],
    ['https://git.example.test/api/v1', 'git.example.test', true],
    ['https://api.acme.ghe.com', 'acme.ghe.com', true],
    ['https://api.github.com', 'github.com.evil.test', false],
    ['https://api.github.com', 'evil.test', false],
    ['https://github.com', 'api.github.com', false],
    ['https://git.example.test', 'example.test', false],
    ['', 'evil.test', false],
  ])('%s and a target on %s: %s', (apiUrl, host, expected) => {
    expect(isTokenOf({ type: 'github', apiUrl }, host)).toBe(expected);
  });
});
