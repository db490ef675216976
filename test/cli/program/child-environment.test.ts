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
