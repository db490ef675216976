import { delimiter, dirname, join } from 'node:path';
import { childEnvironment, OWN_NODE_OPTIONS } from '../../../cli/program/child-environment';

const OPTIONS = { modelsOut: '/tmp/m.json', projectFolder: '/p/claims', secretVariables: ['MY_FORGE_KEY'] };

test('tokens never reach the program, everything else does', () => {
  const env = {
    PATH: '/bin',
    HOME: '/home/me',
    GITHUB_TOKEN: 'x',
    GH_TOKEN: 'x',
    GITEA_TOKEN: 'x',
    CLAIMS_TOKEN: 'x',
    CLAIMS_FORGE_TOKEN_FILE: 'x',
    MY_FORGE_KEY: 'x',
    CLAIMS_TARGET: 'https://bot:s3cret@git.example.test/a/b',
    STAGE: 'dev',
    CLAIMS_CACHE: '/cache',
  };
  expect(childEnvironment(env, OPTIONS)).toEqual({
    PATH: [
      join('/p/claims/node_modules/.bin'),
      '/p/node_modules/.bin',
      '/node_modules/.bin',
      dirname(process.execPath),
      '/bin',
    ].join(delimiter),
    HOME: '/home/me',
    CLAIMS_TARGET: 'https://git.example.test/a/b',
    STAGE: 'dev',
    CLAIMS_CACHE: '/cache',
    NODE_COMPILE_CACHE: join('/cache', 'compiled'),
    NODE_OPTIONS: OWN_NODE_OPTIONS.join(' '),
    CLAIMS_MODELS_OUT: '/tmp/m.json',
  });
});

test('a token is one under any name, in an address and in a header', () => {
  const token = 'd0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3';
  const header = `AUTHORIZATION: basic ${Buffer.from(`bot:${token}`).toString('base64')}`;
  const child = childEnvironment(
    {
      ...{
        PATH: '/bin',
        STAGE: 'dev',
        GITHUB_PATH: '/github/path',
        CI_PROJECT_PATH: 'acme/shop',
        NPM_TOKEN: 'npm-token-1',
      },
      ...{
        GITEA_TOKEN: token,
        DEPLOY: token,
        CI_JOB_TOKEN: 'job-token-77',
        GITLAB_PAT: 'glpat-1',
        GIT_PASSWORD: 'x',
      },
      ...{
        UPSTREAM: `https://bot:${token}@host.example/x`,
        ENCODED: Buffer.from(`x:${token}`).toString('base64'),
      },
      CI_REPOSITORY_URL: 'https://gitlab-ci-token:job-token-77@gitlab.com/acme/shop.git',
      ...{ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'http.extraheader', GIT_CONFIG_VALUE_0: header },
    },
    OPTIONS,
  );
  expect(Object.keys(child).sort()).toEqual([
    ...['CI_PROJECT_PATH', 'CLAIMS_MODELS_OUT', 'GITHUB_PATH', 'NODE_OPTIONS', 'NPM_TOKEN', 'PATH', 'STAGE'],
  ]);
});
