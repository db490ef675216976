import { type CollectorProcess, startCollector } from '../../fixtures/collector/collector-process';
import { bareRepository, git, seedCommit, temporaryFolder } from '../../fixtures/git/git';

const FILE = 'claims/registry.yaml';
const REF = 'refs/claims/status/status-update-claims-registry.yaml';
const REGISTRY = `# ours
apiVersion: claim-registry.io/v1alpha1
kind: ClaimRegistry
claims:
- name: db
  template: database
  category: infra
  namespace: shop
  createdAt: "2026-01-01T00:00:00Z"
  createdBy: a
  source: cli
  repository: acme/reg
  path: claims/infra/db
`;

describe('a collector that has a registry', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let target: string;
  let collector: CollectorProcess;
  beforeEach(() => {
    folder = temporaryFolder();
    target = bareRepository(folder.path, { 'README.md': 'x\n' });
    seedCommit(target, { [FILE]: REGISTRY });
  });
  afterEach(async () => {
    await collector.kill();
    folder.remove();
  });

  const start = async (env: Record<string, string> = {}): Promise<void> => {
    const settings = { REGISTRY_TARGET: target, COLLECTOR_RECONCILE_INTERVAL: '500ms', LOG_LEVEL: 'debug' };
    collector = await startCollector({ folder: folder.path, env: { ...settings, ...env } });
  };
  const report = async (statusMessage: string): Promise<number> => {
    const body = JSON.stringify({ cluster: 'prod', claimRef: 'shop/db', statusMessage });
    return (await fetch(`${collector.url}/api/v1/status`, { method: 'POST', body })).status;
  };
  const metric = async (name: string): Promise<number> => {
    const text = await (await fetch(`${collector.url}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? 0);
  };
  const head = (): string => git(target, ['for-each-ref', '--format=%(objectname)', REF]);
  const runs = (action: string): Promise<number> =>
    metric(`claims_reconcile_runs_total\\{action="${action}"\\}`);

  it('brings a report into one request, and writes nothing where nothing changed, also after a restart', async () => {
    await start();
    expect(await report('Ready')).toBe(201);
    await reached(() => head() !== '');
    const first = head();
    expect(git(target, ['show', `${REF}:${FILE}`])).toMatch(
      /path: claims\/infra\/db\n {2}status: active\n {2}statusMessage: Ready\n {2}lastCheckedAt: "/,
    );
    await reached(async () => (await runs('unchanged')) >= 2);
    expect(await collector.stop()).toBe(0);
    await start();
    await reached(async () => (await runs('unchanged')) >= 2);
    expect(head()).toBe(first);
    await report('Ready=False');
    await reached(() => head() !== first);
    expect(git(target, ['show', `${REF}:${FILE}`])).toContain('status: error');
    expect(git(target, ['for-each-ref', '--format=%(refname)']).split('\n')).toHaveLength(2);
  });

  it('says that it is degraded while the registry cannot be written, and takes reports all the same', async () => {
    seedCommit(target, { [FILE]: null });
    await start();
    const ready = async (): Promise<unknown> => (await fetch(`${collector.url}/readyz`)).json();
    await reached(async () => JSON.stringify(await ready()).includes('degraded'));
    expect(await ready()).toEqual({
      status: 'degraded',
      reason: `the registry is not written: ${FILE} is not there on main, nothing is written`,
    });
    expect(await report('Ready')).toBe(201);
    expect(collector.stderr()).toContain('reconcile error: ');
    seedCommit(target, { [FILE]: REGISTRY });
    await reached(async () => JSON.stringify(await ready()).includes('"ready"'));
    await reached(() => head() !== '');
  });

  it('names every setting of the registry that is wrong', async () => {
    const env = { REGISTRY_FORGE: 'gitea', REGISTRY_CLUSTERS: 'a=' };
    await expect(start(env)).rejects.toThrow(
      /REGISTRY_REPO_OWNER[^]*REGISTRY_FORGE_URL[^]*REGISTRY_CLUSTERS/,
    );
    await start();
  });
});

async function reached(what: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 120_000;
  while (!(await what())) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((done) => setTimeout(done, 20));
  }
}
