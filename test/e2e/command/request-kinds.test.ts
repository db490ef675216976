import { join } from 'node:path';
import { claims, writeProgram, writeProject, type CliRun } from '../../cli/cli-run';
import { converge, type ForgeWorld } from '../../contract/forge-world';
import { githubWorld, type GitHubWorld } from '../../contract/github-world';
import { plainWorld } from '../../contract/plain-world';
import { samplePlanner } from '../../contract/sample-plan';
import { git, temporaryFolder } from '../../fixtures/git/git';

/** Settings of a target on a GitHub. */
function onGitHub({ github }: GitHubWorld): string {
  return `  target: ${github.gitUrl('acme', 'harvester')}\n  forge: {type: github, apiUrl: '${github.apiUrl}'}\n`;
}

describe.each([
  ['plain Git', plainWorld, ({ bare }: ForgeWorld) => `  target: ${bare}\n`],
  ['GitHub', githubWorld, (world: ForgeWorld) => onGitHub(world as GitHubWorld)],
])('claims pr where requests are made by owner, on %s', (_name, makeWorld, targetOf) => {
  let folder: ReturnType<typeof temporaryFolder>;
  let world: ForgeWorld;
  let cwd: string;
  beforeEach(async () => {
    folder = temporaryFolder();
    cwd = join(folder.path, 'project');
    world = await makeWorld({ 'README.md': 'hello\n' });
    const settings = '  project: shop\n  repository: acme/harvester\n  request: {group: owner}\n';
    writeProject(
      cwd,
      [{ key: 'infra/app' }],
      `${targetOf(world)}${settings}  catalog: {owner: delete-team}\n`,
    );
  });
  afterEach(async () => {
    await world.remove();
    folder.remove();
  });
  const run = (...argv: string[]): Promise<CliRun> => {
    // As in a process of its own: without the pauses between what this run and those before write.
    jest.resetModules();
    const token = 'github' in world ? (world as GitHubWorld).github.token : '';
    return claims(argv, { cwd, env: { GITHUB_TOKEN: token } });
  };

  test('the request of an owner named delete-team is closed like any other', async () => {
    expect((await run('pr', '--json')).json()).toMatchObject({
      requests: [
        { action: 'created', branch: expect.stringMatching(/claims\/(?:requests\/)?shop\/delete-team$/) },
      ],
    });
    writeProgram(cwd, []);
    expect((await run('pr', '--json')).json()).toMatchObject({ requests: [{ action: 'closed' }] });
    expect([world.requestRefs(), await world.openRequests()]).toEqual([[], 0]);
  });

  test('a request of another kind is not taken for one of an owner that is gone', async () => {
    const session = await world.open();
    const plan = samplePlanner({ 'claims/x.yaml': 'x: 1\n' });
    await converge(session, plan, { project: 'shop', kind: 'repair', group: 'nightly' });
    await session.close();
    const before = git(world.bare, ['for-each-ref']);
    writeProgram(cwd, []);
    expect((await run('pr', '--json')).json()).toEqual({ requests: [], writes: 0 });
    expect(git(world.bare, ['for-each-ref'])).toBe(before);
    expect(await world.openRequests()).toBe(1);
    expect((await run('pr', '--show', '--json')).json()).toMatchObject({
      requests: [{ kind: 'repair', group: 'nightly' }],
    });
  });
});
