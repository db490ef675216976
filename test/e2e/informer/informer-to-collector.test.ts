import { CLUSTER_TOOLS, startCluster, type Cluster } from '../../fixtures/cluster/cluster';
import { until } from '../../fixtures/cluster/until';
import { startCollector, type CollectorProcess } from '../../fixtures/collector/collector-process';
import { temporaryFolder } from '../../fixtures/git/git';
import {
  CREATING,
  CrossplaneWorld,
  GROUP,
  type ShortCondition,
  WAITING,
  WELL,
} from '../../fixtures/informer/crossplane-world';
import { startInformerProcess, type InformerProcess } from '../../fixtures/informer/informer-process';
import { BUILD_TIMEOUT, describeWithTool } from '../tools/tool-path';

interface Entry {
  readonly claimRef: string;
  readonly statusMessage: string;
  readonly uid: string;
  readonly ready?: object;
  readonly synced?: object;
  readonly cause?: {
    readonly name: string;
    readonly message?: string;
    readonly chain?: readonly { readonly name: string }[];
  };
}

const REFUSED: ShortCondition = ['Synced', 'False', 'ReconcileError', 'cannot change: quota exceeded'];
const READY: ShortCondition = ['Ready', 'True', 'Available'];
/** What a composite names and is not there may be about to be created, within its first minute. */
const YOUNG = 60_000;

