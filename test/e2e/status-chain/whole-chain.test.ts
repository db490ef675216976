import { CLUSTER_TOOLS, startCluster, type Cluster } from '../../fixtures/cluster/cluster';
import { until } from '../../fixtures/cluster/until';
import { bareRepository, filesAt, git, seedCommit, temporaryFolder } from '../../fixtures/git/git';
import { CrossplaneWorld, GROUP, WAITING, WELL } from '../../fixtures/informer/crossplane-world';
import { type InformerProcess, startInformerProcess } from '../../fixtures/informer/informer-process';
import { treeOf } from '../../fixtures/trees/claims-with-ledger';
import { BUILD_TIMEOUT, describeWithTool } from '../tools/tool-path';
import { Chain, INFORMER } from './chain';
import { type RegistryProcess, startRegistryProcess } from './registry-process';

const FILE = 'claims/registry.yaml';
const REF = 'refs/claims/status/status-update-claims-registry.yaml';
const WITHIN = 120_000;
const OPTIONS = { apiVersion: `${GROUP}/v1alpha1` };

interface Item {
  readonly status?: string;
  readonly statusMessage?: string;
  readonly lastCheckedAt?: string;
}

/** The cases that cross components (collector-and-registry.md §6.7); `web` and `old` are claims of one cluster, `both` of two. */
describeWithTool(CLUSTER_TOOLS, 'from a cluster to the registry API', () => {
  let cluster: Cluster | undefined;
  let world: CrossplaneWorld;
  let chain: Chain | undefined;
  let other: InformerProcess | undefined;
  let registry: RegistryProcess | undefined;
  let target: string;
  const folder = temporaryFolder();

  beforeAll(async () => {
    cluster = await startCluster({ users: [INFORMER] });
    world = new CrossplaneWorld(cluster.client());
    await world.prepare();
    await Chain.grant(cluster);
    target = bareRepository(folder.path, treeOf({ both: 1, old: 1, web: 1 }, OPTIONS));
    chain = await Chain.start({
      cluster,
      collector: {
        REGISTRY_TARGET: target,
        REGISTRY_MERGE: 'true',
        REGISTRY_CLUSTERS: 'claims/infra/both=c1+c2,claims=c1',
        COLLECTOR_RECONCILE_INTERVAL: '500ms',
        COLLECTOR_STABLE_AFTER: '500ms',
      },
    });
    other = startInformerProcess({
      kubeconfig: cluster.kubeconfig(INFORMER),
      env: {
        CLUSTER_NAME: 'c2',
        COLLECTOR_URL: chain.collector.url,
        CLAIM_KINDS: `databases.v1alpha1.${GROUP}`,
      },
    });
    registry = await startRegistryProcess(folder.path, target);
  }, BUILD_TIMEOUT);
  afterAll(async () => {
    const codes = [await registry?.stop(), await other?.stop(), ...((await chain?.stop()) ?? [])];
    await cluster?.stop();
    folder.remove();
    expect(codes).toEqual([0, 0, 0, 0]);
  });

  const item = async (name: string): Promise<Item | undefined> => {
    const response = await fetch(`${registry?.url ?? ''}/api/v1/claims/${name}`);
    return response.status === 404 ? undefined : ((await response.json()) as Item);
  };
  const told = async (name: string, is: (item: Item | undefined) => boolean): Promise<Item | undefined> => {
    let last: Item | undefined;
    try {
      await until(`the registry API on ${name}`, async () => is((last = await item(name))), WITHIN);
    } catch (error) {
      throw new Error(`${String(error)}; last: ${JSON.stringify(last)}\n${chain?.words() ?? ''}`, {
        cause: error,
      });
    }
    return last;
  };

  it('E01: a claim that becomes Ready is active there, with message and time', async () => {
    await world.make('Database', 'web', { conditions: WAITING });
    await told('web', (found) => found?.status === 'creating');
    const before = Math.floor(Date.now() / 1000) * 1000;
    await world.say('Database', 'web', WELL);
    const found = await told('web', (each) => each?.status === 'active');
    expect(found).toMatchObject({ status: 'active', statusMessage: 'Ready' });
    expect(Date.parse(found?.lastCheckedAt ?? '')).toBeGreaterThanOrEqual(before);
    expect(Date.parse(found?.lastCheckedAt ?? '')).toBeLessThanOrEqual(Date.now());
  });

  it('E02: statuses that a program erased, which does not know them, are back after the next look', async () => {
    await told('web', (found) => found?.status === 'active');
    const erased = treeOf({ both: 1, old: 1, web: 1 }, OPTIONS)[FILE] ?? '';
    seedCommit(target, { [FILE]: erased });
    await told('web', (found) => found?.status === 'active');
    await until('the file', () => filesAt(target, 'main')[FILE]?.includes('status: active') === true, WITHIN);
    expect(
      filesAt(target, 'main')[FILE]?.replaceAll(/^ {2}(?:status|statusMessage|lastCheckedAt): .*\n/gm, ''),
    ).toBe(erased);
  });

  it('E03: a claim that is removed from Git and cluster is nowhere any more', async () => {
    await world.make('Database', 'old', { conditions: WELL });
    await told('old', (found) => found?.status === 'active');
    const { [FILE]: _, ...without } = treeOf({ both: 1, web: 1 }, OPTIONS);
    const entry = /- name: old\n(?: {2}.*\n)*/;
    // As a project merges: what stands in the registry by then stays, but for the entry.
    const removal = (): Record<string, string | null> => ({
      ...without,
      'claims/infra/old/database.yaml': null,
      'claims/infra/old/kustomization.yaml': null,
      [FILE]: (filesAt(target, 'main')[FILE] ?? '').replace(entry, ''),
    });
    seedCommit(target, removal());
    await world.remove('Database', 'old');
    await told('old', (found) => found === undefined);
    await until('the end of its report', async () => (await chain?.reported('old')) === undefined, WITHIN);
    const looks = (await chain?.runs('none')) ?? 0;
    await until('two looks', async () => ((await chain?.runs('none')) ?? 0) >= looks + 2, WITHIN);
    expect(await item('old')).toBeUndefined();
    expect(filesAt(target, 'main')[FILE]).not.toContain('name: old');
  });

  it('E04: a claim of that name in two clusters is two reports, and one entry that names both', async () => {
    await world.make('Database', 'both', { conditions: WELL });
    const response = async (): Promise<readonly { cluster: string; claimRef: string }[]> =>
      (await (await fetch(`${chain?.collector.url ?? ''}/api/v1/status`)).json()) as never;
    await until('two reports', async () => {
      const of = (await response()).filter(({ claimRef }) => claimRef === 'shop/both');
      return of.length === 2 && new Set(of.map(({ cluster: name }) => name)).size === 2;
    });
    // Its conditions come a moment after it: one cluster may be seen with them before the other.
    const found = await told('both', (each) => each?.status === 'active');
    expect(found).toMatchObject({ statusMessage: 'c1: Ready; c2: Ready' });
  });

  it('no request is left over, and the reconciler touched nothing but the registry', async () => {
    await until(
      'the end of requests',
      () => !git(target, ['for-each-ref', '--format=%(refname)']).includes(REF),
      WITHIN,
    );
    const { [FILE]: _, ...files } = filesAt(target, 'main');
    const { [FILE]: __, ...expected } = treeOf({ both: 1, web: 1 }, OPTIONS);
    expect(files).toEqual(expected);
  });
});
