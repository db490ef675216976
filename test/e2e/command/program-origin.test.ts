import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ciCommit } from '../../../toolkit/program-origin/ci-commit';
import { commitAddress } from '../../../toolkit/program-origin/commit-address';
import { bareRepository, git, temporaryFolder } from '../../fixtures/git/git';
import { claims, writeProject, writeProgram } from '../../cli/cli-run';

const SHA = 'a'.repeat(40);

describe('which program declares the claims', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let bare: string;
  let prog: string;
  beforeEach(() => {
    folder = temporaryFolder();
    bare = bareRepository(folder.path);
    git(folder.path, ['init', '--quiet', 'app']);
    prog = join(folder.path, 'app', 'infra claims');
    mkdirSync(prog);
    writeProject(prog, [{ key: 'infra/app' }], '  project: shop\n');
    writeFileSync(join(prog, 'main.js.txt'), '');
  });
  afterEach(() => {
    folder.remove();
  });
  const commit = (): string => {
    git(join(folder.path, 'app'), ['add', '-A']);
    git(join(folder.path, 'app'), ['-c', 'user.name=a', '-c', 'user.email=a@b.test', 'commit', '-qm', 'x']);
    return git(prog, ['rev-parse', 'HEAD']);
  };
  const remote = (url: string): void => {
    git(prog, ['remote', 'add', 'origin', url]);
  };
  const pushed = (): void => {
    git(prog, ['update-ref', 'refs/remotes/origin/main', 'HEAD']);
  };
  const body = async (env: Record<string, string> = {}): Promise<string> => {
    const run = await claims(['diff', '--markdown', '--target', bare], { cwd: prog, env });
    expect(run.exitCode).toBe(0);
    return run.stdout;
  };

  test('the review names repository and commit and links to the line at that commit', async () => {
    const id = commit();
    remote('https://ada:geheim@github.com/acme/app.git');
    pushed();
    const text = await body();
    expect(text).toContain(
      `Declared by \`acme/app\` at commit \`${id.slice(0, 12)}\` ([open](https://github.com/acme/app/commit/${id})).`,
    );
    expect(text).toContain(
      `\`main.js:1\` ([open](https://github.com/acme/app/blob/${id}/infra%20claims/main.js#L1))`,
    );
    expect(text).not.toContain('geheim');
  });

  test('the body of a request says the same, and another commit alone changes no request', async () => {
    commit();
    remote('git@github.com:acme/app.git');
    pushed();
    const first = await claims(['pr', '--json', '--target', bare], { cwd: prog });
    expect(first.json()).toMatchObject({ action: 'created' });
    const message = git(bare, ['log', '-1', '--format=%B', 'refs/claims/requests/shop/all']);
    expect(message).toContain('Declared by acme/app at commit');
    writeFileSync(join(prog, 'README.md'), 'x');
    commit();
    const second = await claims(['pr', '--json', '--target', bare], { cwd: prog });
    expect(second.json()).toMatchObject({ action: 'unchanged', writes: 0 });
  });

  test('a file that is not as committed is not linked, and the review says so', async () => {
    writeFileSync(join(prog, 'main.js'), 'old');
    commit();
    remote('https://github.com/acme/app');
    pushed();
    writeProgram(prog, [{ key: 'infra/app' }]);
    const text = await body();
    expect(text).toContain('with changes that are not committed.');
    expect(text).not.toContain('/blob/');
  });

  test('a commit that no server has is named without a link', async () => {
    const id = commit();
    remote('https://github.com/acme/app');
    const text = await body();
    expect(text).toContain(`Declared by \`acme/app\` at commit \`${id.slice(0, 12)}\`.`);
    expect(text).not.toContain('[open]');
  });

  test('a checkout of a CI that knows no remote branches is linked by the variables of the CI', async () => {
    const id = commit();
    const text = await body({
      GITHUB_SHA: id,
      GITHUB_SERVER_URL: 'https://ghe.example.test',
      GITHUB_REPOSITORY: 'acme/app',
    });
    expect(text).toContain(`(https://ghe.example.test/acme/app/blob/${id}/infra%20claims/main.js#L1)`);
  });

  test('without Git the variables of the CI tell', async () => {
    const text = await body({
      CI_COMMIT_SHA: SHA,
      CI_PROJECT_URL: 'https://gitlab.example.test/acme/app',
      GITLAB_CI: 'true',
      CI_PROJECT_DIR: join(folder.path, 'app'),
    });
    expect(text).toContain(`(https://gitlab.example.test/acme/app/-/blob/${SHA}/infra%20claims/main.js#L1)`);
  });

  test('where nobody tells, nothing is said', async () => {
    expect(await body()).not.toContain('Declared by');
  });
});

