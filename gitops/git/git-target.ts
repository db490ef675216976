import { type Bytes, lengthOf } from '../../core/bytes/bytes';
import { type FileToWrite, refuseSecretsIn } from '../../core/secrets/refuse-secrets';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { commitsBetween, readLog } from './commit-walk';
import { assertEditsFit, commitStream, treeStream } from './fast-import';
import type { IndexEntry } from '../../core/snapshot';
import { assertSafePath, parentsOf } from '../target-path';
import { contentPieces, contentWindows } from '../file-content';
import type { ContentEdit } from '../tree-edit';
import { LARGE } from './large-blob';
import { parseTreeListing } from './tree-listing';
import { readIndex, readSnapshot } from './git-snapshot';
import type { ObjectStore } from './object-store';
import { bytesAt, objectInfo } from './object-info';
import { nearestNames } from './nearest-names';
import type { TargetLocation } from './target-location';
import type { CommitInfo, TargetRepository } from './target-repository';
import type { TargetSide } from './target-side';
import { withoutTrailing } from '../../core/trim-ends';

/** Parts of an opened target. */
export interface TargetParts {
  readonly location: TargetLocation;
  readonly side: TargetSide;
  readonly store: ObjectStore;
  readonly close: () => Promise<void>;
}

/** The target as a whole: refs by its side, objects by the scratch repository. */
export function createGitTarget({ location, side, store, close }: TargetParts): TargetRepository {
  const names = scratchNames();
  let known: KnownEntries | undefined;
  let slug: Promise<string | undefined> | undefined;
  return {
    location,
    objectFormat: side.objectFormat,
    defaultBranch: () => side.defaultBranch(),
    fetch: (refs, spare) => side.fetch(refs, spare),
    listRefs: (prefix) => side.listRefs([prefix]),
    fetchBase: (branch) => fetchBase(location, side, branch),
    assertMovable: (branch) => side.assertMovable(branch),
    snapshot: async (commit, prefixes = []) => {
      slug ??= side.repositorySlug();
      const [repository, snapshot] = await Promise.all([slug, readSnapshot(store, commit, prefixes)]);
      known = { commit, prefixes, entries: snapshot.index.entries };
      return { ...snapshot, repository };
    },
    commitInfo: commitReader(store),
    objectInfo: (id) => objectInfo(store, id),
    bytesAt: (commit, path, mostBytes) => bytesAt(store, commit, path, mostBytes),
    commitsBetween: (base, head, most) => commitsBetween(store, base, head, most),
    isAncestor: async (ancestor, descendant) => {
      const args = ['merge-base', '--is-ancestor', ancestor, descendant];
      return (await ask(store, args, [0, 1])).exitCode === 0;
    },
    mergedTree: async (base, head) => {
      const args = ['merge-tree', '--write-tree', '--no-messages', base, head];
      const { exitCode, text } = await ask(store, args, [0, 1, 128, 129]);
      return exitCode === 0 ? text.split('\n')[0] : undefined;
    },
    firstCommitOf: async (path, commit) => {
      const commits = await readLog(store, ['--diff-filter=A', '--no-renames', commit, '--', path]);
      return commits.at(-1);
    },
    makeTree: (parent, edits, meanwhile) => makeTree(store, parent, edits, names(), { known, meanwhile }),
    makeCommit: async (request) => (await fastImport(store, commitStream(request, names())))[0] ?? '',
    push: (updates) => side.push(updates),
    assertWritable: async () => {
      const tree = await makeTree(store, undefined, [{ path: 'probe', content: '' }], names(), {});
      const commit = commitStream({ ...PROBE_COMMIT, tree: tree ?? '' }, names());
      await side.assertWritable((await fastImport(store, commit))[0] ?? '');
    },
    close,
  };
}

const PROBE_IDENTITY = { name: 'cdk8s-claims', email: 'cdk8s-claims@localhost.invalid' };
const PROBE_COMMIT = {
  message: 'Never pushed',
  author: PROBE_IDENTITY,
  committer: PROBE_IDENTITY,
  date: new Date(0),
} as const;

/** Refs for `git fast-import`, which cannot make a commit without one; they never leave the scratch repository. */
function scratchNames(): () => string {
  let count = 0;
  return () => `refs/scratch/${++count}`;
}

async function ask(
  store: ObjectStore,
  args: readonly string[],
  answers: readonly number[] = [0],
): Promise<{ exitCode: number; text: string }> {
  const { exitCode, stdout } = await store.git.run({ args, environment: store.environment, answers });
  return { exitCode, text: stdout.toString('utf8').trim() };
}

/** Commits never change: each is read once. */
function commitReader(store: ObjectStore): (commit: string) => Promise<CommitInfo> {
  const known = new Map<string, Promise<CommitInfo>>();
  return (commit) => {
    const found =
      known.get(commit) ?? readLog(store, ['--max-count=1', commit]).then((commits) => one(commits, commit));
    known.set(commit, found);
    return found;
  };
}

function one(commits: readonly CommitInfo[], id: string): CommitInfo {
  const [commit] = commits;
  if (commit === undefined) {
    throw new ToolkitError('git-failed', `the target misses commit ${id}`);
  }
  return commit;
}

