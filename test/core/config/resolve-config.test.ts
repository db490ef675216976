import { parseProjectConfig } from '../../../core/config/project-config';
import { resolveConfig, toPlanConfig } from '../../../core/config/resolve-config';
import type { ConfigFlags } from '../../../core/config/setting';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { Issue } from '../../../core/issue';

function resolve(
  yaml: string,
  flags: ConfigFlags = {},
  env: Record<string, string> = {},
): ReturnType<typeof resolveConfig> {
  const { config, issues } = parseProjectConfig(yaml, 'cdk8s.yaml');
  expect(issues).toEqual([]);
  return resolveConfig({ flags, env, file: config });
}

function issuesOf(run: () => unknown): readonly Issue[] {
  try {
    run();
  } catch (error) {
    if (ToolkitError.isToolkitError(error)) return error.issues;
    throw error;
  }
  throw new Error('expected an error');
}

describe('resolveConfig', () => {
  test('flag wins over environment, environment over file, file over default', () => {
    const yaml = 'gitops:\n  base: from-file\n  root: file-root\n  project: file-project\n';
    const config = resolve(
      yaml,
      { base: 'from-flag' },
      { CLAIMS_BASE: 'from-env', CLAIMS_ROOT: 'env-root', CLAIMS_PROJECT: '' },
    );
    expect(config).toMatchObject({
      base: 'from-flag',
      root: 'env-root',
      project: 'file-project',
      output: 'dist',
    });
  });

  test.each([
    ['', undefined, '', undefined],
    ['gitops:\n  typeCheck: false\n', undefined, '', undefined],
    ['gitops:\n  typeCheck: true\n', undefined, '', 'tsconfig.json'],
    ['gitops:\n  typeCheck: a/tsconfig.json\n', undefined, '', 'a/tsconfig.json'],
    ['gitops:\n  typeCheck: a/tsconfig.json\n', true, 'false', 'a/tsconfig.json'],
    ['gitops:\n  typeCheck: a/tsconfig.json\n', false, 'true', undefined],
    ['gitops:\n  typeCheck: a/tsconfig.json\n', undefined, '0', undefined],
    ['', undefined, '1', 'tsconfig.json'],
    ['', undefined, 'b.json', 'b.json'],
    ['', true, '', 'tsconfig.json'],
  ])('%j, flag %j and variable %j check types with %j', (yaml, typeCheck, variable, expected) => {
    expect(resolve(yaml, { typeCheck }, { CLAIMS_TYPE_CHECK: variable }).typeCheck).toBe(expected);
  });

  test('has the defaults of the harvester contract', () => {
    const config = resolve('');
    expect(config).toMatchObject({
      base: 'main',
      root: 'claims',
      project: 'local',
      webUrl: 'https://github.com',
      catalog: {
        owner: 'platform-team',
        lifecycle: 'production',
        type: 'crossplane-claim',
        tags: ['crossplane', 'claim'],
      },
      forge: { type: 'git' },
      request: { group: 'all', draft: false, autoMerge: false },
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  test('a target without a project is an error that says where to name it', () => {
    const issues = issuesOf(() => resolve('gitops:\n  target: ../harvester\n'));
    expect(issues).toMatchObject([{ code: 'config-project-missing', source: { line: 2 } }]);
    expect(issuesOf(() => resolve('', { target: 'x' }))[0]?.message).toContain('--target');
  });

  test('reports every broken rule at once, each with who said it', () => {
    const yaml =
      'output: "a\\0b"\ngitops:\n  target: x\n  project: My Project\n  repository: nope\n  forge:\n    type: gitea\n    tokenEnv: ghp_a-b\n';
    const issues = issuesOf(() => resolve(yaml, { root: '../up' }, { CLAIMS_BASE: 'a..b' }));
    expect(issues.map((issue) => issue.message).sort()).toEqual([
      "'gitops.forge.apiUrl' is required for type 'gitea'",
      "--root '../up' must not contain '.', '..' or an empty part",
      "CLAIMS_BASE 'a..b' is not a branch name",
      'gitops.forge.tokenEnv must be the name of an environment variable, not the token itself',
      "gitops.project 'My Project' must be lower-case letters, digits and hyphens, 63 characters at most, no hyphen at either end",
      "gitops.repository 'nope' must be a slug like 'owner/name'",
      "output 'a\0b' must not hold the character NUL",
    ]);
  });

  test('a password in the target is refused and not repeated', () => {
    const issues = issuesOf(() =>
      resolve('', { target: 'https://me:s3cret@git.example.test/a/b.git', project: 'p' }),
    );
    expect(JSON.stringify(issues)).not.toContain('s3cret');
    expect(issues[0]?.message).toContain('must not contain a user or password');
  });

  test.each([
    ['https://github.com/acme/harvester.git', 'acme/harvester'],
    ['git@github.com:acme/harvester.git', 'acme/harvester'],
    ['ssh://git@git.example.test:2222/acme/harvester', 'acme/harvester'],
    ['../harvester', undefined],
    ['file:///srv/acme/harvester.git', undefined],
    ['C:/repos/harvester', undefined],
  ])('the slug of %s is %s', (target, slug) => {
    expect(resolve('', { target, project: 'p' }).repository).toBe(slug);
  });

  test('tells the planner what it needs', () => {
    const config = resolve('gitops:\n  repository: acme/harvester\n  webUrl: https://git.example.test/\n');
    expect(toPlanConfig(config, ['infra/a'])).toEqual({
      project: 'local',
      root: 'claims',
      repository: 'acme/harvester',
      base: 'main',
      webUrl: 'https://git.example.test',
      catalog: {
        owner: 'platform-team',
        lifecycle: 'production',
        type: 'crossplane-claim',
        tags: ['crossplane', 'claim'],
      },
      overwrite: ['infra/a'],
    });
  });
});
