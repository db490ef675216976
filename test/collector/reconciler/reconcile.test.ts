import { createLogger } from '../../../collector/service/logger';
import type { ObservedClaim } from '../../../collector/reconciler/observed/observed-claim';
import { Reconciler, type ReconcileResult } from '../../../collector/reconciler/run/reconcile';
import { registryPlace } from '../../../collector/reconciler/run/registry-place';
import { readEnvironment } from '../../../collector/service/read-environment';
import { RECONCILER_SETTINGS } from '../../../collector/reconciler/reconciler-settings';
import { bareRepository, git, seedCommit, temporaryFolder } from '../../fixtures/git/git';
import { legacy, NOW, observed } from './observed';

const FILE = 'claims/registry.yaml';
const REF = 'refs/claims/status/status-update-claims-registry.yaml';

/** Comments, order, quoting and unknown fields are a person's. */
const REGISTRY = `# kept by hand
apiVersion: claim-registry.io/v1alpha1
kind: ClaimRegistry
claims:
- name: db   # the shop's
  template: database
  category: infra
  namespace: shop
  createdAt: "2026-01-01T00:00:00Z"
  createdBy: a
  source: cli
  repository: acme/reg
  path: claims/infra/db
  owner: team-x
- name: cache
  template: database
  category: infra
  namespace: shop
  createdAt: 2026-01-01T00:00:00Z
  createdBy: 'a'
  source: cli
  repository: acme/reg
  path: claims/infra/cache
  status: active
  statusMessage: Ready
  lastCheckedAt: "2026-11-01T00:00:00Z"
`;

const MAP = `# clusters
zeta:
  - name: other
    namespace: default
    claimRef: default/other
    statusMessage: Ready
    lastCheckedAt: "2026-11-01T00:00:00Z"
alpha:
  - claimRef: default/my-db # ours
    name: my-db
    namespace: default
    owner: team-x
    statusMessage: Pending
    lastCheckedAt: 2026-11-01T00:00:00Z
`;