test.each([
  ['git@github.com:acme/app.git', 'https://github.com/acme/app/blob/'],
  ['ssh://git@codeberg.org:22/acme/app', 'https://codeberg.org/acme/app/src/commit/'],
  ['https://gitlab.com/acme/team/app.git', 'https://gitlab.com/acme/team/app/-/blob/'],
  ['https://x:y@bitbucket.org/acme/app.git', 'https://bitbucket.org/acme/app/src/'],
  ['http://gitea.example.test:3000/acme/app', 'http://gitea.example.test:3000/acme/app/src/commit/'],
  ['https://git.example.test/acme/app', undefined],
  ['https://github.com.evil.test/acme/app', undefined],
  ['https://evil.test/github.com/acme/app', undefined],
  ['/srv/git/app.git', undefined],
])('web address of a commit of %s', (address, source) => {
  expect(commitAddress(address, SHA)?.sourceUrl).toBe(source === undefined ? undefined : `${source}${SHA}`);
});

test.each([
  [
    'GITHUB_SHA',
    { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'a/b' },
    'https://github.com/a/b',
    'github',
  ],
  [
    'GITHUB_SHA',
    { GITHUB_SERVER_URL: 'https://g.test', GITHUB_REPOSITORY: 'a/b', GITEA_ACTIONS: 'true' },
    'https://g.test/a/b',
    'gitea',
  ],
  [
    'CI_COMMIT_SHA',
    { CI_PROJECT_URL: 'https://l.test/a/b', GITLAB_CI: 'true' },
    'https://l.test/a/b',
    'gitlab',
  ],
  ['CI_COMMIT_SHA', { CI_REPO_URL: 'https://w.test/a/b' }, 'https://w.test/a/b', undefined],
  [
    'BITBUCKET_COMMIT',
    { BITBUCKET_GIT_HTTP_ORIGIN: 'https://bitbucket.org/a/b' },
    'https://bitbucket.org/a/b',
    'bitbucket',
  ],
  [
    'BUILD_SOURCEVERSION',
    { BUILD_REPOSITORY_URI: 'https://dev.azure.com/a/_git/b' },
    'https://dev.azure.com/a/_git/b',
    undefined,
  ],
  ['BUILDKITE_COMMIT', { BUILDKITE_REPO: 'git@g.test:a/b.git' }, 'git@g.test:a/b.git', undefined],
  ['CIRCLE_SHA1', { CIRCLE_REPOSITORY_URL: 'git@github.com:a/b.git' }, 'git@github.com:a/b.git', undefined],
  ['DRONE_COMMIT_SHA', { DRONE_REPO_LINK: 'https://d.test/a/b' }, 'https://d.test/a/b', undefined],
  ['GIT_COMMIT', { GIT_URL: 'https://j.test/a/b' }, 'https://j.test/a/b', undefined],
])('%s with %j tells commit and repository', (variable, env, address, forge) => {
  expect(ciCommit({ [variable]: SHA, ...env })).toMatchObject({ commit: SHA, remote: address });
  expect(ciCommit({ [variable]: SHA, ...env })?.forge).toBe(forge);
  expect(ciCommit({ [variable]: 'HEAD; rm', ...env })).toBeUndefined();
});
