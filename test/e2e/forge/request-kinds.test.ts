import { converge, type ForgeWorld, type Session } from '../../contract/forge-world';
import { githubWorld, type GitHubWorld } from '../../contract/github-world';
import { plainWorld } from '../../contract/plain-world';
import { samplePlanner } from '../../contract/sample-plan';
import type { Forge } from '../../../gitops/forge/forge';
import { parseMessage, sealedMessage } from '../../../gitops/forge/trailers';
import { git } from '../../fixtures/git/git';
import { standingKind } from '../../../gitops/forge/request-key';
import { kindOfStanding } from '../../../gitops/change-request/situation';

// Dozens of Git processes each: slow where many suites share few cores.
jest.setTimeout(60_000);

const BASE = { 'README.md': 'hello\n' };
const REPAIR = { 'claims/a.yaml': 'a: repaired\n' };
const CLAIMS = { 'claims/b.yaml': 'b: 1\n' };
/** A group of an owner of that name, and what `claims registry repair` calls its request. */
const GROUP = 'registry-repair';

test.each([
  [undefined, 'delete-infra-app-0a1b2c3d', 'delete'],
  [undefined, 'delete-0a1b2c3d', 'delete'],
  [undefined, 'registry-repair', 'repair'],
  [undefined, 'rename-project', 'repair'],
  [undefined, 'delete-team', 'claims'],
  [undefined, 'delete', 'claims'],
  [undefined, 'all', 'claims'],
  ['claims', 'registry-repair', 'claims'],
  ['of-a-later-version', 'all', 'of-a-later-version'],
])('what says %p and is named %s is of kind %s', (said, group, kind) => {
  expect(standingKind(said, group)).toBe(kind);
});

describe.each([
  ['plain Git', plainWorld],
  ['GitHub', githubWorld],
])('requests of several kinds on %s', (_name, makeWorld) => {
  let world: ForgeWorld;
  let session: Session;
  beforeEach(async () => {
    world = await makeWorld(BASE);
    session = await world.open();
  });
  afterEach(async () => {
    await session.close();
    await world.remove();
  });
  const key = (kind: 'claims' | 'repair') => ({ project: 'storage', kind, group: GROUP }) as const;
  const place = () => ({ ...session, base: 'main' });
  const headOf = (group = GROUP) =>
    git(world.bare, ['rev-parse', session.forge.headRef({ ...key('claims'), group })]);

  test('leave one another alone where a group has the name of another kind, whatever is asked for', async () => {
    await converge(session, samplePlanner(REPAIR), key('repair'));
    const [head, writes] = [headOf(), world.writes()];
    for (const options of [{}, { takeOver: true }, { merge: true }]) {
      await expect(
        converge(session, samplePlanner(CLAIMS), { ...key('claims'), ...options }),
      ).rejects.toMatchObject({
        code: 'request-of-another-kind',
        data: { kind: 'repair' },
      });
    }
    for (const options of [{}, { takeOver: true }]) {
      expect(await converge(session, samplePlanner({}), { ...key('claims'), ...options })).toMatchObject({
        action: 'none',
        url: null,
      });
    }
    expect([headOf(), world.writes(), await world.openRequests()]).toEqual([head, writes, 1]);
    expect(await converge(session, samplePlanner(REPAIR), key('repair'))).toMatchObject({
      action: 'unchanged',
    });
    expect(await converge(session, samplePlanner({}), key('repair'))).toMatchObject({ action: 'closed' });
  });

  test('are told apart by what they say, not by their names', async () => {
    await converge(session, samplePlanner(REPAIR), { kind: 'repair', group: 'infra' });
    await converge(session, samplePlanner(CLAIMS), { kind: 'claims', group: 'delete-0a1b2c3d' });
    expect(await kindOfStanding(place(), 'storage', 'infra')).toBe('repair');
    expect(await kindOfStanding(place(), 'storage', 'delete-0a1b2c3d')).toBe('claims');
    expect(
      await converge(session, samplePlanner({}), { kind: 'claims', group: 'delete-0a1b2c3d' }),
    ).toMatchObject({ action: 'closed' });
  });

  test('of older versions, which say no kind, are known by their names and left as they are', async () => {
    const older = { ...session, forge: withoutKind(session.forge) };
    for (const [kind, group] of [
      ['repair', GROUP],
      ['claims', 'delete-team'],
    ] as const) {
      const plan = samplePlanner({ [`claims/${group}.yaml`]: 'a: 1\n' });
      await converge(older, plan, { kind, group });
      if ('github' in world) forgetKind((world as GitHubWorld).github);
      expect(git(world.bare, ['log', '-1', '--format=%B', headOf(group)])).not.toContain('Claims-Kind');
      expect(await kindOfStanding(place(), 'storage', group)).toBe(kind);
      const [head, writes] = [headOf(group), world.writes()];
      expect(await converge(session, plan, { kind, group })).toMatchObject({
        action: 'unchanged',
        writes: 0,
      });
      expect([headOf(group), world.writes()]).toEqual([head, writes]);
    }
    await expect(converge(session, samplePlanner(CLAIMS), key('claims'))).rejects.toMatchObject({
      code: 'request-of-another-kind',
    });
  });
});

test('what a person closed of one kind is no answer to another kind, on GitHub', async () => {
  const world = await githubWorld(BASE);
  const session = await world.open();
  const plan = samplePlanner(REPAIR);
  const { branch } = await converge(session, plan, { kind: 'repair', group: GROUP });
  await world.closeAsPerson?.();
  world.github.repository('acme', 'harvester').deleteBranch(branch);
  expect(await converge(session, plan, { kind: 'repair', group: GROUP })).toMatchObject({
    action: 'kept-closed',
  });
  expect(await converge(session, plan, { kind: 'claims', group: GROUP })).toMatchObject({
    action: 'created',
  });
  await session.close();
  await world.remove();
});

/** A forge as it wrote commits before requests said their kind. */
function withoutKind(forge: Forge): Forge {
  const commitMessage: Forge['commitMessage'] = (key, content, tree) => {
    const { title, body, trailers } = parseMessage(forge.commitMessage(key, content, tree));
    const { 'Claims-Kind': _kind, ...others } = trailers;
    return sealedMessage(title, body, others, tree);
  };
  return new Proxy(forge, {
    get: (target, name) => {
      if (name === 'commitMessage') return commitMessage;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** Open requests say in their text what they said before. */
function forgetKind(github: GitHubWorld['github']): void {
  const hosted = github.repository('acme', 'harvester');
  for (const { number, body } of hosted.pulls('open')) {
    hosted.editPull(number, { body: (body ?? '').replace(/ kind=\S+/, '') });
  }
}
