import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPlainGitForge } from '../../../gitops/forge/plain-git/plain-git-forge';
import { openTarget } from '../../../gitops/git/open-target';
import { converge } from '../../contract/forge-world';
import { samplePlanner } from '../../contract/sample-plan';
import { runs } from '../../runs';
import { bareRepository, filesAt, git, seedCommit, temporaryFolder } from '../../fixtures/git/git';

// Dozens of Git processes each: slow where many suites share few cores.
jest.setTimeout(60_000);

const REF = 'refs/claims/requests/storage/all';
const PLAN = samplePlanner({ 'claims/b.yaml': 'b\n' });

let folder: ReturnType<typeof temporaryFolder>;
let bare: string;

beforeEach(() => {
  folder = temporaryFolder();
  bare = bareRepository(folder.path, { 'claims/a.yaml': 'a\n' });
});
afterEach(() => {
  folder.remove();
});

/** One run, the attempts that it made, and what it ended with. */
async function attempt(
  options: { merge?: boolean; takeOver?: boolean; plan?: typeof PLAN; environment?: NodeJS.ProcessEnv } = {},
): Promise<{
  readonly pushes: number;
  readonly waits: number;
  readonly outcome: unknown;
  readonly notes: readonly string[];
}> {
  const notes: string[] = [];
  let pushes = 0;
  let waits = 0;
  const outcome: unknown = await (async () => {
    const repository = await openTarget({
      target: bare,
      folder: '/',
      environment: options.environment ?? process.env,
      temporaryFolder: folder.path,
    });
    const counted = {
      ...repository,
      push: (updates: Parameters<typeof repository.push>[0]) => {
        pushes++;
        return repository.push(updates);
      },
    };
    const wait = (): Promise<void> => {
      waits++;
      return Promise.resolve();
    };
    const session = {
      repository: counted,
      forge: createPlainGitForge(counted),
      close: () => repository.close(),
    };
    try {
      return await converge(session, options.plan ?? PLAN, {
        merge: options.merge === true,
        takeOver: options.takeOver === true,
        retry: { attempts: 4, wait },
        reporter: {
          report: (event) => {
            if (event.type === 'note') notes.push(event.message);
          },
        },
      });
    } finally {
      await repository.close();
    }
  })().catch((error: unknown) => error);
  return { pushes, waits, outcome, notes };
}