async function fetchBase(
  location: TargetLocation,
  side: TargetSide,
  branch: string,
): Promise<string | undefined> {
  const ref = `refs/heads/${branch}`;
  const id = (await side.fetch([ref])).get(ref);
  if (id !== undefined) {
    return id;
  }
  const known = [...(await side.listRefs(['refs/heads/'])).keys()].map((name) =>
    name.slice('refs/heads/'.length),
  );
  if (known.length === 0) {
    return undefined;
  }
  const near = nearestNames(branch, known).map((name) => `'${name}'`);
  throw new ToolkitError(
    'base-branch-missing',
    `${location.display} has no branch '${branch}', did you mean ${near.join(' or ')}?`,
    { data: { branch, nearest: nearestNames(branch, known) } },
  );
}

async function fastImport(
  { git, environment, files }: ObjectStore,
  parts: readonly Bytes[],
  meanwhile?: () => void,
): Promise<readonly string[]> {
  const command = {
    // It would look for what two files in a row have in common: claims are too small for that to save anything, and a push looks again.
    args: ['fast-import', '--quiet', '--done', '--force', '--date-format=raw', '--depth=0'],
    environment,
  };
  const isLarge = lengthOf(parts) > LARGE;
  const { stdout } = isLarge
    ? await files.lent(parts, (inputFile) => {
        const answer = git.run({ ...command, inputFile });
        // Git reads the file by itself: it needs nothing of this process until it ends.
        dropped(meanwhile);
        return answer;
      })
    : await git.run({ ...command, input: Buffer.concat(contentPieces(parts)) });
  return stdout.toString('utf8').trim().split('\n');
}

/** Does what can be done meanwhile. What fails there fails again where it is needed. */
function dropped(work: (() => void) | undefined): void {
  try {
    work?.();
  } catch {
    // See above.
  }
}

async function makeTree(
  store: ObjectStore,
  parent: string | undefined,
  edits: readonly ContentEdit[],
  ref: string,
  {
    known,
    meanwhile,
  }: { readonly known?: KnownEntries | undefined; readonly meanwhile?: (() => void) | undefined },
): Promise<string | undefined> {
  for (const { path } of edits) {
    assertSafePath(path);
  }
  refuseSecretsIn(windowsOf(edits));
  const entries = tellsAll(known, parent, edits) ? known.entries : await entriesAround(store, parent, edits);
  assertEditsFit(entries, edits);
  const lines = await fastImport(store, treeStream(parent, edits, entries, ref), meanwhile);
  const [tree = '', before = EMPTY_TREE[store.objectFormat]] = lines.map(
    (line) => /^040000 tree ([0-9a-f]+)/.exec(line)?.[1] ?? EMPTY_TREE[store.objectFormat],
  );
  return tree === before ? undefined : tree;
}

/** A large file is looked at piece by piece. */
function* windowsOf(edits: readonly ContentEdit[]): Generator<FileToWrite> {
  for (const { path, content } of edits) {
    if (content === null) yield { path, content };
    else for (const window of contentWindows(content)) yield { path, content: window };
  }
}

/** Entries of a commit below some paths, read for {@link TargetRepository.snapshot}. */
interface KnownEntries {
  readonly commit: string | undefined;
  readonly prefixes: readonly string[];
  readonly entries: ReadonlyMap<string, IndexEntry>;
}

/** Whether they decide if the edits fit: those of the same commit, all of it or what lies below paths at the top, above which is nothing more. */
function tellsAll(
  known: KnownEntries | undefined,
  commit: string | undefined,
  edits: readonly ContentEdit[],
): known is KnownEntries {
  if (known === undefined || known.commit !== commit) {
    return false;
  }
  if (known.prefixes.length === 0) return true;
  const tops = new Set(known.prefixes.map((prefix) => withoutTrailing(prefix, '/')));
  return edits.every(({ path }) => tops.has(path.split('/', 1)[0] ?? ''));
}

/** Up to so many edits only what lies on their paths is listed, not the whole tree. */
const FEW = 500;

/** Entries of a commit that decide whether edits fit: those at the paths and above them, or all. */
async function entriesAround(
  store: ObjectStore,
  commit: string | undefined,
  edits: readonly ContentEdit[],
): Promise<ReadonlyMap<string, IndexEntry>> {
  if (commit === undefined || edits.length > FEW) {
    return (await readIndex(store, commit)).entries;
  }
  const paths = new Set(edits.flatMap(({ path }) => [path, ...parentsOf(path)]));
  if (paths.size === 0) {
    return new Map();
  }
  const { stdout } = await store.git.run({
    args: ['ls-tree', '-z', '--full-tree', commit, '--', ...paths],
    environment: store.environment,
  });
  const entries = parseTreeListing(stdout);
  // A folder where a file is to be written: whether all of it goes in the same commit only the whole tree tells.
  return edits.some(({ path }) => entries.get(path)?.mode === '040000')
    ? (await readIndex(store, commit)).entries
    : new Map([...entries].filter(([, { mode }]) => mode !== '040000'));
}

/** The tree without files, in either object format. */
const EMPTY_TREE = {
  sha1: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  sha256: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
} as const;
