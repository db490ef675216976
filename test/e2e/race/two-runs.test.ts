import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { claims, writeProject, type TestClaim } from '../../cli/cli-run';
import { bareRepository, filesAt, git, temporaryFolder } from '../../fixtures/git/git';
import { compiledCli } from '../../fixtures/programs/compiled-cli';
import { runs } from '../../runs';

const CLAIMS: readonly TestClaim[] = [
  { key: 'infra/app', spec: { storage: '10Gi' } },
  { key: 'apps/web', spec: { replicas: 1 } },
];
const REFS = ['refs/claims/requests/shop/all', 'refs/heads/main'];
const ROUNDS = runs(10, 60);
/** Commits that a person pushes to the base while both run. */
const COMMITS = 4;

let folder: ReturnType<typeof temporaryFolder>;
let main: string;
beforeAll(() => {
  folder = temporaryFolder();
  main = compiledCli(join(folder.path, 'cli'));
});
afterAll(() => {
  folder.remove();
});

interface Ended {
  readonly code: number;
  readonly json: Readonly<Record<string, unknown>>;
}

function run(cwd: string, argv: readonly string[]): Promise<Ended> {
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder.path, 'cache') };
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...argv, '--json'], { cwd, env }, (error, stdout) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, json: JSON.parse(stdout) as Record<string, unknown> });
    });
  });
}

/** A commit on top of the base, which must not have moved in the meantime. */
function commitFile(target: string, path: string, text: string): void {
  const parent = git(target, ['rev-parse', 'refs/heads/main']);
  const blob = git(target, ['hash-object', '-w', '--stdin'], text);
  const tree = git(target, ['mktree'], `${git(target, ['ls-tree', parent])}\n100644 blob ${blob}\t${path}\n`);
  const commit = git(target, ['commit-tree', tree, '-p', parent, '-m', `by hand ${path}`]);
  git(target, ['update-ref', 'refs/heads/main', commit, parent]);
}

/** A person pulls and pushes again when somebody else was faster. */
async function commitMeanwhile(target: string, ended: () => boolean): Promise<number> {
  let done = 0;
  while (done < COMMITS && !ended()) {
    await new Promise((resolve) => setTimeout(resolve, 60));
    try {
      commitFile(target, `by-hand-${done}.md`, `${done}\n`);
      done++;
    } catch {
      // The base moved, or was locked.
    }
  }
  return done;
}

test.each([
  ['pr', 'pr'],
  ['pr --merge', 'pr --merge'],
  ['pr', 'pr --merge'],
])(
  'real `claims %s` and `claims %s` at once from two clones, while people push to the base: nothing lost, nothing twice',
  async (...commands) => {
    for (let round = 0; round < ROUNDS; round++) {
      const at = join(folder.path, `${commands.join('+').replaceAll(' ', '')}-${round}`);
      const clones = commands.map((_, index) => join(at, `clone-${index}`));
      for (const clone of clones) {
        writeProject(
          clone,
          CLAIMS,
          '  target: ../target.git\n  project: shop\n  repository: acme/harvester\n',
        );
      }
      const target = bareRepository(at, { 'README.md': 'x\n' });
      let ended = false;
      const people = commitMeanwhile(target, () => ended);
      const results = await Promise.all(
        commands.map((command, index) => run(clones[index] ?? '', command.split(' '))),
      );
      ended = true;
      const commits = await people;
      for (const { code, json } of results) expect([code, json['error']]).toEqual([0, undefined]);
      expect(git(target, ['fsck', '--strict', '--no-dangling'])).toBe('');
      const subjects = git(target, ['log', '--format=%s', 'main']).split('\n');
      expect(subjects.filter((subject) => subject.startsWith('by hand'))).toHaveLength(commits);
      const merges = commands.some((command) => command.includes('--merge'));
      // A merged request's ref goes with the merge; what another run wrote there meanwhile stays for the next run.
      const refs = git(target, ['for-each-ref', '--format=%(refname)']).split('\n');
      expect(merges ? [REFS, REFS.slice(1)] : [REFS]).toContainEqual(refs);
      expect(subjects.filter((subject) => subject.startsWith('claims('))).toHaveLength(merges ? 1 : 0);
      const settled = await claims(['pr', '--merge', '--json'], { cwd: clones[0] ?? '' });
      expect(settled).toMatchObject({ exitCode: 0 });
      const files = filesAt(target, 'main');
      for (let number = 0; number < commits; number++) {
        expect(files[`by-hand-${number}.md`]).toBe(`${number}\n`);
      }
      expect(files['claims/registry.yaml']?.match(/- name:/g)).toHaveLength(CLAIMS.length);
      const verified = await claims(['registry', 'verify', '--json'], { cwd: clones[0] ?? '' });
      expect(verified.json()).toEqual({ problems: [] });
      expect((await claims(['pr', '--json'], { cwd: clones[0] ?? '' })).json()).toMatchObject({
        action: 'none',
        writes: 0,
      });
    }
  },
  1_200_000,
);
