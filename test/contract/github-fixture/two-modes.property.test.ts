import * as fc from 'fast-check';

import { createFaultPlan, startGitHub, VirtualClock } from '../../fixtures/github';
import type { GitHub } from '../../fixtures/github';
import { runs, seed } from '../../runs';
import { client, FILES, REPO } from './client';

const BRANCHES = ['claims/shop/all', 'work'] as const;

/** What programs and people do, each at whatever state the forge is in then. */
const step = fc.oneof(
  fc.record({
    do: fc.constant('commit' as const),
    branch: fc.constantFrom('main', ...BRANCHES),
    file: fc.nat(2),
    text: fc.nat(5),
  }),
  fc.record({ do: fc.constant('branch' as const), branch: fc.constantFrom(...BRANCHES) }),
  fc.record({
    do: fc.constant('write' as const),
    branch: fc.constantFrom(...BRANCHES),
    file: fc.nat(2),
    text: fc.nat(5),
    force: fc.boolean(),
  }),
  fc.record({ do: fc.constant('open' as const), branch: fc.constantFrom(...BRANCHES) }),
  fc.record({
    do: fc.constant('state' as const),
    number: fc.integer({ min: 1, max: 3 }),
    to: fc.constantFrom('open', 'closed'),
  }),
  fc.record({
    do: fc.constant('merge' as const),
    number: fc.integer({ min: 1, max: 3 }),
    method: fc.constantFrom('merge', 'squash', 'rebase'),
  }),
  fc.record({ do: fc.constant('comment' as const), number: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ do: fc.constant('look' as const), number: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ do: fc.constant('drop' as const), branch: fc.constantFrom(...BRANCHES) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function play(github: GitHub, steps: readonly Step[]): Promise<unknown[]> {
  const repository = github.repository('acme', 'harvester');
  const call = client(github, { socket: false });
  const answers: unknown[] = [];
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await call(method, REPO + path, body).catch((error: unknown) => ({
      status: 0,
      body: String(error),
    }));
    answers.push([method, path, answer.status, answer.body]);
    return answer;
  };
  for (const one of steps) {
    switch (one.do) {
      case 'commit':
        repository.commit(one.branch, { [`file-${one.file}`]: `${one.text}\n` });
        break;
      case 'branch':
        await ask('POST', '/git/refs', { ref: `refs/heads/${one.branch}`, sha: repository.head('main') });
        break;
      case 'write': {
        const parent = repository.head(one.branch) ?? repository.head('main')!;
        const entries = [
          { path: `claims/file-${one.file}`, mode: '100644', type: 'blob', content: `${one.text}\n` },
        ];
        const tree = repository.tree(parent);
        const made = await ask('POST', '/git/trees', { base_tree: tree, tree: entries });
        const commit = await ask('POST', '/git/commits', {
          message: 'x',
          tree: made.status === 201 ? made.body.sha : tree,
          parents: [parent],
        });
        await ask('PATCH', `/git/refs/heads/${one.branch}`, {
          sha: commit.status === 201 ? commit.body.sha : parent,
          force: one.force,
        });
        break;
      }
      case 'open':
        await ask('POST', '/pulls', { title: 'Claims', head: one.branch, base: 'main' });
        break;
      case 'state':
        await ask('PATCH', `/pulls/${one.number}`, { state: one.to });
        break;
      case 'merge':
        await ask('PUT', `/pulls/${one.number}/merge`, { merge_method: one.method });
        break;
      case 'comment':
        await ask('POST', `/issues/${one.number}/comments`, { body: 'text' });
        break;
      case 'look':
        await ask('GET', `/pulls/${one.number}`);
        await ask('GET', `/pulls?state=all`);
        await ask('GET', `/issues/${one.number}/comments`);
        await ask('GET', `/compare/main...work`);
        break;
      case 'drop':
        await ask('DELETE', `/git/refs/heads/${one.branch}`);
        break;
    }
  }
  return [...answers, repository.refs(), repository.pulls()];
}

describe('the two modes of the GitHub fixture', () => {
  test('answer alike, faults included, and never against the published description', async () => {
    const property = fc.asyncProperty(
      fc.array(step, { maxLength: 25 }),
      fc.nat(),
      async (steps, faultSeed) => {
        const results: unknown[] = [];
        for (const mode of ['memory', 'bare'] as const) {
          const github = await startGitHub({
            mode,
            listen: false,
            clock: new VirtualClock(),
            faultPlan: createFaultPlan(faultSeed, 0.15),
          });
          github.repository('acme', 'harvester').createWithFiles(FILES);
          try {
            results.push(await play(github, steps));
          } finally {
            await github.stop();
          }
        }
        expect(results[1]).toEqual(results[0]);
      },
    );
    await fc.assert(property, { numRuns: runs(12, 2000), seed: seed() });
  }, 600_000);
});
