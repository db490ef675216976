import { mergedRequests } from '../../../gitops/forge/web/merged-requests';
import type { FoundRequest } from '../../../gitops/forge/web/own-requests';
import { GiteaApi } from '../../../gitops/forge/gitea/gitea-api';
import { createGiteaClient } from '../../../gitops/forge/gitea/gitea-client';

const SHA = 'a'.repeat(40);
const OURS = { id: 1, fullName: 'acme/harvester' };

function request(number: number, more: Partial<FoundRequest> = {}): FoundRequest {
  return {
    number,
    url: 'https://git.example.test/1',
    state: 'closed',
    isMerged: true,
    title: 'x',
    body: '',
    head: SHA,
    labels: [],
    headEnd: { branch: 'claims/storage/all', repository: OURS },
    baseEnd: { branch: 'main', repository: OURS },
    updatedAt: 1000 - number,
    merge: { at: 1000 - number, commit: SHA },
    ...more,
  };
}

async function* pages(...given: FoundRequest[][]): AsyncGenerator<readonly FoundRequest[]> {
  for (const page of given) yield await Promise.resolve(page);
}

describe('merged requests', () => {
  it.each<[string, Partial<FoundRequest>]>([
    ['closed ones', { merge: undefined }],
    ['those of a fork', { headEnd: { branch: 'claims/storage/all', repository: { id: 2 } } }],
    ['those of a fork that is gone', { headEnd: { branch: 'claims/storage/all', repository: undefined } }],
    ['those of other branches', { headEnd: { branch: 'feature/claims/x', repository: OURS } }],
    ['those into another base', { baseEnd: { branch: 'develop', repository: OURS } }],
    ['those merged before', { merge: { at: 899, commit: SHA } }],
  ])('are not %s', async (_, more) => {
    const found = await mergedRequests(pages([request(1, more), request(2)]), 'main', 900);
    expect(found.map(({ number }) => number)).toEqual([2]);
  });

  it('are looked for until nothing was changed since', async () => {
    let asked = 0;
    const counted = async function* (): AsyncGenerator<readonly FoundRequest[]> {
      for (let page = 0; page < 10; page++) {
        asked += 1;
        yield await Promise.resolve([request(page * 50), request(page * 50 + 49)]);
      }
    };
    expect(await mergedRequests(counted(), 'main', 880)).toHaveLength(5);
    expect(asked).toBe(3);
  });

  it('are found on Gitea, also where the branch is gone', async () => {
    const asked: string[] = [];
    const repo = { id: 1, full_name: 'acme/harvester' };
    const pull = {
      number: 5,
      html_url: 'https://git.example.test/acme/harvester/pulls/5',
      state: 'closed',
      title: 'x',
      body: 'x',
      merged: true,
      merged_at: '2026-11-27T10:00:00Z',
      updated_at: '2026-11-27T10:00:01Z',
      merge_commit_sha: SHA,
      user: { id: 7, login: 'ana' },
      base: { label: 'main', ref: 'main', sha: SHA, repo_id: 1, repo },
      head: { label: 'claims/storage/all', ref: 'refs/pull/5/head', sha: '', repo_id: 1, repo },
    };
    const client = createGiteaClient({
      apiUrl: 'https://git.example.test/api/v1',
      token: 'a-secret-word',
      repository: 'acme/harvester',
      version: '0.1.0',
      fetch: (url) => {
        asked.push(new URL(url).search);
        return Promise.resolve(Response.json(asked.length > 1 ? [] : [pull, { ...pull, merged: false }]));
      },
    });
    const found = await new GiteaApi(client).mergedRequests('main', 0);
    const mergedAt = Date.UTC(2026, 10, 27, 10);
    expect(found).toEqual([{ number: 5, url: pull.html_url, mergedAt, commit: SHA }]);
    expect(asked[0]).toContain('state=closed&base_branch=main&sort=recentupdate');
  });
});