describe('a reconciler, on a real repository', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let target: string;
  let seen: ObservedClaim[];
  beforeEach(() => {
    folder = temporaryFolder();
    target = bareRepository(folder.path, { 'README.md': 'x\n' });
    seen = [];
  });
  afterEach(() => {
    folder.remove();
  });

  const reconciler = (env: Record<string, string> = {}): Reconciler => {
    const variables = { PATH: process.env['PATH'], REGISTRY_TARGET: target, ...env };
    const place = registryPlace(readEnvironment(RECONCILER_SETTINGS, variables), variables)!;
    return new Reconciler({
      place,
      observe: () =>
        Promise.resolve({ claims: seen, clusters: [...new Set(seen.map(({ cluster }) => cluster))] }),
      env: variables,
      clock: { now: () => new Date(NOW) },
      logger: createLogger('silent', { write: () => undefined }),
      version: '1.0.0',
    });
  };
  const run = (term = 1, env?: Record<string, string>): Promise<ReconcileResult> => reconciler(env).run(term);
  const diff = (): string[] =>
    git(target, ['diff', '--no-color', '-U0', 'main', REF, '--', FILE])
      .split('\n')
      .filter((line) => /^[+-](?![+-])/.test(line));
  const refs = (): string[] => git(target, ['for-each-ref', '--format=%(refname)']).split('\n');
  const claimFile = (name: string): Record<string, string> => ({
    [`claims/infra/${name}/database.yaml`]: `apiVersion: acme.io/v1\nkind: Database\nmetadata:\n  name: ${name}\n  namespace: shop\n`,
    [`claims/infra/${name}/kustomization.yaml`]: 'resources:\n- database.yaml\n',
  });
  const seed = (): void => {
    seedCommit(target, {
      [FILE]: REGISTRY,
      'claims/kustomization.yaml': 'resources:\n- infra\n',
      'claims/infra/kustomization.yaml': 'resources:\n- db\n- cache\n',
      ...claimFile('db'),
      ...claimFile('cache'),
    });
  };

  it('changes the lines of a status and nothing else, in one request', async () => {
    seed();
    seen = [observed('db'), observed('cache')];
    const result = await run();
    expect(result).toMatchObject({ action: 'created' });
    expect(refs()).toEqual([REF, 'refs/heads/main']);
    expect(diff()).toEqual([
      '+  status: active',
      '+  statusMessage: Ready',
      '+  lastCheckedAt: "2026-11-27T09:59:55Z"',
    ]);
    const message = git(target, ['log', '-1', '--format=%B', REF]);
    expect(message).toMatch(
      /^chore: update claim statuses\n\nAutomated status update from machinery-status-collector\.\n/,
    );
    expect(message).toContain('Claims-Term: 1');
  });

  it('writes every message of the original’s format as it came, another number alone included', async () => {
    seedCommit(target, { [FILE]: MAP });
    seen = [legacy('default/my-db', 'attempt 1', { cluster: 'alpha' })];
    expect(await run()).toMatchObject({ action: 'created' });
    seen = [legacy('default/my-db', 'attempt 2', { cluster: 'alpha', receivedAt: NOW })];
    expect(await run()).toMatchObject({ action: 'updated' });
    expect(diff()).toContain('+    statusMessage: attempt 2');
    seen = [legacy('default/my-db', 'attempt 2', { cluster: 'alpha', receivedAt: NOW + 5_000 })];
    expect(await run()).toMatchObject({ action: 'unchanged', writes: 0 });
  });

  it('writes nothing again for a later time, another number in a message, or another term', async () => {
    seed();
    const failing = (attempt: number): ObservedClaim =>
      observed('db', {
        receivedAt: NOW + attempt * 60_000,
        status: { statusMessage: '', ready: { status: 'False', message: `attempt ${attempt} failed` } },
      });
    seen = [failing(1), observed('cache')];
    await run();
    const head = git(target, ['rev-parse', REF]);
    seen = [failing(2), observed('cache', { receivedAt: NOW + 60_000 })];
    expect(await run(2)).toMatchObject({ action: 'unchanged', writes: 0 });
    expect(git(target, ['rev-parse', REF])).toBe(head);
    seen = [observed('db')];
    expect(await run(2)).toMatchObject({ action: 'updated' });
    expect(refs()).toHaveLength(2);
    expect(diff()).toHaveLength(3);
  });

  it('has nothing to say once it is merged, and closes its request when statuses are as they were', async () => {
    seed();
    seen = [observed('db')];
    await run(1, { REGISTRY_MERGE: 'true' });
    expect(git(target, ['show', `main:${FILE}`])).toContain(
      'lastCheckedAt: "2026-11-27T09:59:55Z"\n  owner: team-x',
    );
    expect(await run()).toMatchObject({ action: 'none', writes: 0 });
    seen = [observed('db', { isDeleting: true })];
    expect(await run()).toMatchObject({ action: 'created' });
    seen = [observed('db')];
    expect(await run()).toMatchObject({ action: 'closed' });
    expect(refs()).toEqual(['refs/heads/main']);
  });

  it('starts from a base that moved, and keeps what a project changed meanwhile', async () => {
    seed();
    seen = [observed('db')];
    await run();
    seedCommit(target, { [FILE]: REGISTRY.replace('owner: team-x', 'owner: team-y') });
    expect(await run()).toMatchObject({ action: 'updated' });
    expect(git(target, ['show', `${REF}:${FILE}`])).toContain('owner: team-y');
    expect(diff()).toHaveLength(3);
  });

  it('keeps the original’s map as it is, but for the message and the time', async () => {
    seedCommit(target, { [FILE]: MAP });
    seen = [legacy('default/my-db', 'Ready', { cluster: 'alpha' })];
    await run();
    expect(diff()).toEqual([
      '-    statusMessage: Pending',
      '-    lastCheckedAt: 2026-11-01T00:00:00Z',
      '+    statusMessage: Ready',
      '+    lastCheckedAt: "2026-11-27T09:59:55Z"',
    ]);
    seen = [legacy('default/unknown', 'Ready', { cluster: 'alpha' }), ...seen];
    const { plan, action } = await run();
    expect(action).toBe('unchanged');
    expect(plan.matches.unmatched).toHaveLength(1);
  });

  it('writes nothing for claims that no entry is about', async () => {
    seed();
    seen = [observed('unknown')];
    expect(await run()).toMatchObject({ action: 'none', writes: 0 });
    expect(refs()).toEqual(['refs/heads/main']);
  });

  it.each([
    ['is missing', null, 'registry-missing'],
    ['is empty', '', 'registry-unreadable'],
    ['has only comments', '# nothing\n', 'registry-unreadable'],
    [
      'has no entries',
      'apiVersion: claim-registry.io/v1alpha1\nkind: ClaimRegistry\nclaims: []\n',
      'registry-empty',
    ],
    ['is a list', '- a\n', 'registry-unreadable'],
    ['has a key twice', 'alpha: []\nalpha: []\n', 'registry-unreadable'],
  ])('writes nothing to a registry that %s', async (_, text, code) => {
    seedCommit(target, { 'README.md': 'x\n', ...(text !== null && { [FILE]: text }) });
    seen = [observed('db')];
    await expect(run()).rejects.toMatchObject({ code });
    expect(refs()).toEqual(['refs/heads/main']);
  });

  it('gives way to a collector that leads in a later term', async () => {
    seed();
    seen = [observed('db')];
    await run(7);
    seen = [observed('db', { isDeleting: true })];
    await expect(run(6)).rejects.toMatchObject({ code: 'leader-deposed' });
    expect(await run(8)).toMatchObject({ action: 'updated' });
  });

  it('leaves a request alone that a person pushed to', async () => {
    seed();
    seen = [observed('db')];
    await run();
    seedCommit(target, { 'notes.txt': 'mine\n' }, { branch: REF });
    const head = git(target, ['rev-parse', REF]);
    seen = [observed('db', { isDeleting: true })];
    await expect(run()).rejects.toMatchObject({ code: 'request-foreign-commits' });
    expect(git(target, ['rev-parse', REF])).toBe(head);
  });

  it('says in the original’s map that a claim is gone', async () => {
    seedCommit(target, { [FILE]: MAP });
    const gone = { cluster: 'alpha', claimRef: 'default/my-db', goneSince: NOW - 60_000 };
    seen = [observed('my-db', gone)];
    await run();
    expect(diff()).toContain('+    statusMessage: not in the cluster since 2026-11-27T09:59:00Z');
  });

  it('writes no secret, wherever in a report it stands, and nothing again for one', async () => {
    seed();
    const reason = 'https://admin:hunter2-secret@db.example';
    seen = [observed('db', { status: { statusMessage: '', ready: { status: 'False', reason } } })];
    await run();
    expect(git(target, ['log', '-p', '--all'])).not.toContain('hunter2');
    expect(await run()).toMatchObject({ action: 'unchanged', writes: 0 });
  });

  it('follows the names that kustomizations give', async () => {
    seed();
    seedCommit(target, {
      'claims/infra/db/kustomization.yaml': 'namePrefix: eu-\nnamespace: prod\nresources:\n- database.yaml\n',
    });
    const identity = { apiVersion: 'acme.io/v1', kind: 'Database', namespace: 'prod', name: 'eu-db' };
    seen = [observed('eu-db', { claimRef: 'prod/eu-db', identity })];
    expect((await run()).plan.changes.map(({ key }) => key)).toEqual(['infra/db']);
  });

  it('tells of hostile messages in one harmless line', async () => {
    seed();
    const message = '"\n- name: evil\n\u0000\u001b[31m # x: {y} <!-- --> @everyone';
    seen = [observed('db', { status: { statusMessage: '', ready: { status: 'False', message } } })];
    await run();
    const [, line] = diff();
    expect(diff()).toHaveLength(3);
    expect(line).toContain('evil');
    expect(line).not.toMatch(/[\u0000\u001b]/);
  });
});
