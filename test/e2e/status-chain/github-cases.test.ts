import { until } from '../../fixtures/cluster/until';
import { type CollectorProcess, startCollector } from '../../fixtures/collector/collector-process';
import { temporaryFolder } from '../../fixtures/git/git';
import { type GitHub, startGitHub } from '../../fixtures/github';
import type { Fault, FaultRequest } from '../../fixtures/github/fault-plan';
import type { HostedRepository } from '../../fixtures/github/hosted-repository';

const FILE = 'claims/registry.yaml';
const BRANCH = 'status-update-claims-registry.yaml';
const WITHIN = 120_000;
const INTERVAL = 1_000;

/** As the original's reference has it: comments, a field of a person's, clusters in no order, a second document. */
const MAP = `# clusters of acme
zeta:
  - name: other
    namespace: default
    claimRef: default/other
    statusMessage: Ready
    lastCheckedAt: "2026-11-01T00:00:00Z"
alpha:
  # ours
  - name: my-db
    namespace: default
    claimRef: default/my-db
    owner: team-x
    statusMessage: Pending
    lastCheckedAt: "2026-11-01T00:00:00Z"
---
second: document
`;
const PULLS = '/repos/{owner}/{repo}/pulls';

/** The original's reconciler, case by case (collector-and-registry.md §6.3), as a process with the original's variables, beside a GitHub on loopback. */
describe('a collector with the original’s settings', () => {
  let github: GitHub;
  let hosted: HostedRepository;
  let collector: CollectorProcess;
  let folder: ReturnType<typeof temporaryFolder>;
  let fault: (request: FaultRequest) => Fault | undefined;
  beforeEach(async () => {
    fault = () => undefined;
    folder = temporaryFolder();
    github = await startGitHub({
      mode: 'bare',
      clock: { now: () => new Date() },
      faultPlan: { next: (request) => fault(request) },
    });
    hosted = github.repository('acme', 'reg');
  });
  afterEach(async () => {
    await collector.kill();
    await github.stop({ allowProblems: true });
    folder.remove();
  });

  const start = async (
    files: Readonly<Record<string, string>> = { [FILE]: MAP },
    env = {},
  ): Promise<void> => {
    if (hosted.head('main') === undefined) hosted.createWithFiles(files);
    collector = await startCollector({
      folder: folder.path,
      env: {
        GITHUB_TOKEN: github.token,
        GITHUB_API_URL: github.apiUrl,
        GITHUB_SERVER_URL: new URL(github.apiUrl).origin,
        REGISTRY_REPO_OWNER: 'acme',
        REGISTRY_REPO_NAME: 'reg',
        REGISTRY_FILE_PATH: FILE,
        COLLECTOR_RECONCILE_INTERVAL: `${INTERVAL}ms`,
        REGISTRY_ANSWERS: 'false',
        LOG_LEVEL: 'debug',
        ...env,
      },
    });
  };
  const report = async (
    statusMessage: string,
    claimRef = 'default/my-db',
    cluster = 'alpha',
  ): Promise<void> => {
    const body = JSON.stringify({ cluster, claimRef, statusMessage });
    const { status } = await fetch(`${collector.url}/api/v1/status`, { method: 'POST', body });
    expect(status).toBe(201);
  };
  const words = (): string =>
    collector
      .stderr()
      .split('\n')
      .filter((line) => !line.includes('"msg":"request"'))
      .join('\n');
  const waited = async (what: string, met: () => boolean | Promise<boolean>): Promise<void> => {
    try {
      await until(what, met, WITHIN);
    } catch (error) {
      throw new Error(`${String(error)}\n${words().slice(-4000)}`, { cause: error });
    }
  };
  const figure = async (name: string): Promise<number> => {
    const text = await (await fetch(`${collector.url}/metrics`)).text();
    const line = text.split('\n').find((each) => each.startsWith(`${name} `));
    return Number(line?.slice(name.length) ?? 0);
  };
  const runs = (action: string): Promise<number> => figure(`claims_reconcile_runs_total{action="${action}"}`);
  const more = async (action: string, count = 2): Promise<void> => {
    const before = await runs(action);
    await waited(`${count} runs: ${action}`, async () => (await runs(action)) >= before + count);
  };
  const branches = (): string[] => Object.keys(hosted.branches()).sort();
  const proposed = (): string => hosted.file(FILE, BRANCH) ?? '';
  const opened = (): Promise<void> => waited('a request', () => hosted.pulls('open').length === 1);
  const withStatus = (message: string): RegExp =>
    new RegExp(
      `owner: team-x\\n {4}statusMessage: ${message}\\n {4}lastCheckedAt: "\\d{4}-[-\\dT:]+Z"\\n---`,
    );

  it('G01: without a report nothing is written', async () => {
    await start();
    await more('none');
    expect(github.log.writes()).toEqual([]);
    expect(branches()).toEqual(['main']);
  });

  it('G02, G03, G04: a report becomes one request with the original’s words, in which nothing else differs', async () => {
    await start();
    await report('Ready');
    await opened();
    const [pull] = hosted.pulls('open');
    expect(pull).toMatchObject({ title: 'chore: update claim statuses', base: 'main' });
    expect(pull?.body).toContain('Automated status update from machinery-status-collector.');
    expect(hosted.log(BRANCH).at(-1)?.message).toMatch(/^chore: update claim statuses\n/);
    expect(proposed()).toMatch(withStatus('Ready'));
    const kept = (text: string): string[] =>
      text.split('\n').filter((line) => !/^ {4}(?:statusMessage|lastCheckedAt):/.test(line));
    expect(kept(proposed())).toEqual(kept(MAP));
    expect(proposed().split('alpha:')[0]).toBe(MAP.split('alpha:')[0]);
  });

  it('G05, G06: a later report updates that request; once it is merged, the same report again is nothing new', async () => {
    await start();
    await report('Ready');
    await opened();
    await report('Ready=False');
    await waited('the update', () => withStatus('Ready=False').test(proposed()));
    expect(hosted.pulls()).toHaveLength(1);
    hosted.mergePull(1);
    await waited('the end of the branch', () => branches().length === 1);
    await report('Ready=False');
    await more('none');
    expect([hosted.pulls().length, branches()]).toEqual([1, ['main']]);
  });

  it('G07: a report that no entry is about changes nothing and is counted', async () => {
    await start();
    await report('Ready', 'default/nobody');
    await waited('the figure', async () => (await figure('claims_reconcile_unmatched')) === 1);
    await more('none');
    expect(github.log.writes()).toEqual([]);
  });

  it('G08: a commit that is refused twice is made once, from the base as it is by then', async () => {
    let refusals = 0;
    fault = ({ route }) => {
      if (!/git\/(?:trees|commits)$/.test(route) || refusals >= 2) return undefined;
      refusals += 1;
      hosted.commit('main', { 'notes.md': `${refusals}\n` });
      return { kind: 'answer', status: 409, message: 'is at another commit' };
    };
    await start(undefined, { REGISTRY_COMMITS: 'api' });
    await report('Ready');
    await opened();
    expect(refusals).toBe(2);
    expect(branches()).toEqual(['main', BRANCH].sort());
    expect(hosted.file('notes.md', BRANCH)).toBe('2\n');
    expect(proposed()).toMatch(withStatus('Ready'));
  });

  it('G09: a request that the forge refuses for a while is opened once, from one branch', async () => {
    let refusals = 0;
    fault = ({ route, method }) => {
      if (route !== PULLS || method !== 'POST' || refusals >= 2) return undefined;
      refusals += 1;
      return { kind: 'answer', status: 422, message: 'Validation Failed' };
    };
    await start();
    await report('Ready');
    await opened();
    expect([refusals, hosted.pulls().length, branches()]).toEqual([2, 1, ['main', BRANCH].sort()]);
  });

  it('G11: a signal between branch and request leaves one request, after a restart at the latest', async () => {
    let isHeld = true;
    fault = ({ route, method }) =>
      isHeld && route === PULLS && method === 'POST' ? { kind: 'slow', milliseconds: 60_000 } : undefined;
    await start();
    await report('Ready');
    await waited('the branch', () => branches().length === 2);
    const code = await collector.stop();
    expect(code).toBe(0);
    isHeld = false;
    await start();
    await opened();
    await more('unchanged');
    expect([hosted.pulls().length, branches()]).toEqual([1, ['main', BRANCH].sort()]);
    expect(proposed()).toMatch(withStatus('Ready'));
  });

  it('G13: harvester’s list gets status, message and time', async () => {
    const list =
      'apiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\nclaims:\n- name: my-db\n  namespace: default\n  template: db\n  category: infra\n';
    await start({ [FILE]: list });
    await report('Ready');
    await opened();
    expect(proposed()).toMatch(
      /category: infra\n {2}status: active\n {2}statusMessage: Ready\n {2}lastCheckedAt: "/,
    );
    expect(proposed().startsWith(list)).toBe(true);
  });

  it.each([
    ['G14: is not there', { 'README.md': 'x\n' }, /claims\/registry\.yaml is not there on main/],
    ['G15: is a list', { [FILE]: '- a\n- b\n' }, /expected a map with the key/],
    [
      'G15: has a key twice',
      { [FILE]: `${MAP.split('---')[0] ?? ''}alpha: []\n` },
      /map keys must be unique/,
    ],
  ])('%s: the registry is left alone, the reason is logged, reports are taken', async (_, files, reason) => {
    await start(files);
    await report('Ready');
    await more('failed');
    expect(collector.stderr()).toMatch(reason);
    expect(await (await fetch(`${collector.url}/readyz`)).json()).toMatchObject({ status: 'degraded' });
    expect([github.log.writes(), branches()]).toEqual([[], ['main']]);
  });

  it('G18: values that are no text for YAML are taken, and lines that are not touched stay', async () => {
    const odd =
      'alpha:\n- name: 123\n  namespace: true\n  claimRef: default/my-db\n  statusMessage: yes\n  lastCheckedAt: 2026-11-01T00:00:00Z\n- name: other\n  claimRef: default/b\n  statusMessage: 1e3\n  lastCheckedAt: 2026-11-01\n';
    await start({ [FILE]: odd });
    await report('Ready');
    await opened();
    const [before, after] = [odd.split('\n'), proposed().split('\n')];
    expect(after.filter((line, at) => line !== before[at])).toEqual([
      '  statusMessage: Ready',
      expect.stringMatching(/^ {2}lastCheckedAt: "?2026-|^ {2}lastCheckedAt: "?20/),
    ]);
  });

  it('G19: of two entries with one reference the first one is written, and that is said', async () => {
    const entry =
      '  - claimRef: default/my-db\n    statusMessage: Pending\n    lastCheckedAt: "2026-11-01T00:00:00Z"\n';
    await start({ [FILE]: `alpha:\n${entry}${entry}` });
    await report('Ready');
    await opened();
    expect(proposed().match(/statusMessage: .*/g)).toEqual([
      'statusMessage: Ready',
      'statusMessage: Pending',
    ]);
    await waited('the warning', () => /an earlier entry has the same name/.test(words()));
  });

  it('G20: a forge that hangs is told by /readyz, and the signal still ends the collector in time', async () => {
    fault = ({ route }) => (route === PULLS ? { kind: 'slow', milliseconds: 600_000 } : undefined);
    await start();
    await report('Ready');
    const ready = async (): Promise<unknown> => (await fetch(`${collector.url}/readyz`)).json();
    await waited('the trouble', async () => JSON.stringify(await ready()).includes('degraded'));
    expect(JSON.stringify(await ready())).toMatch(/the registry is not written: /);
    await report('Ready=False');
    const before = Date.now();
    expect(await collector.stop()).toBe(0);
    expect(Date.now() - before).toBeLessThan(20_000);
  });

  it.each([
    [
      'Retry-After',
      {
        kind: 'answer',
        status: 403,
        message: 'You have exceeded a secondary rate limit',
        headers: { 'retry-after': '4' },
      },
    ],
    ['a spent budget', { kind: 'answer', status: 403, message: 'API rate limit exceeded', rateReset: 4 }],
  ] as const)('G21: %s is waited for as told', async (_, limit) => {
    let at = 0;
    fault = ({ route }) => {
      if (route !== PULLS || at > 0) return undefined;
      at = Date.now();
      return limit;
    };
    await start();
    await report('Ready');
    await opened();
    const next = github.log
      .all()
      .find((request) => request.at > at && !request.route.startsWith('git-') && request.fault === undefined);
    expect((next?.at ?? 0) - at).toBeGreaterThanOrEqual(3_000);
    expect([hosted.pulls().length, branches().length]).toEqual([1, 2]);
  });
});
