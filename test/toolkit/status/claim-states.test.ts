import { claimStates } from '../../../toolkit/status/claim-states';
import { startLoopback, type Loopback } from '../../cli/places/loopback';
import { actionWorld, type ActionWorld } from '../action-world';

const REGISTRY = `apiVersion: claim-registry.io/v1alpha1
kind: ClaimRegistry
claims:
  - name: db
    template: database
    category: infra
    namespace: shop
    source: synth
    cluster: prod-us
    status: error
    statusMessage: "Instance db-x: Quota: no more"
    lastCheckedAt: 2026-11-15T10:00:00Z
  - name: db
    template: database
    category: infra
    namespace: shop
    cluster: prod-eu
    status: active
    statusMessage: Ready
    lastCheckedAt: "2026-11-14T10:00:00Z"
  - name: web
    template: site
    category: apps
`;

describe('claimStates', () => {
  let world: ActionWorld;
  let server: Loopback;
  beforeAll(async () => {
    world = actionWorld();
    server = await startLoopback();
    await world.repository('target.git', { 'claims/registry.yaml': REGISTRY });
    await world.repository('map.git', {
      'claims/registry.yaml':
        'prod:\n  - name: db\n    claimRef: shop/db\n    statusMessage: Ready\n    lastCheckedAt: "2026-11-15T10:00:00Z"\n',
    });
  });
  afterAll(async () => {
    await server.close();
    world.remove();
  });
  const states = async (options: Parameters<typeof claimStates>[2] = {}, target?: string) =>
    claimStates(world.context, await world.project(target === undefined ? {} : { target }, true), options);
  const from = (): string => `http://${server.host}`;
  const serve = (routes: Readonly<Record<string, unknown>>, status = 200): void => {
    server.answer = ({ url = '' }) => ({
      status: url in routes ? status : 404,
      type: 'application/json',
      body: typeof routes[url] === 'string' ? routes[url] : JSON.stringify(routes[url]),
    });
  };
  const ORDERS = { cluster: 'prod-eu', claimRef: 'shop/db', statusMessage: 'Ready', receivedAt: 'x' };

  test('are those of the registry, by claim and cluster', async () => {
    expect(await states({}, 'target.git')).toEqual([
      { claim: 'apps/web', name: 'web', category: 'apps', template: 'site' },
      expect.objectContaining({
        claim: 'infra/db',
        cluster: 'prod-eu',
        status: 'active',
        since: '2026-11-14T10:00:00Z',
      }),
      expect.objectContaining({
        claim: 'infra/db',
        cluster: 'prod-us',
        status: 'error',
        message: 'Instance db-x: Quota: no more',
      }),
    ]);
  });

  test('are those of the status collector’s map, whose messages mean what they mean in a report of its format', async () => {
    expect(await states({}, 'map.git')).toEqual([
      {
        claim: 'shop/db',
        name: 'db',
        namespace: 'shop',
        cluster: 'prod',
        status: 'active',
        message: 'Ready',
        since: '2026-11-15T10:00:00Z',
      },
    ]);
  });

  test.each([
    [{ claims: ['infra/db'] }, 2],
    [{ claims: ['shop/db'] }, 2],
    [{ claims: ['infra'] }, 2],
    [{ claims: ['apps', 'infra/db'] }, 3],
    [{ filters: { status: 'error' } }, 1],
    [{ filters: { cluster: 'prod-eu' } }, 1],
    [{ filters: { category: 'apps' } }, 1],
    [{ claims: ['apps/web'], filters: { status: 'error' } }, 0],
  ])('are those that are wanted: %j', async (options, count) => {
    expect(await states(options, 'target.git')).toHaveLength(count);
  });

  test('names that nothing has are refused with the nearest', async () => {
    await expect(states({ claims: ['infra/bd'] }, 'target.git')).rejects.toMatchObject({
      code: 'claim-not-found',
      message: "nothing is known of a claim 'infra/bd', did you mean 'infra/db'?",
    });
    await expect(states({ filters: { cluster: 'prod-eux' } }, 'target.git')).rejects.toMatchObject({
      code: 'usage-invalid',
      message: "--cluster: unknown cluster 'prod-eux', did you mean 'prod-eu'?",
    });
    await expect(states()).rejects.toMatchObject({ code: 'target-missing' });
  });

  test('are found by a name alone no more than by a wrong one, but that is told whole', async () => {
    await expect(states({ claims: ['db'] }, 'target.git')).rejects.toMatchObject({
      message: "nothing is known of a claim 'db', did you mean 'infra/db'?",
    });
  });

  test('of a collector have the registry’s names where there is one', async () => {
    serve({ '/api/v1/status': [ORDERS, 'nonsense'] });
    expect(await states({ from: from() })).toMatchObject([{ claim: 'shop/db', status: 'active' }]);
    expect(await states({ from: `${from()}/`, claims: ['infra/db'] }, 'target.git')).toMatchObject([
      { claim: 'infra/db', category: 'infra', cluster: 'prod-eu', status: 'active' },
    ]);
    expect(await states({ from: from() }, 'nowhere.git')).toMatchObject([{ claim: 'shop/db' }]);
  });

  test('of a registry API are its items', async () => {
    const item = {
      name: 'db',
      category: 'infra',
      namespace: 'shop',
      status: 'active',
      cluster: 'eu',
      cause: {},
    };
    serve({ '/api/v1/claims': { kind: 'ClaimList', items: [item, 7] } });
    expect(await states({ from: from() })).toEqual([
      {
        claim: 'infra/db',
        name: 'db',
        category: 'infra',
        namespace: 'shop',
        status: 'active',
        cluster: 'eu',
      },
    ]);
  });

  test.each<[string, Readonly<Record<string, unknown>>, number, string]>([
    ['nothing there', {}, 200, 'is neither a collector nor a registry API'],
    ['no JSON', { '/api/v1/status': '<html>' }, 200, 'cannot be asked: its answer is not JSON'],
    ['another form', { '/api/v1/status': {} }, 200, 'does not answer with a list of statuses'],
    ['another form of claims', { '/api/v1/claims': [] }, 200, 'does not answer with a list of claims'],
    ['a redirect elsewhere', { '/api/v1/status': [] }, 302, 'answers 302'],
    ['a failure', { '/api/v1/status': [] }, 500, 'answers 500'],
  ])('are not to be had: %s', async (_, routes, status, said) => {
    serve(routes, status);
    await expect(states({ from: from() })).rejects.toMatchObject({
      code: 'status-source-unavailable',
      message: `${from()} ${said}`,
    });
  });

  test('are not to be had where nobody listens', async () => {
    await expect(states({ from: 'http://127.0.0.1:1' })).rejects.toMatchObject({
      code: 'status-source-unavailable',
      message: expect.stringMatching(/^http:\/\/127\.0\.0\.1:1 cannot be asked: ./),
    });
  });

  test('want a token where the collector does, which is sent and never shown', async () => {
    const TOKEN = 'a-token-of-some-length';
    server.answer = ({ headers }) => ({
      status: headers.authorization === `Bearer ${TOKEN}` ? 200 : 401,
      type: 'application/json',
      body: '[]',
    });
    await expect(states({ from: from() })).rejects.toMatchObject({ code: 'status-token-refused' });
    const project = await world.project({}, true);
    const context = { ...world.context, env: { ...world.context.env, CLAIMS_STATUS_TOKEN: TOKEN } };
    expect(await claimStates(context, project, { from: from() })).toEqual([]);
  });

  test.each(['nowhere', 'ftp://host', 'http://me:pass@host'])('no address: %s', async (address) => {
    await expect(states({ from: address })).rejects.toMatchObject({ code: 'usage-invalid' });
  });
});
