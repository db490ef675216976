import { Answers } from '../../../../collector/reconciler/answers/answers';
import { readTouchedClaims } from '../../../../collector/reconciler/answers/read-touched-claims';
import type { TouchedClaim } from '../../../../collector/reconciler/answers/touched-claim';
import { WebAnswerForge } from '../../../../collector/reconciler/answers/web-answer-forge';
import { observedClaims } from '../../../../collector/reconciler/observed/observe-store';
import { WriteBudget } from '../../../../collector/reconciler/run/write-budget';
import { createLogger } from '../../../../collector/service/logger';
import { applyReport } from '../../../../collector/store/apply-report';
import { DAMPING } from '../../../../collector/store/damping';
import type { StoredStatus } from '../../../../collector/store/stored-status';
import type { ClaimReport } from '../../../../core/status/claim-status';
import { createGitHubClient } from '../../../../gitops/forge/github/github-client';
import { GitHubApi } from '../../../../gitops/forge/github/github-api';
import { memoryGitHub, type MemoryGitHub } from '../../../contract/memory-github';
import type { FaultPlan, GitHub, HostedRepository, VirtualClock } from '../../../fixtures/github';
import { virtualLimits } from '../../../fixtures/github/virtual-limits';
import { type ClaimSizes, treeOf } from '../../../fixtures/trees/claims-with-ledger';

/** A repository with requests on a forge, a store that gets reports, and answers that pass when told. */
export class AnswerWorld {
  readonly github: GitHub;
  readonly hosted: HostedRepository;
  readonly clock: VirtualClock;
  private readonly world: MemoryGitHub;
  private readonly stored = new Map<string, StoredStatus>();
  private sequence = 0;
  private token: string;
  answers: Answers;
  leads: number | undefined = 1;

  private constructor(world: MemoryGitHub) {
    this.world = world;
    ({ github: this.github, hosted: this.hosted, clock: this.clock } = world);
    this.token = this.github.token;
    this.answers = this.collector();
  }

  /** Claims of the category `infra` by name, with the size in their spec. */
  static async with(claims: ClaimSizes, faultPlan?: FaultPlan): Promise<AnswerWorld> {
    return new AnswerWorld(await memoryGitHub(treeOf(claims), faultPlan && { faultPlan }));
  }

  /** The process dies, and another one starts; with another account where a token is given. */
  restart(token = this.token): void {
    this.token = token;
    this.answers = this.collector();
  }

  /** A request that makes the claims these; merged at once. Its number. */
  merge(claims: ClaimSizes, head = 'claims/storage/all'): number {
    const before = Object.keys(this.hosted.files('main')).filter((path) => path.startsWith('claims/infra/'));
    const gone = Object.fromEntries(before.map((path) => [path, null]));
    this.hosted.commit(head, { ...gone, ...treeOf(claims) }, { by: 'claims-bot' });
    const number = this.hosted.openAsStranger({ author: 'claims-bot', head, title: 'x', fork: undefined });
    this.hosted.mergePull(number);
    this.hosted.deleteBranch(head);
    return number;
  }

  /** An informer reports a claim. */
  report(name: string, more: Partial<ClaimReport> = {}): void {
    const report: ClaimReport = {
      cluster: 'prod',
      claimRef: `shop/${name}`,
      identity: { apiVersion: 'acme.io/v1', kind: 'Database', namespace: 'shop', name },
      uid: `uid of ${name}`,
      order: { epoch: 1, sequence: ++this.sequence },
      statusMessage: '',
      generation: 1,
      ready: { status: 'True' },
      synced: { status: 'True' },
      ...more,
    };
    const key = `${report.cluster} ${name}`;
    const { next } = applyReport(this.stored.get(key), report, this.now(), DAMPING);
    if (next !== undefined) this.stored.set(key, next);
  }

  /** Time goes on, with a pass every five seconds as the loop does. */
  async wait(milliseconds: number, every = 5_000): Promise<void> {
    const end = this.now() + milliseconds;
    while (this.now() < end) {
      this.clock.advance(Math.min(every, end - this.now()));
      await this.answers.pass();
    }
  }

  /** Our comments on a request: what people see of them. */
  comments(number: number): string[] {
    return this.hosted.comments(number).map(({ body }) => body.slice(body.indexOf('\n- ') + 1));
  }

  /** Times at which comments were written. */
  writes(): number[] {
    return this.github.log.writes().map(({ at }) => at);
  }

  /** The same by comment: its own path. */
  commentWrites(): ReadonlyMap<string, readonly number[]> {
    const times = new Map<string, number[]>();
    for (const { at, path } of this.github.log.writes()) times.set(path, [...(times.get(path) ?? []), at]);
    return times;
  }

  stop(): Promise<void> {
    return this.github.stop();
  }

  private now(): number {
    return this.clock.now().getTime();
  }

  private collector(): Answers {
    const { github, clock, token } = this;
    const client = createGitHubClient({
      apiUrl: github.apiUrl,
      token,
      repository: 'acme/harvester',
      version: '1.0.0',
      fetch: github.fetch,
      ...virtualLimits(clock),
    });
    return new Answers({
      forge: new WebAnswerForge(() => new GitHubApi(client), 'main'),
      claimsOf: async (requests) => {
        const found = new Map<number, readonly TouchedClaim[]>();
        const { repository } = this.world.session();
        for (const { number, commit } of requests) {
          found.set(number, await readTouchedClaims(repository, commit, { base: 'main', root: 'claims' }));
        }
        return found;
      },
      observe: () => Promise.resolve({ claims: this.observed(), clusters: ['prod'] }),
      rules: [],
      term: () => Promise.resolve(this.leads),
      budget: new WriteBudget({ writes: 240, window: 3_600_000 }, () => this.now()),
      now: () => this.now(),
      logger: createLogger('silent', { write: () => undefined }),
    });
  }

  private observed() {
    const all = [...this.stored.values()];
    const snapshot = {
      statuses: all.filter(({ deletedAt }) => deletedAt === undefined),
      gone: all.filter(({ deletedAt }) => deletedAt !== undefined),
      kinds: [],
      clusters: [],
    };
    const silence = { session: 600_000, legacy: undefined };
    return observedClaims(snapshot, { damping: DAMPING, silence }, this.now());
  }
}
