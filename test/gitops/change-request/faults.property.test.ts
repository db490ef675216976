import { ToolkitError } from '../../../core/errors/toolkit-error';
import type { ConvergeResult } from '../../../gitops/change-request/converge-options';
import type { ChangePlan } from '../../../gitops/change-request/change-plan';
import { createGitHubForge } from '../../../gitops/forge/github/github-forge';
import { converge, type Session } from '../../contract/forge-world';
import { memoryTarget, type Mishap } from '../../contract/memory-target';
import { type Declared, samplePlanner } from '../../contract/sample-plan';
import {
  createFaultPlan,
  type GitHub,
  type HostedRepository,
  type SeededFaultPlan,
  startGitHub,
  VirtualClock,
} from '../../fixtures/github';
import { virtualLimits } from '../../fixtures/github/virtual-limits';
import { runs, seed } from '../../runs';
import { seededRandom } from './random';

const BRANCH = 'claims/storage/all';
const BOTS = ['bot-a', 'bot-b'] as const;
/** GitHub's documented budget of requests that create content, a minute. */
const BUDGET = 80;
/** Plans at once in this process: while one waits for its turn of the event loop, another works. */
const AT_ONCE = 24;
const LONG = 'x'.repeat(40);

/** What may end a run while the forge fails: never a bug's error. */
const KINDS = new Set(['auth', 'unavailable', 'not-found', 'conflict', 'input', 'policy']);

/** The program's declarations, which change from round to round. */
function declared(version: number): Declared {
  return {
    'claims/infra/new.yaml': `new: ${version}\n`,
    'claims/infra/old.yaml': null,
    [`claims/v${version}.yaml`]: 'v\n',
  };
}

/** One forge that fails by its plan, two bots with a program, and people who do as they like. */
class Trial {
  readonly clock = new VirtualClock(new Date());
  readonly random: () => number;
  readonly faults: SeededFaultPlan;
  /** Commits of people, with what they are on. */
  readonly commits: string[] = [];
  github!: GitHub;
  hosted!: HostedRepository;
  #active = true;
  /** A person closed or merged the request: the program has to say something new for there to be one again. */
  #isOver = false;
  readonly #withComments: boolean;

  constructor(readonly number: number) {
    this.random = seededRandom(number);
    this.faults = createFaultPlan(number, 0.02 + this.random() * 0.25);
    this.#withComments = this.random() < 0.3;
  }