function hook(name: string, script: string): void {
  const path = join(bare, 'hooks', name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}

const config = (key: string, value: string): void => {
  git(bare, ['config', key, value]);
};

/** A rule or a state of the target that no second attempt changes, and Git's words for it. */
interface Refused {
  readonly what: string;
  readonly make: () => void | Promise<void>;
  readonly code: string;
  readonly kind: string;
  readonly says: string;
  readonly merge?: true;
}

const CHANGED = samplePlanner({ 'claims/b.yaml': 'changed\n' });

const REFUSED: readonly Refused[] = [
  {
    what: 'a ref in the place of its folder',
    make: () => void git(bare, ['update-ref', 'refs/claims/requests/storage', 'main']),
    code: 'target-ref-blocked',
    kind: 'conflict',
    says: 'refs/claims/requests/storage in',
  },
  {
    what: 'a rule for the base alone',
    make: () => {
      hook('update', '[ "$1" = refs/heads/main ] && { echo "main is protected" >&2; exit 1; }; exit 0');
    },
    merge: true,
    code: 'target-rejected',
    kind: 'policy',
    says: 'main is protected',
  },
  {
    what: 'a quota, by a pre-receive hook whose words sound like a lost race',
    make: () => {
      hook(
        'pre-receive',
        'echo "quota of 10 refs exceeded: incorrect old value provided, stale info" >&2; exit 1',
      );
    },
    code: 'target-rejected',
    kind: 'policy',
    says: 'quota of 10 refs exceeded',
  },
  {
    what: 'a packed ref in the place of a folder further up',
    make: () => {
      git(bare, ['update-ref', 'refs/claims/requests', 'main']);
      git(bare, ['pack-refs', '--all']);
    },
    code: 'target-ref-blocked',
    kind: 'conflict',
    says: `'refs/claims/requests' exists; cannot create '${REF}'`,
  },
  {
    what: 'a ref below it',
    make: () => void git(bare, ['update-ref', `${REF}/more`, 'main']),
    code: 'target-ref-blocked',
    kind: 'conflict',
    says: `git push % :${REF}/more`,
  },
  {
    what: 'an update hook that claims a lock',
    make: () => {
      hook('update', `echo "cannot lock ref '${REF}': reference already exists" >&2; exit 1`);
    },
    code: 'target-rejected',
    kind: 'policy',
    says: 'hook declined',
  },
  {
    what: 'a hook that ends the transaction',
    make: () => {
      hook('reference-transaction', '[ "$1" = prepared ] && { echo "not on Fridays" >&2; exit 1; }; exit 0');
    },
    code: 'target-rejected',
    kind: 'policy',
    says: 'not on Fridays',
  },
  {
    what: 'a hidden ref',
    make: () => {
      config('receive.hideRefs', 'refs/claims');
    },
    code: 'target-rejected',
    kind: 'policy',
    says: 'deny updating a hidden ref',
  },
  {
    what: 'a limit of size',
    make: () => {
      config('receive.maxInputSize', '10');
    },
    code: 'target-rejected',
    kind: 'policy',
    says: 'pack exceeds maximum allowed size',
  },
  {
    what: 'a broken ref in its place',
    make: () => {
      mkdirSync(join(bare, 'refs/claims/requests/storage'), { recursive: true });
      writeFileSync(join(bare, REF), 'junk\n');
    },
    code: 'target-rejected',
    kind: 'policy',
    says: `bad object ${REF}`,
  },
];

test.each(REFUSED.slice(0, runs(3, REFUSED.length)).map((refused) => [refused.what, refused] as const))(
  "what Git refuses for good is told at once, in Git's own words: %s",
  async (_, { make, code, kind, says, merge }) => {
    await make();
    const { pushes, waits, outcome } = await attempt({ merge: merge === true });
    expect(outcome).toMatchObject({ code, kind });
    expect(String(outcome)).toContain(says.replace('%', bare));
    expect([pushes, waits]).toEqual([merge === true ? 2 : 1, 0]);
    // What is said about the state of things is true.
    const stands = git(bare, ['for-each-ref', '--format=%(refname)', 'refs/claims'])
      .split('\n')
      .includes(REF);
    expect(String(outcome).includes('the change request is open')).toBe(merge === true && stands);
    expect(String(outcome)).not.toMatch(/nothing was changed|somebody else/);
  },
);

test.each([
  ['receive.denyNonFastForwards', 'other', 'non-fast-forward'],
  ['receive.denyDeletes', null, 'deletion prohibited'],
] as const)('a branch that %s protects is refused, not raced for', async (key, to, reason) => {
  const branch = { ref: 'refs/heads/claims/storage/all', expected: git(bare, ['rev-parse', 'main']) };
  git(bare, ['update-ref', branch.ref, branch.expected]);
  config(key, 'true');
  const repository = await openTarget({ target: bare, folder: '/', environment: process.env });
  const tree = await repository.makeTree(undefined, [{ path: 'x', content: 'x' }]);
  const author = { name: 'Ana', email: 'ana@example.test' };
  const request = { tree: tree!, message: 'x', author, committer: author, date: new Date(0) };
  const newId = to === null ? null : await repository.makeCommit(request);
  const outcome = await repository.push([{ ...branch, newId }]);
  await repository.close();
  expect(outcome).toMatchObject({ status: 'rejected', reason: expect.stringContaining(reason) });
});

test('a rule against deletions leaves a merged request merged, and the run says what is left', async () => {
  hook('update', 'case "$3" in *[1-9a-f]*) exit 0 ;; esac; echo "nothing is deleted here" >&2; exit 1');
  const { outcome, notes } = await attempt({ merge: true });
  expect(outcome).toMatchObject({ action: 'merged' });
  expect(notes.join()).toContain('nothing is deleted here');
  expect(filesAt(bare, 'main')).toMatchObject({ 'claims/b.yaml': 'b\n' });
  // The next run has nothing to do, and what it cannot clean up is no reason to fail.
  expect((await attempt()).outcome).toMatchObject({ action: 'none', writes: 0 });
});

test('what another process moved or holds is tried again', async () => {
  // Moved between the server's greeting and its write, once.
  git(bare, ['update-ref', 'refs/heads/spare', 'main']);
  const moved = seedCommit(bare, { 'docs/x.md': 'x\n' }, { branch: 'spare' });
  hook(
    'update',
    `[ "$1" = refs/heads/main ] && [ ! -e once ] && { touch once; unset GIT_QUARANTINE_PATH; git update-ref refs/heads/main ${moved}; }; exit 0`,
  );
  const raced = await attempt({ merge: true });
  expect(raced.outcome).toMatchObject({ action: 'merged' });
  expect(raced.waits).toBe(1);
  expect(Object.keys(filesAt(bare, 'main'))).toEqual(expect.arrayContaining(['docs/x.md', 'claims/b.yaml']));
  // A lock that stays.
  git(bare, ['update-ref', '-d', REF]);
  git(bare, ['update-ref', 'refs/claims/requests/storage/other', 'main']);
  writeFileSync(join(bare, `${REF}.lock`), '');
  const locked = await attempt({ plan: CHANGED });
  expect(locked.outcome).toMatchObject({
    code: 'target-locked',
    message: expect.stringContaining(`${REF}.lock`),
  });
  expect(locked.waits).toBe(3);
});

test("a repository of somebody else is refused with Git's cure", async () => {
  const bin = join(folder.path, 'bin');
  mkdirSync(bin);
  // Git's own switch for tests of this very rule.
  writeFileSync(
    join(bin, 'git'),
    `#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec ${git('/', ['--exec-path'])}/git "$@"\n`,
  );
  chmodSync(join(bin, 'git'), 0o755);
  const environment = { ...process.env, PATH: `${bin}:${String(process.env['PATH'])}` };
  const { outcome } = await attempt({ environment });
  expect(outcome).toMatchObject({ code: 'target-not-owned', kind: 'auth' });
  expect(String(outcome)).toContain(`git config --global --add safe.directory ${bare}`);
});
