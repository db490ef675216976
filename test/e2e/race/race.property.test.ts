import { createPlainGitForge } from '../../../gitops/forge/plain-git/plain-git-forge';
import { openTarget } from '../../../gitops/git/open-target';
import type { TargetRepository } from '../../../gitops/git/target-repository';
import { converge, type Session } from '../../contract/forge-world';
import { samplePlanner } from '../../contract/sample-plan';
import { bareRepository, filesAt, git, seedCommit, temporaryFolder } from '../../fixtures/git/git';
import { runs, seed } from '../../runs';
import { seededRandom } from '../../gitops/change-request/random';

const PLAN = { 'claims/infra/new.yaml': 'new: 1\n', 'claims/infra/old.yaml': null };

/** A session in which something happens before every step that touches the target. */
async function restlessSession(
  bare: string,
  temporary: string,
  disturb: () => Promise<void>,
): Promise<Session> {
  const repository = await openTarget({
    target: bare,
    folder: '/',
    environment: process.env,
    temporaryFolder: temporary,
  });
  const restless: TargetRepository = {
    ...repository,
    fetch: async (refs) => {
      await disturb();
      return repository.fetch(refs);
    },
    push: async (updates) => {
      await disturb();
      return repository.push(updates);
    },
  };
  return { repository: restless, forge: createPlainGitForge(restless), close: () => repository.close() };
}

/** A person pulls and pushes again when somebody else was faster. */
function personCommits(bare: string, files: Record<string, string>): void {
  for (let attempt = 1; ; attempt++) {
    try {
      seedCommit(bare, files, { author: 'Bo Ek <bo@example.test>' });
      return;
    } catch (error) {
      if (attempt === 10) {
        throw error;
      }
    }
  }
}

/** Three runs of the same program race, some merge, and people commit to the base in between. */
async function race(seedOfRace: number): Promise<void> {
  const random = seededRandom(seedOfRace);
  const folder = temporaryFolder();
  const bare = bareRepository(folder.path, { 'README.md': 'x\n', 'claims/infra/old.yaml': 'old\n' });
  let commits = 0;
  const disturb = async () => {
    // Whose turn it is: a random number of turns of the event loop, sometimes a commit of somebody else.
    for (let turns = Math.floor(random() * 40); turns > 0; turns--) {
      await new Promise(setImmediate);
    }
    if (commits < 6 && random() < 0.3) {
      commits++;
      const claims = random() < 0.5 ? { [`claims/apps/person-${commits}.yaml`]: 'x\n' } : {};
      personCommits(bare, { [`docs/${commits}.md`]: `${commits}\n`, ...claims });
    }
  };
  try {
    const sessions = await Promise.all([0, 1, 2].map(() => restlessSession(bare, folder.path, disturb)));
    const merges = sessions.map(() => random() < 0.4);
    const results = await Promise.all(
      sessions.map((session, index) =>
        converge(
          session,
          samplePlanner(PLAN, { createdAt: `2026-01-0${index + 1}T00:00:00Z`, meanwhile: disturb }),
          {
            merge: merges[index] === true,
            clock: { now: () => new Date(1_767_225_600_000 + index * 1000) },
          },
        ),
      ),
    );
    const refs = git(bare, ['for-each-ref', '--format=%(refname)']).split('\n');
    // A merged request's ref goes with the merge; one that another run wrote meanwhile stays for the next run.
    expect(refs.filter((ref) => ref !== 'refs/claims/requests/storage/all')).toEqual(['refs/heads/main']);
    if (!merges.includes(true)) expect(refs).toHaveLength(2);
    const main = filesAt(bare, 'main');
    for (let number = 1; number <= commits; number++) {
      expect(main[`docs/${number}.md`]).toBe(`${number}\n`);
    }
    expect('claims/infra/new.yaml' in main).toBe(merges.includes(true));
    const subjects = git(bare, ['log', '--format=%s', 'main']).split('\n');
    expect(subjects.filter((subject) => subject === 'seed')).toHaveLength(commits + 1);
    expect(subjects.filter((subject) => subject !== 'seed')).toHaveLength(merges.includes(true) ? 1 : 0);
    for (const [index, result] of results.entries()) {
      // What is reported as merged is in the base.
      if (result.action === 'merged') {
        expect(git(bare, ['rev-list', '--count', `main..${String(result.commit)}`])).toBe('0');
      }
      expect(result.action).toMatch(
        merges[index] === true ? /^(merged|none)$/ : /^(created|updated|unchanged|none)$/,
      );
    }
    const last = sessions[2]!;
    const settled = await converge(last, samplePlanner(PLAN), { merge: true });
    expect(settled.action).toMatch(/^(merged|none)$/);
    expect(filesAt(bare, 'main')).toMatchObject({ 'claims/infra/new.yaml': 'new: 1\n' });
    expect(await converge(last, samplePlanner(PLAN))).toMatchObject({ action: 'none', writes: 0 });
    expect(git(bare, ['for-each-ref', '--format=%(refname)'])).toBe('refs/heads/main');
    expect(git(bare, ['fsck', '--strict', '--no-dangling'])).toBe('');
    await Promise.all(sessions.map((session) => session.close()));
  } finally {
    folder.remove();
  }
}

const first = seed() ?? 1;

test.each(Array.from({ length: runs(1, 120) }, (_, index) => first + index))(
  'runs that race with each other and with people lose nothing (seed %i)',
  race,
  60_000,
);
