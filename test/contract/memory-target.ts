import { ToolkitError } from '../../core/errors/toolkit-error';
import { contentPieces } from '../../gitops/file-content';
import type {
  CommitInfo,
  PushOutcome,
  RefUpdate,
  TargetRepository,
} from '../../gitops/git/target-repository';
import type { FoundTexts } from '../../gitops/snapshot-reader';
import type { HostedRepository } from '../fixtures/github';

/** What happens to one call over the network: nothing, or it breaks before or after its effect. */
export type Mishap = 'none' | 'before' | 'after';

/** How {@link memoryTarget} behaves. */
export interface MemoryTargetOptions {
  /** Who pushes. */
  readonly login: string;
  /** Called before each fetch and push. */
  readonly mishap: () => Mishap | Promise<Mishap>;
}

/** Git for the fixture in memory: the same answers that fetch, push and the scratch repository give, without a process. */
export function memoryTarget(hosted: HostedRepository, options: MemoryTargetOptions): TargetRepository {
  const display = `https://github.invalid/${hosted.owner}/${hosted.name}`;
  const { graph } = hosted.inside;
  const tree = (commit: string): string => hosted.tree(commit);
  const unreachable = (): ToolkitError =>
    new ToolkitError('target-unreachable', `${display} does not answer: connection reset`);
  const commitInfo = (id: string): CommitInfo => {
    const { author, committer, message, parents, tree: root } = graph.commit(id)!;
    return {
      id,
      tree: root,
      parents,
      message,
      author: { name: author.name, email: author.email },
      authorDate: author.date,
      committer: { name: committer.name, email: committer.email },
      committerDate: committer.date,
    };
  };
  const refsNow = async (): Promise<Record<string, string>> => {
    if ((await options.mishap()) !== 'none') throw unreachable();
    return hosted.refs();
  };
  const swap = ({ ref, newId, expected }: RefUpdate): PushOutcome => {
    const done = hosted.inside.swapRef(ref, expected ?? undefined, newId ?? undefined, options.login);
    return done ? { status: 'ok' } : { status: 'stale', ref };
  };
  return {
    location: {
      kind: 'remote',
      url: display,
      host: 'github.invalid',
      path: `${hosted.owner}/${hosted.name}`,
      protocol: 'https',
      display,
    },
    objectFormat: 'sha1',
    defaultBranch: () => Promise.resolve('main'),
    fetch: async (refs) => {
      const all = await refsNow();
      return new Map(refs.flatMap((ref) => (all[ref] === undefined ? [] : [[ref, all[ref]]])));
    },
    listRefs: async (prefix) =>
      new Map(Object.entries(await refsNow()).filter(([ref]) => ref.startsWith(prefix))),
    fetchBase: async (branch) => (await refsNow())[`refs/heads/${branch}`],
    assertMovable: () => Promise.resolve(),
    assertWritable: () => Promise.resolve(),
    snapshot: (commit, prefixes = []) => {
      const leaves = commit === undefined ? new Map<string, never>() : graph.leaves(tree(commit));
      const inside = (path: string): boolean =>
        prefixes.length === 0 || prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
      const entries = new Map(
        Array.from(leaves)
          .filter(([path]) => inside(path))
          .map(([path, { mode, id }]) => [path, { mode, objectId: id }]),
      );
      const readBytes = (paths: Iterable<string>): Promise<ReadonlyMap<string, Buffer>> => {
        const contents = new Map<string, Buffer>();
        for (const path of paths) {
          const entry = entries.get(path);
          if (entry !== undefined) contents.set(path, graph.blob(entry.objectId)!);
        }
        return Promise.resolve(contents);
      };
      const read = async (paths: Iterable<string>): Promise<ReadonlyMap<string, string>> =>
        new Map([...(await readBytes(paths))].map(([path, bytes]) => [path, bytes.toString('utf8')]));
      const readTexts = async (paths: Iterable<string>): Promise<FoundTexts> => ({
        texts: await read(paths),
        unread: new Map(),
        elsewhere: [],
      });
      const readLinks = (): Promise<ReadonlyMap<string, string>> => Promise.resolve(new Map());
      const index = { objectFormat: 'sha1', entries } as const;
      return Promise.resolve({ index, read, readBytes, readTexts, readLinks });
    },
    commitInfo: (commit) => Promise.resolve(commitInfo(commit)),
    objectInfo: () => Promise.resolve({ type: 'commit', size: 0 }),
    bytesAt: (commit, path) => {
      const leaf = graph.leaves(tree(commit)).get(path);
      return Promise.resolve(leaf === undefined ? undefined : graph.blob(leaf.id)!);
    },
    commitsBetween: (base, head) => Promise.resolve(graph.between(base, head).reverse().map(commitInfo)),
    isAncestor: (ancestor, descendant) => Promise.resolve(graph.isAncestor(ancestor, descendant)),
    mergedTree: (base, head) => Promise.resolve(hosted.mergedTree(base, head)),
    firstCommitOf: () => Promise.resolve(undefined),
    makeTree: (parent, edits) => {
      const before = parent === undefined ? undefined : tree(parent);
      const leaves = before === undefined ? new Map<string, never>() : graph.leaves(before);
      const changes = new Map(
        edits
          .filter(({ path, content }) => content !== null || leaves.has(path))
          .map(({ path, content }) => [
            path,
            content === null
              ? null
              : {
                  mode: '100644',
                  id: hosted.inside.objects.write('blob', Buffer.concat(contentPieces(content))),
                },
          ]),
      );
      const after = graph.edit(before, changes);
      return Promise.resolve(after === before ? undefined : after);
    },
    makeCommit: ({ tree: root, parent, message, author, committer, date }) =>
      Promise.resolve(
        graph.writeCommit({
          tree: root,
          parents: parent === undefined ? [] : [parent],
          message,
          author: { ...author, date },
          committer: { ...committer, date },
        }),
      ),
    push: async ([update]) => {
      const mishap = await options.mishap();
      if (mishap === 'before') throw unreachable();
      const outcome = swap(update!);
      if (mishap === 'after') throw unreachable();
      return outcome;
    },
    close: () => Promise.resolve(),
  };
}
