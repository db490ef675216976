import { READ_ONLY, startGitHub } from '../../fixtures/github';
import type { GitHub } from '../../fixtures/github';
import { client, commitByApi, each, FILES, REPO, said } from './client';

// The first request of a file also reads the 13 MB description.
jest.setTimeout(30_000);

/** None of this touches Git: mode memory. */
describe('comments, labels, people and checks of the GitHub fixture', () => {
  let github: GitHub;
  let call: ReturnType<typeof client>;

  beforeEach(async () => {
    github = await startGitHub({ mode: 'memory' });
    github.repository('acme', 'harvester').createWithFiles(FILES);
    call = client(github);
    await commitByApi(call, 'work', { a: '1\n' });
    await call('POST', `${REPO}/pulls`, { title: 'Claims', head: 'work', base: 'main' });
  });

  afterEach(async () => {
    await github.stop();
  });

  const repository = () => github.repository('acme', 'harvester');

  test('comments come in pages of 30 with links to the others', async () => {
    for (let index = 0; index < 65; index++) repository().comment(1, `comment ${index}`);
    const first = await call('GET', `${REPO}/issues/1/comments`);
    expect(first.body).toHaveLength(30);
    expect(first.headers.get('link')).toMatch(/[?&]page=2>; rel="next".*[?&]page=3>; rel="last"/);
    const last = await call('GET', `${REPO}/issues/1/comments?page=3`);
    expect(each(last.body, 'body')).toEqual([
      'comment 60',
      'comment 61',
      'comment 62',
      'comment 63',
      'comment 64',
    ]);
    expect(last.headers.get('link')).toMatch(/rel="prev".*rel="first"/);
    expect((await call('GET', `${REPO}/issues/1/comments?per_page=100`)).headers.get('link')).toBeNull();
  });

  test('a comment is created, changed and removed; too long a one is refused', async () => {
    const created = await call('POST', `${REPO}/issues/1/comments`, { body: 'one' });
    const url = `${REPO}/issues/comments/${created.body.id as number}`;
    expect((await call('PATCH', url, { body: 'two' })).body.body).toBe('two');
    expect(repository().comments(1)).toMatchObject([{ body: 'two', author: 'claims-bot' }]);
    const over = await call('PATCH', url, { body: 'x'.repeat(65_537) });
    expect([over.status, over.body.errors[0].message]).toEqual([
      422,
      'body is too long (maximum is 65536 characters)',
    ]);
    expect((await call('DELETE', url)).status).toBe(204);
    expect((await call('GET', url)).status).toBe(404);
  });

  test('labels are made when missing, one whatever their case, at most 50 characters', async () => {
    await call('POST', `${REPO}/issues/1/labels`, { labels: ['claims', 'Risk'] });
    await call('POST', `${REPO}/issues/1/labels`, { labels: ['CLAIMS'] });
    expect(repository().pull(1).labels).toEqual(['claims', 'Risk']);
    const over = await call('POST', `${REPO}/labels`, { name: 'x'.repeat(51) });
    expect([over.status, over.body.errors[0].message]).toEqual([
      422,
      'name is too long (maximum is 50 characters)',
    ]);
    expect((await call('POST', `${REPO}/labels`, { name: 'CLAIMS' })).body.errors[0].code).toBe(
      'already_exists',
    );
    expect((await call('DELETE', `${REPO}/issues/1/labels/risk`)).body).toMatchObject([{ name: 'claims' }]);
    expect((await call('DELETE', `${REPO}/issues/1/labels/risk`)).body.message).toBe('Label does not exist');
    expect((await call('PUT', `${REPO}/issues/1/labels`, { labels: ['only'] })).body).toMatchObject([
      { name: 'only' },
    ]);
  });

  test('assignees without access are left out, reviewers without access refused', async () => {
    repository().addCollaborators('jane');
    repository().addTeams('platform');
    expect(
      (await call('POST', `${REPO}/issues/1/assignees`, { assignees: ['jane', 'stranger'] })).body.assignees,
    ).toMatchObject([{ login: 'jane' }]);
    const stranger = await call('POST', `${REPO}/pulls/1/requested_reviewers`, { reviewers: ['stranger'] });
    expect(said(stranger)).toEqual([422, expect.stringMatching(/only be requested from collaborators/)]);
    const author = await call('POST', `${REPO}/pulls/1/requested_reviewers`, { reviewers: ['claims-bot'] });
    expect(author.body.message).toBe('Review cannot be requested from pull request author.');
    expect(
      (
        await call('POST', `${REPO}/pulls/1/requested_reviewers`, {
          reviewers: ['jane'],
          team_reviewers: ['platform'],
        })
      ).status,
    ).toBe(201);
    expect(repository().pull(1)).toMatchObject({ reviewers: ['jane'], teamReviewers: ['platform'] });
  });

  test('check runs are for apps, statuses for everyone', async () => {
    const sha = repository().head('work')!;
    const refused = await call('POST', `${REPO}/check-runs`, { name: 'claims', head_sha: sha });
    expect(said(refused)).toEqual([403, 'You must authenticate via a GitHub App.']);
    const app = client(github, { token: github.addToken('claims-app[bot]', { kind: 'app' }) });
    expect((await app('GET', '/user')).status).toBe(403);
    const run = {
      name: 'claims',
      head_sha: sha,
      conclusion: 'success',
      output: { title: 't', summary: 's' },
    };
    expect((await app('POST', `${REPO}/check-runs`, run)).status).toBe(201);
    expect((await call('GET', `${REPO}/commits/work/check-runs`)).body).toMatchObject({
      total_count: 1,
      check_runs: [{ name: 'claims' }],
    });
    await call('POST', `${REPO}/statuses/${sha}`, { state: 'pending', context: 'claims' });
    expect((await call('GET', `${REPO}/commits/${sha}/status`)).body.state).toBe('pending');
  });

  test('tokens: wrong, read-only, blind', async () => {
    const answers = [
      await client(github, { token: 'wrong' })('GET', REPO),
      await client(github, { token: github.addToken('reader', { permissions: READ_ONLY }) })(
        'POST',
        `${REPO}/issues/1/comments`,
        { body: 'x' },
      ),
      await client(github, { token: github.addToken('blind', { repositories: ['acme/other'] }) })(
        'GET',
        REPO,
      ),
    ];
    expect(answers.map(said)).toEqual([
      [401, 'Bad credentials'],
      [403, 'Resource not accessible by personal access token'],
      [404, 'Not Found'],
    ]);
    expect((await call('GET', '/user')).body.login).toBe('claims-bot');
  });
});