describeWithTool(CLUSTER_TOOLS, 'from a claim in a cluster to the collector', () => {
  let cluster: Cluster | undefined;
  let collector: CollectorProcess;
  let informer: InformerProcess;
  let world: CrossplaneWorld;
  const folder = temporaryFolder();

  beforeAll(async () => {
    cluster = await startCluster({ users: ['informer'] });
    const admin = cluster.client();
    world = new CrossplaneWorld(admin);
    await world.prepare();
    await admin.grant('informer', [
      { apiGroups: [GROUP], resources: ['databases', 'apps'], verbs: ['list', 'watch'] },
      { apiGroups: [GROUP], resources: ['*'], verbs: ['get'] },
      { apiGroups: [''], resources: ['events'], verbs: ['list'] },
    ]);
    // Long before it is asked for: it takes its minute while other tests run.
    await makeVanished();
    collector = await startCollector({ folder: folder.path });
    informer = startInformerProcess({
      kubeconfig: cluster.kubeconfig('informer'),
      env: {
        CLUSTER_NAME: 'c1',
        COLLECTOR_URL: collector.url,
        CLAIM_KINDS: `databases.v1alpha1.${GROUP},apps.v1alpha1.${GROUP}`,
        CLAIM_CAUSE_AFTER: '1s',
        CLAIM_CAUSE_SWEEP: '5s',
      },
    });
  }, BUILD_TIMEOUT);
  afterAll(async () => {
    const code = await informer.stop();
    await collector.stop();
    await cluster?.stop();
    folder.remove();
    expect(code).toBe(0);
  });

  const entry = async (name: string): Promise<Entry | undefined> => {
    const response = await fetch(`${collector.url}/api/v1/status/c1`);
    const entries = (await response.json()) as readonly Entry[];
    return entries.find(({ claimRef }) => claimRef === `shop/${name}`);
  };
  const told = async (name: string, is: (entry: Entry) => boolean, limit?: number): Promise<Entry> => {
    let last: Entry | undefined;
    try {
      return await until(
        `the report of ${name}`,
        async () => {
          last = await entry(name);
          return last !== undefined && is(last) && last;
        },
        limit,
      );
    } catch (error) {
      throw new Error(`${String(error)}; last: ${JSON.stringify(last)}\n${informer.stderr()}`, {
        cause: error,
      });
    }
  };
  const causeOf = async (name: string, limit?: number): Promise<Entry['cause']> =>
    (await told(name, ({ cause }) => cause !== undefined, limit)).cause;

  /** A claim that waits for its composite, and that for a managed resource. */
  const makeTree = async (
    name: string,
    below: { readonly composite?: readonly ShortCondition[]; readonly leaf?: readonly ShortCondition[] },
    claim = WAITING,
  ): Promise<void> => {
    if (below.leaf !== undefined) await world.make('Instance', `${name}-db`, { conditions: below.leaf });
    await world.make('XDatabase', `${name}-x`, {
      conditions: below.composite ?? CREATING,
      spec: { resourceRefs: [world.to('Instance', `${name}-db`)] },
    });
    await world.make('Database', name, {
      conditions: claim,
      spec: { resourceRef: world.to('XDatabase', `${name}-x`) },
    });
  };
  async function makeVanished(): Promise<void> {
    await makeTree('vanished', { leaf: WELL });
    await world.remove('Instance', 'vanished-db');
  }

  describe('its life', () => {
    it('is told from its first state to its end', async () => {
      await world.make('Database', 'life');
      const first = await told('life', () => true);
      expect(first).toMatchObject({ statusMessage: 'no status conditions available', kind: 'Database' });
      await world.say('Database', 'life', WELL);
      const ready = await told('life', ({ statusMessage }) => statusMessage === 'Ready=True');
      expect(ready).toMatchObject({
        ready: { status: 'True', reason: 'Available' },
        synced: { status: 'True' },
        apiVersion: `${GROUP}/v1alpha1`,
        namespace: 'shop',
        name: 'life',
        generation: 1,
      });
      await world.say('Database', 'life', WAITING);
      const waiting = await told('life', ({ statusMessage }) => statusMessage.startsWith('waiting'));
      expect(waiting).toMatchObject({ ready: { status: 'False', reason: 'Waiting' } });
      await world.say('Database', 'life', [READY, REFUSED]);
      const refused = await told('life', ({ statusMessage }) => statusMessage === 'Ready=True');
      expect(refused).toMatchObject({
        ready: { status: 'True' },
        synced: { status: 'False', reason: 'ReconcileError', message: 'cannot change: quota exceeded' },
      });
      await world.remove('Database', 'life');
      await until('its end', async () => (await entry('life')) === undefined);
    });

    it('is another one where it is made anew under its name', async () => {
      await world.make('Database', 'again', { conditions: WELL });
      const { uid } = await told('again', ({ ready }) => ready !== undefined);
      await world.remove('Database', 'again');
      const second = await world.make('Database', 'again');
      const now = await told('again', (found) => found.uid !== uid);
      expect(now.uid).toBe(second.metadata.uid);
      expect(now).toMatchObject({ statusMessage: 'no status conditions available' });
      expect(now.ready).toBeUndefined();
    });
  });

  describe('its cause', () => {
    it('is the managed resource two levels below a claim', async () => {
      await makeTree('three', { leaf: [['Ready', 'False', 'Creating'], REFUSED] });
      expect(await causeOf('three')).toEqual({
        apiVersion: `${GROUP}/v1alpha1`,
        kind: 'Instance',
        name: 'three-db',
        reason: 'ReconcileError',
        message: 'cannot change: quota exceeded',
        chain: [
          { apiVersion: `${GROUP}/v1alpha1`, kind: 'XDatabase', name: 'three-x' },
          { apiVersion: `${GROUP}/v1alpha1`, kind: 'Instance', name: 'three-db' },
        ],
      });
      expect(await entry('three')).toMatchObject({
        statusMessage: 'waiting for composite resource to become Ready',
      });
      await world.say('Database', 'three', WELL);
      await told(
        'three',
        ({ cause, statusMessage }) => cause === undefined && statusMessage === 'Ready=True',
      );
    });

    it('is the managed resource below a nested composite of v2, in the namespace of both', async () => {
      await world.make('Bucket', 'files', {
        conditions: [['Ready', 'False', 'Unavailable', 'no such region']],
      });
      await world.make('App', 'inner', {
        conditions: CREATING,
        spec: { crossplane: { resourceRefs: [world.to('Bucket', 'files')] } },
      });
      await world.make('App', 'outer', {
        conditions: CREATING,
        spec: { crossplane: { resourceRefs: [world.to('App', 'inner')] } },
      });
      expect(await causeOf('outer')).toMatchObject({
        kind: 'Bucket',
        namespace: 'shop',
        name: 'files',
        message: 'no such region',
        chain: [{ name: 'inner' }, { name: 'files' }],
      });
    });

    it('says what may not be read', async () => {
      await world.make('Vault', 'closed', { conditions: [REFUSED] });
      await world.make('XDatabase', 'closed-x', {
        conditions: CREATING,
        spec: { resourceRefs: [world.to('Vault', 'closed')] },
      });
      await world.make('Database', 'closed', {
        conditions: WAITING,
        spec: { resourceRef: world.to('XDatabase', 'closed-x') },
      });
      expect(await causeOf('closed')).toMatchObject({
        kind: 'Vault',
        reason: 'Forbidden',
        message: 'not allowed to read Vault closed',
      });
    });

    it('is the composite where it is not there', async () => {
      await world.make('Database', 'orphan', {
        conditions: WAITING,
        spec: { resourceRef: world.to('XDatabase', 'nobody') },
      });
      expect(await causeOf('orphan')).toMatchObject({
        kind: 'XDatabase',
        name: 'nobody',
        message: 'XDatabase nobody does not exist',
      });
    });

    it('is found where composites name each other in a circle', async () => {
      for (const [name, other] of [
        ['one', 'two'],
        ['two', 'one'],
      ] as const) {
        await world.make('XDatabase', `circle-${name}`, {
          conditions: CREATING,
          spec: { resourceRefs: [world.to('XDatabase', `circle-${other}`)] },
        });
      }
      await world.make('Database', 'circle', {
        conditions: WAITING,
        spec: { resourceRef: world.to('XDatabase', 'circle-one') },
      });
      expect(await causeOf('circle')).toMatchObject({
        name: 'circle-two',
        chain: [{ name: 'circle-one' }, { name: 'circle-two' }],
      });
    });

    it('is that claim and composite disagree', async () => {
      await makeTree('split', { composite: WELL, leaf: WELL });
      const cause = await causeOf('split');
      expect(cause).toMatchObject({ kind: 'XDatabase', name: 'split-x', reason: 'Disagrees' });
      expect(cause?.message).toMatch(/claim says Ready=False \(Waiting\), its composite says Ready=True/);
    });

    it('is told of a claim that says it is well, while a managed resource is not synced', async () => {
      await makeTree('silent', { composite: WELL, leaf: [READY, REFUSED] }, WELL);
      const { cause, ...rest } = await told('silent', (found) => found.cause !== undefined, 120_000);
      expect(cause).toMatchObject({ kind: 'Instance', name: 'silent-db', reason: 'ReconcileError' });
      expect(rest).toMatchObject({ ready: { status: 'True' }, synced: { status: 'True' } });
    });

    it('is in the words of the last warning, where the composite points to its events', async () => {
      const composite = await world.make('XDatabase', 'event-x', {
        conditions: [['Synced', 'False', 'ReconcileError', 'some resources were invalid, check events']],
      });
      await world.warn(composite, 'ComposeResources', 'cannot apply: spec.size: Invalid value: 0');
      await world.make('Database', 'event', {
        conditions: WAITING,
        spec: { resourceRef: world.to('XDatabase', 'event-x') },
      });
      expect(await causeOf('event')).toMatchObject({
        kind: 'XDatabase',
        name: 'event-x',
        reason: 'ComposeResources',
        message: 'cannot apply: spec.size: Invalid value: 0',
      });
    });

    it('is what its composite made and is there no more, once it is no longer being created', async () => {
      const isTold = ({ cause }: Entry): boolean => cause?.name === 'vanished-db';
      const { cause } = await told('vanished', isTold, 3 * YOUNG);
      expect(cause).toMatchObject({
        kind: 'Instance',
        reason: 'NotFound',
        message: 'Instance vanished-db does not exist',
      });
    });
  });
});
