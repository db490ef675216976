import { startAnswers } from '../../../collector/reconciler/answers/start-answers';
import { RECONCILER_SETTINGS } from '../../../collector/reconciler/reconciler-settings';
import { registryPlace } from '../../../collector/reconciler/run/registry-place';
import { createLogger } from '../../../collector/service/logger';
import { readEnvironment } from '../../../collector/service/read-environment';
import { observed } from '../../collector/reconciler/observed';
import { treeOf } from '../../fixtures/trees/claims-with-ledger';
import { type GitHub, startGitHub } from '../../fixtures/github';

const DEADLINE = 60_000;

async function until(met: () => boolean): Promise<void> {
  const end = performance.now() + DEADLINE;
  while (!met()) {
    if (performance.now() > end) throw new Error('nothing came of it in a minute');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe('answers, over real HTTP and real Git', () => {
  let github: GitHub;
  const place = (more: Record<string, string> = {}) => {
    const env = {
      PATH: process.env['PATH'],
      REGISTRY_REPO_OWNER: 'acme',
      REGISTRY_REPO_NAME: 'harvester',
      REGISTRY_TARGET: github.gitUrl('acme', 'harvester'),
      REGISTRY_FORGE_URL: github.apiUrl,
      GITHUB_TOKEN: github.token,
      ...more,
    };
    return { place: registryPlace(readEnvironment(RECONCILER_SETTINGS, env), env)!, env };
  };
  beforeEach(async () => {
    github = await startGitHub({ mode: 'bare', clock: { now: () => new Date() } });
  });
  afterEach(async () => {
    await github.stop();
  });

  it('a merged request gets its comment with the defaults, and keeps it over a restart', async () => {
    const hosted = github.repository('acme', 'harvester');
    hosted.createWithFiles(treeOf({ db: 1 }));
    hosted.commit('claims/storage/all', treeOf({ db: 1, cache: 1 }), { by: 'claims-bot' });
    const number = hosted.openAsStranger({
      author: 'claims-bot',
      head: 'claims/storage/all',
      fork: undefined,
    });
    hosted.mergePull(number);
    const cause = { kind: 'Instance', name: 'cache-x', reason: 'Quota' };
    const status = { statusMessage: '', ready: { status: 'False' }, generation: 1, cause } as const;
    const made = { firstSeenAt: Date.now() + 1000, generationAt: Date.now() + 1000, wasReady: false };
    const claims = [observed('cache', { ...made, status })];
    for (let restarts = 0; restarts < 2; restarts++) {
      const from = github.log.length;
      const loop = startAnswers(place().place, {
        env: place().env,
        observe: () => Promise.resolve({ claims, clusters: ['prod'] }),
        hasReports: () => Promise.resolve(true),
        term: () => Promise.resolve(1),
        logger: createLogger('silent', { write: () => undefined }),
        version: '1.0.0',
      });
      await until(() => hosted.comments(number).length > 0 && github.log.length > from + 2);
      await loop?.close(5_000);
    }
    expect(hosted.comments(number).map(({ body }) => body.split('\n').at(-1))).toEqual([
      '- `infra/cache` in `prod`: `Instance cache-x: Quota`',
    ]);
  });

  it('nothing is asked where that is switched off, nor on plain Git', () => {
    const start = { env: {}, version: '1.0.0' } as never;
    expect(startAnswers(place({ REGISTRY_ANSWERS: 'false' }).place, start)).toBeUndefined();
    expect(startAnswers(place({ REGISTRY_FORGE: 'git' }).place, start)).toBeUndefined();
    expect(github.log.length).toBe(0);
  });
});
