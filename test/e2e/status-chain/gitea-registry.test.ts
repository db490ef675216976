import { CLUSTER_TOOLS, startCluster, type Cluster } from '../../fixtures/cluster/cluster';
import { until } from '../../fixtures/cluster/until';
import { CrossplaneWorld, WAITING, WELL } from '../../fixtures/informer/crossplane-world';
import { type GiteaServer, startGitea } from '../gitea/gitea-server';
import { BUILD_TIMEOUT, describeWithTool } from '../tools/tool-path';
import { Chain, INFORMER } from './chain';
import { GiteaTarget } from './gitea-target';
import { registryStates } from './registry-states';

const FILE = 'claims/registry.yaml';
const BRANCH = 'status-update-claims-registry.yaml';
/** What docs/forges.md asks for, and no more. */
const SCOPES = 'write:repository,write:issue';
const WITHIN = 120_000;

describeWithTool(['gitea', ...CLUSTER_TOOLS], 'from a cluster to the registry of a real Gitea', () => {
  let cluster: Cluster | undefined;
  let gitea: GiteaServer;
  let chain: Chain;
  let target: GiteaTarget;
  let world: CrossplaneWorld;

  beforeAll(async () => {
    cluster = await startCluster({ users: [INFORMER] });
    world = new CrossplaneWorld(cluster.client());
    await world.prepare();
    await Chain.grant(cluster);
    await world.make('Database', 'web', { conditions: WELL });
    await world.make('Database', 'orders', { conditions: WAITING });
    gitea = await startGitea();
    target = await GiteaTarget.make(gitea, 'gitops', { orders: 1, web: 1 });
    chain = await Chain.start({
      cluster,
      collector: {
        ...target.settings(await gitea.addToken(SCOPES)),
        COLLECTOR_RECONCILE_INTERVAL: '1s',
        COLLECTOR_STABLE_AFTER: '1s',
      },
    });
  }, BUILD_TIMEOUT);
  afterAll(async () => {
    const codes = await chain.stop();
    await gitea.stop();
    await cluster?.stop();
    expect(codes).toEqual([0, 0]);
  });

  const states = async (branch: string): Promise<ReturnType<typeof registryStates>> =>
    registryStates(await target.text(FILE, branch));
  const open = async () => (await target.pulls()).filter(({ state }) => state === 'open');
  const looks = async (action: string): Promise<void> => {
    const before = await chain.runs(action);
    await until('two looks', async () => (await chain.runs(action)) >= before + 2, WITHIN);
  };
  const WAITS = 'Waiting: waiting for composite resource to become Ready';

  it('it says what the cluster says by one change request, and a second cycle writes nothing', async () => {
    await until('a request', async () => (await open()).length > 0, WITHIN);
    const isEqual = async (): Promise<boolean> => {
      const { orders, web } = await states(BRANCH);
      return web?.[0] === 'active' && orders?.[0] === 'creating';
    };
    await until('both states', isEqual, WITHIN);
    expect(await states(BRANCH)).toEqual({ orders: ['creating', WAITS], web: ['active', 'Ready'] });
    await looks('unchanged');
    const writes = (): number => gitea.requests.filter(({ isWrite }) => isWrite).length;
    const before = writes();
    await looks('unchanged');
    expect(writes()).toBe(before);
    expect(await target.pulls()).toMatchObject([
      { title: 'chore: update claim statuses', state: 'open', head: { ref: BRANCH } },
    ]);
  });

  it('a later change updates that request; once it is merged nothing is left, and nothing is opened', async () => {
    await world.say('Database', 'orders', WELL);
    await until('the change', async () => (await states(BRANCH))['orders']?.[0] === 'active', WITHIN);
    const [{ number } = { number: 0 }, ...more] = await target.pulls();
    expect(more).toEqual([]);
    await target.mergePull(number);
    await until('the branch to go', async () => !(await target.branches()).includes(BRANCH), WITHIN);
    await looks('none');
    expect(await states('main')).toEqual({ orders: ['active', 'Ready'], web: ['active', 'Ready'] });
    expect([await open(), await target.branches()]).toEqual([[], ['main']]);
  });
});
