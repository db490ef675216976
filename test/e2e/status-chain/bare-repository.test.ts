import { isDeepStrictEqual } from 'node:util';
import { CLUSTER_TOOLS, startCluster, type Cluster } from '../../fixtures/cluster/cluster';
import { until } from '../../fixtures/cluster/until';
import { bareRepository, git, temporaryFolder } from '../../fixtures/git/git';
import { CREATING, CrossplaneWorld, GROUP, WAITING, WELL } from '../../fixtures/informer/crossplane-world';
import { treeOf } from '../../fixtures/trees/claims-with-ledger';
import { BUILD_TIMEOUT, describeWithTool } from '../tools/tool-path';
import { Chain, INFORMER } from './chain';
import { registryStates } from './registry-states';

const FILE = 'claims/registry.yaml';
const REF = 'refs/claims/status/status-update-claims-registry.yaml';
const NAMES = { absent: 1, fresh: 1, leaving: 1, orders: 1, web: 1 };
const WITHIN = 120_000;

describeWithTool(CLUSTER_TOOLS, 'from a cluster to the registry of a bare repository', () => {
  let cluster: Cluster | undefined;
  let world: CrossplaneWorld;
  let chain: Chain | undefined;
  let target: string;
  const folder = temporaryFolder();

  beforeAll(async () => {
    cluster = await startCluster({ users: [INFORMER] });
    world = new CrossplaneWorld(cluster.client());
    await world.prepare();
    await Chain.grant(cluster);
    await world.make('Database', 'web', { conditions: WELL });
    await world.make('Database', 'fresh');
    await world.make('Database', 'leaving', { conditions: WELL, finalizers: ['acme.test/hold'] });
    await world.remove('Database', 'leaving');
    await world.make('Database', 'stray', { conditions: WELL });
    await world.make('Instance', 'orders-db', {
      conditions: [['Synced', 'False', 'ReconcileError', 'cannot change: quota exceeded']],
    });
    await world.make('XDatabase', 'orders-x', {
      conditions: CREATING,
      spec: { resourceRefs: [world.to('Instance', 'orders-db')] },
    });
    await world.make('Database', 'orders', {
      conditions: WAITING,
      spec: { resourceRef: world.to('XDatabase', 'orders-x') },
    });
    target = bareRepository(folder.path, treeOf(NAMES, { apiVersion: `${GROUP}/v1alpha1` }));
    chain = await Chain.start({
      cluster,
      collector: {
        REGISTRY_TARGET: target,
        COLLECTOR_RECONCILE_INTERVAL: '500ms',
        COLLECTOR_STABLE_AFTER: '1s',
        LOG_LEVEL: 'debug',
      },
      informer: { CLAIM_CAUSE_AFTER: '1s' },
    });
  }, BUILD_TIMEOUT);
  afterAll(async () => {
    const codes = await chain?.stop();
    await cluster?.stop();
    folder.remove();
    expect(codes).toEqual([0, 0]);
  });

  const running = (): Chain => {
    if (chain === undefined) throw new Error('nothing was started');
    return chain;
  };
  const head = (): string => git(target, ['for-each-ref', '--format=%(objectname)', REF]);
  const registry = (): string => git(target, ['show', `${REF}:${FILE}`]);
  const requests = (): string[] =>
    git(target, ['for-each-ref', '--format=%(refname)', 'refs/claims']).split('\n').filter(Boolean);
  const said = async (expected: ReturnType<typeof registryStates>): Promise<void> => {
    let last: unknown;
    try {
      await until(
        'the registry',
        () => {
          last = head() === '' ? undefined : registryStates(registry());
          return isDeepStrictEqual(last, expected);
        },
        WITHIN,
      );
    } catch {
      expect(last).toEqual(expected);
    }
  };
  const CLUSTER_STATES = {
    absent: [undefined, undefined],
    fresh: ['creating', 'no condition Ready yet'],
    leaving: ['deleting', 'is being deleted'],
    orders: ['error', 'Instance orders-db: ReconcileError: cannot change: quota exceeded'],
    web: ['active', 'Ready'],
  };

  it('the registry says what the cluster says, in one change request, and a second cycle writes nothing', async () => {
    await said(CLUSTER_STATES);
    const before = [head(), await running().runs('unchanged')] as const;
    await until('two more runs', async () => (await running().runs('unchanged')) >= before[1] + 2, WITHIN);
    expect([head(), requests()]).toEqual([before[0], [REF]]);
    expect(await running().figure('claims_reconcile_unmatched')).toBe(1);
    const changed = git(target, ['diff', '--name-only', 'main', REF]);
    expect(changed).toBe(FILE);
    expect(git(target, ['diff', '--unified=0', 'main', REF])).not.toMatch(/^-[^-]/m);
  });

  it('what changes, comes and goes in the cluster updates that request, and no other line of it', async () => {
    await said(CLUSTER_STATES);
    const before = registry().split('\n');
    await world.say('Database', 'web', WAITING);
    await world.remove('Database', 'fresh');
    await world.make('Database', 'absent', { conditions: WELL });
    const states = registryStates;
    await until('the end of fresh', () => states(registry())['fresh']?.[0] === 'error', WITHIN);
    await until('a state of web', () => states(registry())['web']?.[0] === 'error', WITHIN);
    await until('a state of absent', () => states(registry())['absent']?.[0] === 'active', WITHIN);
    expect(states(registry())).toMatchObject({
      absent: ['active', 'Ready'],
      fresh: ['error', expect.stringMatching(/^not in the cluster since /)],
      leaving: CLUSTER_STATES.leaving,
      orders: CLUSTER_STATES.orders,
      web: ['error', expect.stringMatching(/^(?:not ready: Waiting: waiting for composite|Database web: )/)],
    });
    expect(requests()).toEqual([REF]);
    const after = registry().split('\n');
    const at = (lines: readonly string[], name: string): string[] =>
      lines.slice(lines.indexOf(`- name: ${name}`), lines.indexOf(`- name: ${name}`) + 12);
    for (const name of ['leaving', 'orders']) expect(at(after, name)).toEqual(at(before, name));
  });
});
