import { execFileSync } from 'node:child_process';

import { startGitHub } from '../../fixtures/github';
import type { GitHub } from '../../fixtures/github';
import { client, commitByApi, each, FILES, REPO, said } from './client';

// The first request of a file also reads the 13 MB description.
jest.setTimeout(30_000);

describe.each(['memory', 'bare'] as const)('Git data of the GitHub fixture, mode %s', (mode) => {
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

  test('a commit through trees with a base, inline content and a new ref', async () => {
    const { sha, ref } = await commitByApi(call, 'claims/shop/all', {
      'claims/infra/db/postgres.yaml': 'kind: Postgres\n',
    });
    expect(ref.status).toBe(201);
    expect(repository().head('claims/shop/all')).toBe(sha);
    expect(repository().files('claims/shop/all')).toEqual({
      ...FILES,
      'claims/infra/db/postgres.yaml': 'kind: Postgres\n',
    });
    const read = await call('GET', `${REPO}/git/commits/${sha}`);
    expect(read.body).toMatchObject({
      sha,
      message: 'Update claims/shop/all',
      author: { name: 'claims-bot' },
    });
    const tree = await call('GET', `${REPO}/git/trees/${sha}?recursive=1`);
    expect(each(tree.body.tree, 'path')).toContain('claims/infra/db/postgres.yaml');
  });

  test('a removal empties folders away; a path that is not there is refused', async () => {
    const head = repository().head('main');
    const gone = await call('POST', `${REPO}/git/trees`, {
      base_tree: head,
      tree: [{ path: 'claims/infra/kustomization.yaml', mode: '100644', type: 'blob', sha: null }],
    });
    const tree = await call('GET', `${REPO}/git/trees/${gone.body.sha as string}?recursive=1`);
    expect(each(tree.body.tree, 'path')).toEqual(['README.md', 'claims', 'claims/registry.yaml']);
    const absent = await call('POST', `${REPO}/git/trees`, {
      base_tree: head,
      tree: [{ path: 'nope', mode: '100644', type: 'blob', sha: null }],
    });
    expect(said(absent)).toEqual([422, 'GitRPC::BadObjectState']);
  });

  test('a ref moves by fast-forward alone, unless forced', async () => {
    const main = repository().head('main')!;
    const { sha } = await commitByApi(call, 'work', { a: '1\n' });
    const back = await call('PATCH', `${REPO}/git/refs/heads/work`, { sha: main });
    expect(said(back)).toEqual([422, 'Update is not a fast forward']);
    expect(repository().head('work')).toBe(sha);
    const forced = await call('PATCH', `${REPO}/git/refs/heads/work`, { sha: main, force: true });
    expect([forced.status, repository().head('work')]).toEqual([200, main]);
    const forward = await call('PATCH', `${REPO}/git/refs/heads/work`, { sha, force: false });
    expect([forward.status, repository().head('work')]).toEqual([200, sha]);
  });

  test('refs are refused in GitHub’s words', async () => {
    const main = repository().head('main')!;
    const refusals = [
      await call('POST', `${REPO}/git/refs`, { ref: 'refs/heads/main', sha: main }),
      await call('POST', `${REPO}/git/refs`, { ref: 'refs/heads/main/sub', sha: main }),
      await call('POST', `${REPO}/git/refs`, { ref: 'refs/heads/new', sha: '0'.repeat(40) }),
      await call('PATCH', `${REPO}/git/refs/heads/absent`, { sha: main }),
      await call('DELETE', `${REPO}/git/refs/heads/absent`),
    ];
    expect(refusals.map(said)).toEqual([
      [422, 'Reference already exists'],
      [422, 'Reference update failed'],
      [422, 'Object does not exist'],
      [422, 'Reference does not exist'],
      [422, 'Reference does not exist'],
    ]);
    expect((await call('GET', `${REPO}/git/ref/heads/absent`)).status).toBe(404);
  });

  test('branches are listed, shown and deleted, with slashes in their names', async () => {
    await commitByApi(call, 'claims/shop/all', { a: '1\n' });
    expect(each((await call('GET', `${REPO}/branches`)).body, 'name')).toEqual(['claims/shop/all', 'main']);
    expect((await call('GET', `${REPO}/branches/claims%2Fshop%2Fall`)).body.name).toBe('claims/shop/all');
    const matching = await call('GET', `${REPO}/git/matching-refs/heads/claims/`);
    expect(each(matching.body, 'ref')).toEqual(['refs/heads/claims/shop/all']);
    expect((await call('DELETE', `${REPO}/git/refs/heads/claims%2Fshop%2Fall`)).status).toBe(204);
    expect(Object.keys(repository().branches())).toEqual(['main']);
  });

  test('a repository without a commit answers 409', async () => {
    github.repository('acme', 'empty');
    const answer = await call('GET', '/repos/acme/empty/git/ref/heads/main');
    expect(said(answer)).toEqual([409, 'Git Repository is empty.']);
  });

  test('contents: created, updated by sha, refused on another sha, removed', async () => {
    const url = `${REPO}/contents/claims/infra/notes.txt`;
    const content = (text: string) => Buffer.from(text).toString('base64');
    const created = await call('PUT', url, { message: 'add', content: content('one\n') });
    expect(created.status).toBe(201);
    const sha = created.body.content.sha as string;
    const missing = await call('PUT', url, { message: 'again', content: content('two\n') });
    expect(said(missing)).toEqual([422, `Invalid request.\n\n"sha" wasn't supplied.`]);
    const wrong = await call('PUT', url, {
      message: 'again',
      content: content('two\n'),
      sha: '0'.repeat(40),
    });
    expect(said(wrong)).toEqual([409, `claims/infra/notes.txt does not match ${'0'.repeat(40)}`]);
    const updated = await call('PUT', url, { message: 'update', content: content('two\n'), sha });
    expect([updated.status, repository().file('claims/infra/notes.txt')]).toEqual([200, 'two\n']);
    const removed = await call('DELETE', url, { message: 'remove', sha: updated.body.content.sha });
    expect([removed.status, repository().file('claims/infra/notes.txt')]).toEqual([200, undefined]);
    expect((await call('GET', url)).status).toBe(404);
  });

  test('contents above 1 MB come without content, raw or as a blob', async () => {
    const big = 'x'.repeat(1_048_577);
    repository().commit('main', { 'big.txt': big, 'fits.txt': 'y'.repeat(1_048_576) });
    const shown = await call('GET', `${REPO}/contents/big.txt`);
    expect(shown.body).toMatchObject({ content: '', encoding: 'none', size: big.length });
    expect((await call('GET', `${REPO}/contents/fits.txt`)).body).toMatchObject({
      encoding: 'base64',
      size: 1_048_576,
    });
    const raw = await call('GET', `${REPO}/contents/big.txt`, undefined, {
      accept: 'application/vnd.github.raw+json',
    });
    expect(raw.body === big).toBe(true);
    const blob = await call('GET', `${REPO}/git/blobs/${shown.body.sha as string}`);
    expect(Buffer.from(blob.body.content as string, 'base64').toString() === big).toBe(true);
  });

  test('a folder’s contents are its entries', async () => {
    const root = await call('GET', `${REPO}/contents/claims?ref=main`);
    expect(root.body).toMatchObject([
      { name: 'infra', type: 'dir' },
      { name: 'registry.yaml', type: 'file' },
    ]);
    expect((await call('GET', `${REPO}/contents/`)).body).toHaveLength(2);
  });

  test('compare tells ahead, behind and diverged, with the files', async () => {
    await commitByApi(call, 'work', { 'claims/a.yaml': 'a: 1\n' });
    const ahead = await call('GET', `${REPO}/compare/main...work`);
    expect(ahead.body).toMatchObject({ status: 'ahead', ahead_by: 1, behind_by: 0 });
    expect(ahead.body.files).toMatchObject([{ filename: 'claims/a.yaml', status: 'added', additions: 1 }]);
    repository().commit('main', { 'README.md': '# changed\n' });
    expect((await call('GET', `${REPO}/compare/main...work`)).body).toMatchObject({
      status: 'diverged',
      ahead_by: 1,
      behind_by: 1,
    });
    expect((await call('GET', `${REPO}/compare/work...work`)).body.status).toBe('identical');
    expect((await call('GET', `${REPO}/commits?sha=main&path=README.md`)).body).toHaveLength(2);
  });

  test('a protected branch takes no direct write', async () => {
    repository().protect('main');
    const { sha } = await commitByApi(call, 'work', { a: '1\n' });
    const direct = await call('PATCH', `${REPO}/git/refs/heads/main`, { sha });
    expect(said(direct)).toEqual([422, expect.stringMatching(/^Repository rule violations found/)]);
  });

  if (mode === 'bare') {
    test('everything written is a sound repository to Git', async () => {
      await commitByApi(call, 'work', { 'claims/a.yaml': 'a: 1\n', 'claims/ä ö.yaml': 'b: 2\n' });
      repository().commit(
        'main',
        Object.fromEntries(
          Array.from({ length: 150 }, (_, index) => [`many/${index}.yaml`, `n: ${index}\n`]),
        ),
      );
      const git = (...argv: string[]) =>
        execFileSync('git', ['--git-dir', repository().gitDirectory!, ...argv], { encoding: 'utf8' });
      expect(git('fsck', '--strict', '--no-dangling')).toBe('');
      expect(git('rev-parse', 'main').trim()).toBe(repository().head('main'));
      expect(git('show', 'work:claims/a.yaml')).toBe('a: 1\n');
    });
  }
});
