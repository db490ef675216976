import { startGitHub } from '../../fixtures/github';
import type { GitHub } from '../../fixtures/github';
import { client, commitByApi, each, FILES, refusal, REPO, said } from './client';

// The first request of a file also reads the 13 MB description.
jest.setTimeout(30_000);

describe.each(['memory', 'bare'] as const)('pull requests of the GitHub fixture, mode %s', (mode) => {
  let github: GitHub;
  let call: ReturnType<typeof client>;

  beforeEach(async () => {
    github = await startGitHub({ mode });
    github.repository('acme', 'harvester').createWithFiles(FILES);
    call = client(github);
  });

  afterEach(async () => {
    await github.stop();
  });

  const repository = () => github.repository('acme', 'harvester');

  async function open(
    branch = 'claims/shop/all',
    files: Record<string, string> = { 'claims/a.yaml': 'a: 1\n' },
  ): Promise<number> {
    await commitByApi(call, branch, files);
    const created = await call('POST', `${REPO}/pulls`, {
      title: 'Claims',
      body: 'text',
      head: branch,
      base: 'main',
    });
    expect([created.status, created.body.mergeable]).toEqual([201, null]);
    return created.body.number as number;
  }

  test('created once; found by head, base and state', async () => {
    const number = await open();
    const twin = await call('POST', `${REPO}/pulls`, {
      title: 'Claims',
      head: 'claims/shop/all',
      base: 'main',
    });
    expect([twin.status, twin.body.errors[0].message]).toEqual([
      422,
      'A pull request already exists for acme:claims/shop/all.',
    ]);
    const found = await call('GET', `${REPO}/pulls?state=open&head=acme:claims/shop/all&base=main`);
    expect(each(found.body, 'number')).toEqual([number]);
    expect((await call('GET', `${REPO}/pulls?head=acme:other`)).body).toEqual([]);
    expect((await call('GET', `${REPO}/pulls?state=closed`)).body).toEqual([]);
  });

  test('refused: nothing between, no such branch, too long', async () => {
    repository().setBranch('same', repository().head('main')!);
    const answers = [
      await call('POST', `${REPO}/pulls`, { title: 'x', head: 'same', base: 'main' }),
      await call('POST', `${REPO}/pulls`, { title: 'x', head: 'absent', base: 'main' }),
    ];
    expect(answers.map(refusal)).toEqual([
      [422, 'No commits between main and same'],
      [422, 'head'],
    ]);
    const number = await open();
    const fits = await call('PATCH', `${REPO}/pulls/${number}`, { body: '😀'.repeat(65_536) });
    const over = await call('PATCH', `${REPO}/pulls/${number}`, { body: 'x'.repeat(65_537) });
    expect([fits.status, over.status, over.body.errors[0].message]).toEqual([
      200,
      422,
      'body is too long (maximum is 65536 characters)',
    ]);
  });

  test('mergeable is unknown when head or base just moved, then known; a conflict is told', async () => {
    const number = await open('work', { 'README.md': '# ours\n' });
    const look = async () =>
      (await call('GET', `${REPO}/pulls/${number}`)).body as {
        mergeable: boolean | null;
        mergeable_state: string;
      };
    expect(await look()).toMatchObject({ mergeable: true, mergeable_state: 'clean' });
    repository().commit('main', { 'README.md': '# theirs\n' });
    expect((await look()).mergeable).toBeNull();
    expect(await look()).toMatchObject({ mergeable: false, mergeable_state: 'dirty' });
    const refused = await call('PUT', `${REPO}/pulls/${number}/merge`, {});
    expect(said(refused)).toEqual([405, 'Pull Request is not mergeable']);
  });

  test('merge with an expected head: 409 when it moved, merged when not', async () => {
    const number = await open();
    const before = repository().pull(number).headSha;
    repository().commit('claims/shop/all', { 'claims/human.yaml': 'h: 1\n' });
    const stale = await call('PUT', `${REPO}/pulls/${number}/merge`, { sha: before });
    expect(said(stale)).toEqual([409, 'Head branch was modified. Review and try the merge again.']);
    expect((await call('GET', `${REPO}/pulls/${number}/merge`)).status).toBe(404);
    const merged = await call('PUT', `${REPO}/pulls/${number}/merge`, {
      sha: repository().pull(number).headSha,
    });
    expect(merged.body).toMatchObject({ merged: true, sha: repository().head('main') });
    expect((await call('GET', `${REPO}/pulls/${number}`)).body).toMatchObject({
      merged: true,
      state: 'closed',
    });
    expect(repository().files('main')).toMatchObject({
      'claims/a.yaml': 'a: 1\n',
      'claims/human.yaml': 'h: 1\n',
    });
  });

  test.each(['merge', 'squash', 'rebase'] as const)(
    'method %s lands the change on a base that moved',
    async (method) => {
      const number = await open();
      repository().commit('main', { 'other.txt': 'o\n' });
      expect((await call('PUT', `${REPO}/pulls/${number}/merge`, { merge_method: method })).status).toBe(200);
      expect(repository().files('main')).toEqual({ ...FILES, 'other.txt': 'o\n', 'claims/a.yaml': 'a: 1\n' });
      expect(repository().log('main').at(-1)!.parents).toHaveLength(method === 'merge' ? 2 : 1);
    },
  );

  test('merged by a push of the base that contains it; closed when its branch goes', async () => {
    const first = await open('one', { one: '1\n' });
    repository().setBranch('main', repository().head('one')!);
    expect(repository().pull(first)).toMatchObject({ state: 'closed', mergedAt: expect.any(String) });
    const second = await open('two', { two: '2\n' });
    await call('DELETE', `${REPO}/git/refs/heads/two`);
    expect(repository().pull(second)).toMatchObject({ state: 'closed', mergedAt: null });
    const reopened = await call('PATCH', `${REPO}/pulls/${second}`, { state: 'open' });
    expect([reopened.status, reopened.body.errors[0].message]).toEqual([
      422,
      'state cannot be changed. The two branch has been deleted.',
    ]);
  });

  test('closed by a person, who is named; reopened', async () => {
    const number = await open();
    repository().closePull(number, 'jane');
    expect((await call('GET', `${REPO}/issues/${number}`)).body).toMatchObject({
      state: 'closed',
      closed_by: { login: 'jane' },
    });
    expect((await call('PATCH', `${REPO}/pulls/${number}`, { state: 'open' })).body.state).toBe('open');
  });

  test('files and commits of a request', async () => {
    const number = await open();
    repository().commit('claims/shop/all', { 'README.md': null }, { by: 'jane', message: 'Drop it' });
    const files = await call('GET', `${REPO}/pulls/${number}/files`);
    expect(files.body).toMatchObject([
      { filename: 'README.md', status: 'removed' },
      { filename: 'claims/a.yaml', status: 'added' },
    ]);
    const commits = await call('GET', `${REPO}/pulls/${number}/commits`);
    expect(commits.body).toMatchObject([{ author: { login: 'claims-bot' } }, { author: { login: 'jane' } }]);
  });

  test('draft and auto-merge through GraphQL', async () => {
    await commitByApi(call, 'work', { a: '1\n' });
    const { body } = await call('POST', `${REPO}/pulls`, {
      title: 'x',
      head: 'work',
      base: 'main',
      draft: true,
    });
    expect(body.draft).toBe(true);
    expect((await call('PUT', `${REPO}/pulls/1/merge`, {})).status).toBe(405);
    const graphql = async (mutation: string) => {
      const response = await fetch(github.apiUrl.replace('/v3', '/graphql'), {
        method: 'POST',
        headers: { authorization: `bearer ${github.token}`, 'user-agent': 'fixture-test' },
        body: JSON.stringify({
          query: `mutation($id: ID!) { ${mutation}(input: {pullRequestId: $id}) { clientMutationId } }`,
          variables: { id: body.node_id },
        }),
      });
      return (await response.json()) as { data: unknown; errors?: { message: string }[] };
    };
    await graphql('markPullRequestReadyForReview');
    expect(repository().pull(1).draft).toBe(false);
    expect((await graphql('enablePullRequestAutoMerge')).errors?.[0]?.message).toMatch(/clean status/);
    repository().protect('main');
    await graphql('enablePullRequestAutoMerge');
    expect((await call('GET', `${REPO}/pulls/1`)).body.auto_merge).toMatchObject({ merge_method: 'merge' });
  });
});
