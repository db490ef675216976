import { createGiteaClient } from '../../../gitops/forge/gitea/gitea-client';
import { GiteaApi } from '../../../gitops/forge/gitea/gitea-api';

const SHA = 'a'.repeat(40);
const BRANCH = 'claims/storage/all';
const REPOSITORY = { id: 1, full_name: 'acme/harvester' };

/** An API of Gitea that answers these routes, and 404 for all others. */
function api(routes: Readonly<Record<string, unknown>>): GiteaApi {
  return new GiteaApi(
    createGiteaClient({
      apiUrl: 'https://git.example.test/api/v1',
      token: 'a-secret-word',
      repository: 'acme/harvester',
      version: '0.1.0',
      wait: () => Promise.resolve(),
      fetch: (input, init) => {
        const { pathname, searchParams } = new URL(input);
        const path = pathname.replace('/api/v1', '').replace('/repos/acme/harvester', '');
        const isLater = Number(searchParams.get('page') ?? 1) > 1;
        const answer = isLater ? [] : routes[`${init?.method ?? 'GET'} ${path}`];
        if (typeof answer === 'number' || answer === undefined) {
          return Promise.resolve(Response.json({ message: 'no' }, { status: answer ?? 404 }));
        }
        return Promise.resolve(Response.json(answer));
      },
    }),
  );
}

function pull(number: number, head: object, more: object = {}): object {
  const html_url = `https://git.example.test/acme/harvester/pulls/${number}`;
  const ours = { label: BRANCH, ref: BRANCH, sha: SHA, repo_id: 1, repo: REPOSITORY };
  const base = { label: 'main', ref: 'main', sha: SHA, repo_id: 1, repo: REPOSITORY };
  const user = { id: 7, login: 'ana' };
  return {
    number,
    html_url,
    state: 'open',
    title: 'x',
    body: 'x',
    merged: false,
    user,
    base,
    ...more,
    head: { ...ours, ...head },
  };
}

const STRANGERS: Readonly<Record<string, object>> = {
  'a fork': { repo_id: 2, repo: { id: 2, full_name: 'mallory/harvester' } },
  'a fork that calls itself like the repository': {
    repo_id: 2,
    repo: { id: 2, full_name: 'acme/harvester' },
  },
  'a fork that is gone': { ref: 'refs/pull/1/head', repo_id: -1, repo: null },
  'a fork that may not be seen': { repo_id: 2, repo: null },
  'a push to refs/for/main': { label: '', ref: 'refs/pull/1/head' },
  'another branch of the repository': { label: 'claims/storage/other' },
  'a branch of the same name in other letters': { label: BRANCH.toUpperCase() },
};

describe.each(['open', 'closed'] as const)('requests on Gitea that are %s', (state) => {
  const list = (pulls: object[]) =>
    api({ 'GET /pulls': pulls, [`GET /pulls/main/${BRANCH}`]: pulls[0] }).listRequests(BRANCH, 'main', state);

  test.each(Object.entries(STRANGERS))('are not ours when they come from %s', async (_name, head) => {
    expect(await list([pull(1, head, { state })])).toEqual([]);
    const both = await list([pull(3, head, { state }), pull(2, {}, { state }), pull(1, head, { state })]);
    expect(both.map(({ number }) => number)).toEqual([2]);
  });

  test('are ours by the name of the repository where there is no number, whatever its letters are', async () => {
    const found = await list([pull(1, { repo: { id: 1, full_name: 'ACME/Harvester' } }, { state })]);
    expect(found.map(({ number }) => number)).toEqual([1]);
  });
});

describe('accounts on Gitea', () => {
  const bob = { id: 9, login: 'bob' };

  test.each([
    ['owner', 'writer'],
    ['admin', 'writer'],
    ['write', 'writer'],
    ['read', 'none'],
    ['none', 'none'],
    ['WRITE-ISH', 'none'],
  ])('with the permission %s are %s', async (permission, standing) => {
    expect(await api({ 'GET /collaborators/bob/permission': { permission } }).standing(bob)).toBe(standing);
  });

  test.each([
    ['a repository of a user, where they can be assigned', [{ login: 'Bob' }], 405, 'writer'],
    ['a repository of an organisation, where they can be assigned', [{ login: 'bob' }], [], 'member'],
    ['a repository of an organisation that tells nothing', [{ login: 'bob' }], 403, 'member'],
    ['a repository where they cannot be assigned', [{ login: 'bobby' }], 405, 'none'],
    ['a repository where nobody can be assigned', [], 405, 'none'],
  ])('of whom this token may not ask are judged by %s', async (_what, assignees, teams, standing) => {
    const routes = {
      'GET /collaborators/bob/permission': 403,
      'GET /assignees': assignees,
      'GET /teams': teams,
    };
    expect(await api(routes).standing(bob)).toBe(standing);
  });

  test('that put labels on a request are those who did so last', async () => {
    let id = 0;
    const event = (name: string, login: string, body: string) => ({
      id: ++id,
      type: 'label',
      body,
      user: { id: login.length, login },
      label: { name },
    });
    const gone = { ...event('Gone', 'x', '1'), user: { id: -1, login: 'Ghost' } };
    const timeline = [
      { id: 90, type: 'comment', body: '1', user: bob, label: null },
      event('claims/ack:infra/db', 'jane', '1'),
      event('claims/ack:infra/db', 'jane', ''),
      event('Claims/Ack:infra/DB', 'mallory', '1'),
      event('other', 'jane', '1'),
      event('other', 'jane', ''),
      gone,
    ];
    const setters = await api({ 'GET /issues/1/timeline': timeline }).labelSetters(1);
    expect([...setters].map(([label, { login }]) => [label, login])).toEqual([
      ['claims/ack:infra/db', 'mallory'],
    ]);
  });

  test.each([
    ['by itself', { 'GET /user': bob }, bob],
    ['by what it opened', { 'GET /user': 403, 'GET /repos/issues/search': [{ user: bob }] }, bob],
    ['by nothing', { 'GET /user': 403, 'GET /repos/issues/search': [] }, undefined],
    [
      'by nothing, where even that is forbidden',
      { 'GET /user': 403, 'GET /repos/issues/search': 403 },
      undefined,
    ],
  ])('of a token are known %s', async (_how, routes, expected) => {
    expect(await api(routes).self()).toEqual(expected);
  });
});
