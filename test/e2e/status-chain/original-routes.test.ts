import { until } from '../../fixtures/cluster/until';
import { type CollectorProcess, startCollector } from '../../fixtures/collector/collector-process';
import { temporaryFolder } from '../../fixtures/git/git';
import { ContentsStub } from '../../fixtures/github/contents-stub';

const FILE = 'claims/registry.yaml';
const BRANCH = 'status-update-claims-registry.yaml';
const WITHIN = 120_000;
const MAP = `# ours
alpha:
  - name: my-db
    namespace: default
    claimRef: default/my-db
    owner: team-x
    statusMessage: Pending
    lastCheckedAt: "2026-11-01T00:00:00Z"
`;

/** Beside a server that has the six routes of the original and nothing else, not even Git, and with no variable but the original's and the address of the API. */
describe('a collector beside a GitHub that only has what the original asks for', () => {
  let stub: ContentsStub;
  let folder: ReturnType<typeof temporaryFolder>;
  let collector: CollectorProcess;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(async () => {
    await collector.kill();
    await stub.stop();
    folder.remove();
  });

  const start = async (): Promise<void> => {
    collector = await startCollector({
      folder: folder.path,
      env: {
        GITHUB_TOKEN: 'ghp_original',
        GITHUB_API_URL: stub.apiUrl,
        REGISTRY_REPO_OWNER: 'acme',
        REGISTRY_REPO_NAME: 'reg',
        REGISTRY_FILE_PATH: FILE,
        COLLECTOR_RECONCILE_INTERVAL: '500ms',
      },
    });
  };
  const serve = async (text = MAP): Promise<void> => {
    stub = new ContentsStub({ [FILE]: text });
    await stub.start();
  };
  const report = async (statusMessage: string): Promise<void> => {
    const body = JSON.stringify({ cluster: 'alpha', claimRef: 'default/my-db', statusMessage });
    const { status } = await fetch(`${collector.url}/api/v1/status`, { method: 'POST', body });
    expect(status).toBe(201);
  };
  const waited = async (what: string, met: () => boolean | Promise<boolean>): Promise<void> => {
    await until(what, met, WITHIN).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${collector.stderr().slice(-4000)}`, { cause: error });
    });
  };
  const runs = async (): Promise<number> => {
    const text = await (await fetch(`${collector.url}/metrics`)).text();
    return [...text.matchAll(/^claims_reconcile_runs_total\{.*\} (\d+)$/gm)].reduce(
      (sum, [, count]) => sum + Number(count),
      0,
    );
  };
  const more = async (count = 2): Promise<void> => {
    const before = await runs();
    await waited('runs', async () => (await runs()) >= before + count);
  };
  const proposed = (): string => stub.branches.get(BRANCH)?.get(FILE) ?? '';
  const writes = (): string[] =>
    stub.requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);

  it('G01: asks nothing before the first report', async () => {
    await serve();
    await start();
    await more(3);
    expect(stub.requests).toEqual([]);
  });

  it('G02 to G06: has one request with the original’s words, which the next report updates, and which the same report leaves alone', async () => {
    await serve();
    await start();
    await report('Ready');
    await waited('the request', () => stub.pulls.length === 1);
    expect(stub.pulls[0]).toMatchObject({
      title: 'chore: update claim statuses',
      head: BRANCH,
      base: 'main',
      body: expect.stringContaining('Automated status update from machinery-status-collector.') as string,
    });
    const sent = stub.requests.find(({ method }) => method === 'PUT');
    expect(sent?.body['message']).toMatch(/^chore: update claim statuses\n/);
    const kept = MAP.replace(/statusMessage: Pending\n {4}lastCheckedAt: .*/, '');
    expect(proposed().replace(/statusMessage: Ready\n {4}lastCheckedAt: "2\S*Z"/, '')).toBe(kept);
    const before = writes().length;
    await report('Ready');
    await more();
    expect(writes()).toHaveLength(before);
    await report('Ready=False');
    await waited('the update', () => proposed().includes('statusMessage: Ready=False'));
    await more();
    expect([stub.pulls.length, [...stub.branches.keys()]]).toEqual([1, ['main', BRANCH]]);
  });

  it('G08: a write that is refused twice is made from the base as it is by then', async () => {
    await serve();
    let refusals = 0;
    stub.fault = ({ method }) => {
      if (method !== 'PUT' || refusals >= 2) return undefined;
      refusals += 1;
      stub.commit('main', FILE, `# moved ${refusals}\n${MAP}`);
      return { status: 409, message: 'is at another commit' };
    };
    await start();
    await report('Ready');
    await waited('the request', () => stub.pulls.length === 1);
    expect([refusals, [...stub.branches.keys()]]).toEqual([2, ['main', BRANCH]]);
    expect(proposed()).toMatch(/^# moved 2\n[^]*statusMessage: Ready\n/);
  });

  it('G09, G11: a request that is refused, and a restart, leave one branch and one request', async () => {
    await serve();
    let refusals = 0;
    stub.fault = ({ method, path }) => {
      if (method !== 'POST' || path !== 'pulls' || refusals >= 2) return undefined;
      refusals += 1;
      return { status: 422, message: 'Validation Failed' };
    };
    await start();
    await report('Ready');
    await waited('the first refusal', () => refusals >= 1);
    expect(await collector.stop()).toBe(0);
    await start();
    await waited('the request', () => stub.pulls.length === 1);
    await more();
    expect([stub.pulls.length, [...stub.branches.keys()]]).toEqual([1, ['main', BRANCH]]);
    expect(writes().filter((write) => write.startsWith('PUT'))).toHaveLength(1);
  });

  it('G13: harvester’s list gets status, message and time', async () => {
    const list =
      'apiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\nclaims:\n- name: my-db\n  namespace: default\n  template: db\n  category: infra\n';
    await serve(list);
    await start();
    await report('Ready');
    await waited('the request', () => stub.pulls.length === 1);
    expect(proposed()).toMatch(
      /category: infra\n {2}status: active\n {2}statusMessage: Ready\n {2}lastCheckedAt: "/,
    );
    expect(proposed().startsWith(list)).toBe(true);
  });

  it.each([
    ['is empty', ''],
    ['is a list', '- a\n'],
  ])('a registry that %s is left alone', async (_, text) => {
    await serve(text);
    await start();
    await report('Ready');
    await more();
    expect(writes()).toEqual([]);
    expect(await (await fetch(`${collector.url}/readyz`)).json()).toMatchObject({ status: 'degraded' });
  });
});
