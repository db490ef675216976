import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createLogger } from '../../../collector/service/logger';
import type { ObservedClaim } from '../../../collector/reconciler/observed/observed-claim';
import { Reconciler, type ReconcileResult } from '../../../collector/reconciler/run/reconcile';
import { registryPlace } from '../../../collector/reconciler/run/registry-place';
import { readEnvironment } from '../../../collector/service/read-environment';
import { RECONCILER_SETTINGS } from '../../../collector/reconciler/reconciler-settings';
import { commentedRegistry } from '../../bench/registry/commented-text';
import { bareRepository, git, temporaryFolder } from '../../fixtures/git/git';
import { NOW, observed } from './observed';

const FILE = 'claims/registry.yaml';
const REF = 'refs/claims/status/status-update-claims-registry.yaml';
/** So many are more than is read into memory. */
const ENTRIES = 3_000;
const STEP = 100;

const REFUSED = { status: 'False', reason: 'Refused', message: 'no quota' } as const;

function refused(index: number): ObservedClaim {
  const name = `app-${index}`;
  return observed(name, {
    claimRef: `default/${name}`,
    identity: { apiVersion: 'acme.io/v1', kind: 'VolumeClaim', namespace: 'default', name },
    status: { statusMessage: '', ready: REFUSED, synced: { status: 'True' } },
  });
}

/** The registry with these three lines of some entries changed, line by line: nothing that stands deeper is a field. */
function expectedText(text: string, isChanged: (index: number) => boolean): string {
  let index = -1;
  return text
    .split('\n')
    .map((line) => {
      index = Number(/^ {4}- name: app-(\d+)$/.exec(line)?.[1] ?? index);
      if (!isChanged(index)) return line;
      if (line.startsWith('      status: ')) return '      status: error';
      if (line.startsWith('      statusMessage: '))
        return `      statusMessage: "not ready: Refused: no quota"`;
      return line.startsWith('      lastCheckedAt: ') ? '      lastCheckedAt: "2026-11-27T09:59:55Z"' : line;
    })
    .join('\n');
}

describe('a registry of many entries with comments and values that look like entries', () => {
  const folder = temporaryFolder();
  afterAll(() => {
    folder.remove();
  });
  const text = commentedRegistry(ENTRIES).toString();
  let seen: readonly ObservedClaim[] = [];
  const start = (target: string): Reconciler => {
    const variables = { PATH: process.env['PATH'], REGISTRY_TARGET: target };
    return new Reconciler({
      place: registryPlace(readEnvironment(RECONCILER_SETTINGS, variables), variables)!,
      observe: () => Promise.resolve({ claims: seen, clusters: ['prod'] }),
      env: variables,
      clock: { now: () => new Date(NOW) },
      logger: createLogger('silent', { write: () => undefined }),
      version: '1.0.0',
    });
  };

  it.each([
    ['alone in its repository', {}],
    [
      'beside a file of one claim',
      {
        'claims/category-0/app-0/volumeclaim.yaml':
          'apiVersion: acme.io/v1\nkind: VolumeClaim\nmetadata:\n  name: app-0\n  namespace: default\n',
      },
    ],
  ])('%s: changes the lines of those that changed, and a second run writes nothing', async (place, files) => {
    const path = `${folder.path}/${place.replaceAll(' ', '-')}`;
    mkdirSync(path);
    const target = bareRepository(path, { [FILE]: text, ...files });
    const reconciler = start(target);
    seen = Array.from({ length: ENTRIES / STEP }, (_, index) => refused(index * STEP));
    const first = await reconciler.run(1);
    expect(first).toMatchObject({ action: 'created', plan: { matches: { unmatched: [], ambiguous: [] } } });
    const wanted = expectedText(text, (index) => index % STEP === 0);
    expect(shown(target)).toBe(wanted);
    const [numbers] = git(target, ['diff', '--numstat', 'main', REF]).split('\n');
    expect(numbers).toBe(`${3 * seen.length}\t${3 * seen.length}\t${FILE}`);
    const again: ReconcileResult[] = [await reconciler.run(1), await start(target).run(1)];
    expect(again).toMatchObject(again.map(() => ({ action: 'unchanged', writes: 0 })));
    // Others are changed in the same request; what is in it stays as it is.
    seen = [...seen.map((claim) => ({ ...claim, receivedAt: NOW })), refused(STEP + 1)];
    expect(await reconciler.run(1)).toMatchObject({ action: 'updated' });
    const more = expectedText(text, (index) => index % STEP === 0 || index === STEP + 1);
    const times = /lastCheckedAt: "2026-11-27T09:59:55Z"/g;
    expect(shown(target)).toBe(more);
    expect(shown(target).match(times)).toHaveLength(seen.length);
  });

  function shown(target: string): string {
    const args = ['show', `${REF}:${FILE}`];
    return execFileSync('git', args, { cwd: target, env: process.env, maxBuffer: 2 ** 24 }).toString();
  }
});