  async run(): Promise<void> {
    this.github = await startGitHub({
      mode: 'memory',
      listen: false,
      checkOpenApi: false,
      clock: this.clock,
      faultPlan: this.faults,
    });
    this.hosted = this.github.repository('acme', 'harvester');
    this.hosted.createWithFiles({ 'README.md': 'hello\n', 'claims/infra/old.yaml': 'old\n' });
    const sessions = BOTS.map((login) => this.#session(login));
    const rounds = 1 + Math.floor(this.random() * 2);
    for (let round = 0; round < rounds; round++) {
      await Promise.all(sessions.map((session) => this.#attempt(session, round)));
    }
    this.faults.stop();
    this.#active = false;
    await this.#settle(sessions, this.#isOver ? rounds : rounds - 1);
    for (const login of BOTS) {
      expect(this.github.log.busiest(60_000, login)).toBeLessThanOrEqual(BUDGET);
    }
    await this.github.stop();
  }

  #session(login: string): Session {
    const token = this.github.addToken(login);
    const random = seededRandom(this.number * 31 + login.charCodeAt(4));
    const intensity = random() * 0.2;
    const repository = memoryTarget(this.hosted, {
      login,
      mishap: (): Mishap => {
        this.#person();
        if (!this.#active || random() >= intensity) return 'none';
        return random() < 0.5 ? 'before' : 'after';
      },
    });
    const forge = createGitHubForge(repository, {
      apiUrl: this.github.apiUrl,
      token,
      repository: 'acme/harvester',
      version: '0.1.0',
      commits: random() < 0.5 ? 'api' : 'push',
      longestPause: Number.POSITIVE_INFINITY,
      wait: this.clock.sleep,
      fetch: (input, init) => {
        this.#person();
        return this.github.fetch(input, init);
      },
      ...virtualLimits(this.clock),
    });
    return { repository, forge, close: () => repository.close() };
  }

  #converge(session: Session, version: number, takeOver = false): Promise<ConvergeResult<ChangePlan>> {
    const more = this.#withComments ? [`part two of ${version} ${LONG}`, `part three of ${version}`] : [];
    const parts = [`claims, version ${version}`, ...more.slice(0, 2 - (version % 2))];
    return converge(session, samplePlanner(declared(version), { title: `Claims ${version}`, parts }), {
      retry: { attempts: 5, wait: this.clock.sleep, firstWait: 1000 },
      clock: this.clock,
      takeOver,
    });
  }

  /** A run while everything goes wrong may fail, but only in ways that the catalogue knows. */
  async #attempt(session: Session, version: number): Promise<void> {
    try {
      await this.#converge(session, version);
    } catch (error) {
      if (!ToolkitError.isToolkitError(error) || !KINDS.has(error.kind)) throw error;
    }
  }

  /** Somebody does something, rarely. */
  #person(): void {
    if (!this.#active || this.random() >= 0.02) return;
    const { hosted } = this;
    const [open] = hosted.pulls('open');
    const choice = this.random();
    if (choice < 0.4) {
      this.commits.push(hosted.commit('main', { [`docs/${this.commits.length}.md`]: 'by hand\n' }));
    } else if (choice < 0.55) {
      this.commits.push(
        hosted.commit('main', { 'claims/infra/new.yaml': `by: hand ${this.commits.length}\n` }),
      );
    } else if (choice < 0.75 && hosted.head(BRANCH) !== undefined) {
      this.commits.push(hosted.commit(BRANCH, { [`claims/fix-${this.commits.length}.yaml`]: 'by hand\n' }));
    } else if (choice < 0.9 && open !== undefined) {
      hosted.closePull(open.number);
      this.#isOver = true;
    } else if (open !== undefined && hosted.mergedTree('main', open.headSha) !== undefined) {
      hosted.mergePull(open.number);
      this.#isOver = true;
    }
  }

  /** Everything works again: one more run of each bot. */
  async #settle(sessions: readonly Session[], version: number): Promise<void> {
    this.#assertNothingLost();
    for (const session of sessions) {
      const foreign = await this.#converge(session, version).then(
        () => false,
        (error: unknown) => {
          if (ToolkitError.isToolkitError(error) && error.code === 'request-foreign-commits') return true;
          throw error;
        },
      );
      this.#assertNothingLost();
      if (foreign) {
        // The person takes what is theirs elsewhere and lets us go on.
        this.hosted.setBranch('people/work', this.hosted.head(BRANCH)!);
        await this.#converge(session, version, true);
      }
    }
    await this.#assertConverged(sessions, version);
  }

  async #assertConverged(sessions: readonly Session[], version: number): Promise<void> {
    const { hosted } = this;
    const [open, ...more] = hosted.pulls('open');
    expect(more).toEqual([]);
    expect(open).toMatchObject({ title: `Claims ${version}`, head: BRANCH, base: 'main' });
    const head = hosted.head(BRANCH)!;
    expect(open!.headSha).toBe(head);
    const wanted = { ...hosted.files('main'), ...(declared(version) as Record<string, string>) };
    delete wanted['claims/infra/old.yaml'];
    const files = filesOfTree(hosted, hosted.mergedTree('main', head)!);
    delete files['claims/registry.yaml'];
    delete wanted['claims/registry.yaml'];
    expect(files).toEqual(wanted);
    const branches = Object.keys(hosted.branches()).filter((name) => name !== 'people/work');
    expect(branches.sort()).toEqual([BRANCH, 'main']);
    const expectedComments = this.#withComments ? 2 - (version % 2) : 0;
    expect(hosted.comments(open!.number)).toHaveLength(expectedComments);
    const from = this.github.log.length;
    for (const session of sessions) {
      expect(await this.#converge(session, version)).toMatchObject({ action: 'unchanged', writes: 0 });
    }
    expect(this.github.log.writes(from)).toEqual([]);
    expect(hosted.head(BRANCH)).toBe(head);
    this.#assertNothingLost();
  }

  /** Each commit of a person is on a branch, or at the head of a request, where the forge keeps it. */
  #assertNothingLost(): void {
    const { hosted } = this;
    const kept = [...Object.values(hosted.branches()), ...hosted.pulls().map(({ headSha }) => headSha)];
    for (const commit of this.commits) {
      expect(kept.some((head) => hosted.contains(head, commit))).toBe(true);
    }
  }
}

function filesOfTree(hosted: HostedRepository, tree: string): Record<string, string> {
  const { graph } = hosted.inside;
  return Object.fromEntries(
    Array.from(graph.leaves(tree), ([path, { id }]) => [path, graph.blob(id)!.toString()]),
  );
}

test('two bots and people on a forge that fails: one request with the planned tree, nothing lost, within the budget', async () => {
  const only = seed();
  const count = only === undefined ? runs(30, 10_000) : 1;
  let next = only ?? 1;
  const end = next + count;
  const work = async (): Promise<void> => {
    while (next < end) {
      const trial = new Trial(next++);
      try {
        await trial.run();
      } catch (error) {
        const log = only === undefined ? '' : `\n${trial.github.log.text()}`;
        throw new Error(
          `SEED=${trial.number} fails: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}${log}`,
          { cause: error },
        );
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}, 3_600_000);
