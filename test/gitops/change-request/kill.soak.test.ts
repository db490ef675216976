import { rmSync } from 'node:fs';
import { createPlainGitForge } from '../../../gitops/forge/plain-git/plain-git-forge';
import { openTarget } from '../../../gitops/git/open-target';
import { converge } from '../../contract/forge-world';
import { samplePlanner } from '../../contract/sample-plan';
import { bareRepository, filesAt, git, temporaryFolder } from '../../fixtures/git/git';
import { engineProgram, type KillPoint, runKilled } from '../../fixtures/programs/killed-run';
import { runs, seed } from '../../runs';
import { seededRandom } from './random';

const BASE = { 'README.md': 'x\n', 'claims/infra/old.yaml': 'old\n' };
const PLAN = { 'claims/infra/new.yaml': 'new: 1\n', 'claims/infra/old.yaml': null };
const REQUEST = 'refs/claims/requests/storage/all';

/** Kills one run, looks at what it left, and lets the next run finish. */
async function killAndFinish(merge: boolean, point: KillPoint): Promise<void> {
  const folder = temporaryFolder();
  const bare = bareRepository(folder.path, BASE);
  const before = git(bare, ['rev-parse', 'main']);
  try {
    await runKilled(folder.path, engineProgram(bare, folder.path, PLAN, merge), point);
    expect(git(bare, ['fsck', '--strict', '--no-dangling'])).toBe('');
    const refs = git(bare, ['for-each-ref', '--format=%(refname)']).split('\n');
    const main = git(bare, ['rev-parse', 'main']);
    if (main !== before) {
      // Complete: one commit on top of the base, which is the request's.
      expect(merge).toBe(true);
      expect(git(bare, ['rev-parse', 'main^'])).toBe(before);
      expect(filesAt(bare, 'main')).toMatchObject({ 'claims/infra/new.yaml': 'new: 1\n' });
    }
    if (refs.includes(REQUEST)) {
      expect(git(bare, ['rev-parse', `${REQUEST}^`])).toBe(before);
      expect(Object.keys(filesAt(bare, REQUEST)).sort()).toEqual([
        'README.md',
        'claims/infra/new.yaml',
        'claims/registry.yaml',
      ]);
    }
    const repository = await openTarget({ target: bare, folder: '/', environment: process.env });
    const session = { repository, forge: createPlainGitForge(repository), close: () => repository.close() };
    const next = await converge(session, samplePlanner(PLAN), { merge }).catch((error: unknown) => {
      // Git itself died with a ref in its hand. Only a person can know that nobody holds it any more: the error names the file.
      expect(error).toMatchObject({ code: 'target-locked' });
      const [, lock] = /Unable to create '([^']*\.lock)'/.exec(String(error)) ?? [];
      expect(lock).toBeDefined();
      rmSync(lock as string);
      return converge(session, samplePlanner(PLAN), { merge });
    });
    expect(next.action).toMatch(merge ? /^(merged|none)$/ : /^(created|unchanged)$/);
    expect(filesAt(bare, merge ? 'main' : REQUEST)).toMatchObject({ 'claims/infra/new.yaml': 'new: 1\n' });
    expect(await converge(session, samplePlanner(PLAN), { merge })).toMatchObject({ writes: 0 });
    expect(git(bare, ['rev-list', '--count', merge ? 'main' : REQUEST])).toBe('2');
    await session.close();
  } finally {
    folder.remove();
  }
}

/** Kill points in the order of a seeded shuffle: each Git command before, after and while it runs, and random moments. */
async function killPoints(merge: boolean, count: number): Promise<readonly KillPoint[]> {
  const folder = temporaryFolder();
  const bare = bareRepository(folder.path, BASE);
  const started = Date.now();
  const whole = await runKilled(folder.path, engineProgram(bare, folder.path, PLAN, merge));
  const duration = Date.now() - started;
  folder.remove();
  expect(whole.code).toBe(0);
  const random = seededRandom((seed() ?? 1) + Number(merge));
  const points: KillPoint[] = [];
  for (let call = 1; call <= whole.calls; call++) {
    points.push({ when: 'before', call }, { when: 'after', call });
    points.push({ when: 'during', call, seconds: Math.round(random() * 30) / 1000 });
  }
  for (let more = 0; more < count; more++) {
    points.push({ when: 'time', milliseconds: Math.floor(random() * duration) });
  }
  return points
    .map((point) => ({ point, order: random() }))
    .sort((one, other) => one.order - other.order)
    .slice(0, count)
    .map(({ point }) => point);
}

test.each([false, true])(
  'a run killed at any point leaves the target as it was or complete, and the next one finishes (merge: %s)',
  async (merge) => {
    for (const point of await killPoints(merge, runs(3, 150))) {
      try {
        await killAndFinish(merge, point);
      } catch (error) {
        throw new Error(`killed ${JSON.stringify(point)}: ${String(error)}`, { cause: error });
      }
    }
  },
  runs(60_000, 3_600_000),
);
