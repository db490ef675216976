import { BareObjects } from '../../fixtures/github/object-store';
import { mergeCommits } from '../../fixtures/github/merge-pull';
import { BareRefs } from '../../fixtures/github/ref-store';
import { Repository } from '../../fixtures/github/repository';
import type { Clock } from '../../../core/ports/clock';
import { objectEnvironment } from '../../../gitops/git/git-environment';
import { createGitRunner } from '../../../gitops/git/git-runner';
import { REGISTRY } from './git-home';

/** The branch that requests are for. */
export const MAIN = 'refs/heads/main';
const JANE = 'jane';

/** A bare repository as the fixture of GitHub keeps it: to read and write there takes no process. */
export function ownRepository(bare: string, clock: Clock): Repository {
  const [objects, refs] = [new BareObjects(bare), new BareRefs(bare)];
  const place = { id: 1, owner: 'acme', name: 'harvester', private: true, defaultBranch: 'main' };
  const repository = new Repository({ ...place, objects, refs, gitDirectory: bare, clock });
  repository.refresh('git');
  return repository;
}

/** People who use a repository in their own way, behind everybody's back. */
export class People {
  constructor(private readonly fresh: () => Repository) {}

  /** Id of a ref. */
  head(ref: string): string | undefined {
    return this.fresh().state.refs.get(ref);
  }

  /** Names of all refs. */
  refs(): readonly string[] {
    return [...this.fresh().state.refs.keys()];
  }

  /** Text of the registry at a ref. */
  registry(ref: string): string {
    const repository = this.fresh();
    return this.registryOf(repository.graph.commit(repository.resolve(ref) ?? '')?.tree ?? '');
  }

  /** Text of the registry that merging a ref into the base would give; undefined where that is not possible. */
  mergedRegistry(ref: string): string | undefined {
    const repository = this.fresh();
    const [base, head] = [this.head(MAIN), this.head(ref)];
    if (base === undefined || head === undefined) return undefined;
    const merged = mergeCommits(repository, base, head);
    return 'tree' in merged ? this.registryOf(merged.tree) : undefined;
  }

  /** Merges a ref into the base. @returns whether that is possible */
  merge(ref: string): boolean {
    const repository = this.fresh();
    const [base, head] = [this.head(MAIN), this.head(ref)];
    if (base === undefined || head === undefined) return false;
    const merged = mergeCommits(repository, base, head);
    if (!('tree' in merged)) return false;
    return repository.swapRef(MAIN, base, this.commit(merged.tree, [base, head], 'Merge'), JANE);
  }

  /** Commits to a ref: another file, a comment into the registry, or a status by hand. @returns the commit, where nobody was faster */
  change(ref: string, how: number): readonly string[] {
    const repository = this.fresh();
    const head = this.head(ref);
    if (head === undefined) return [];
    const before = repository.graph.commit(head)?.tree ?? '';
    const registry = this.registryOf(before);
    const [path, text] = [
      [`notes-${how}.md`, `by hand at ${repository.now()}\n`],
      [REGISTRY, `# note ${how}\n${registry}`],
      [REGISTRY, registry.replace(/^( +)status: \S+$/m, '$1status: deleting')],
    ][how % 3] as [string, string];
    const id = repository.objects.write('blob', Buffer.from(text));
    const tree = repository.graph.edit(before, new Map([[path, { mode: '100644', id }]]));
    const commit = this.commit(tree, [head], 'By hand');
    return repository.swapRef(ref, head, commit, JANE) ? [commit] : [];
  }

  /** Keeps elsewhere what stands at a ref, and removes it. */
  takeAway(ref: string): void {
    const repository = this.fresh();
    const id = this.head(ref);
    if (id === undefined) return;
    repository.swapRef(`refs/heads/people/${id.slice(0, 12)}`, undefined, id, JANE);
    repository.swapRef(ref, id, undefined, JANE);
  }

  remove(ref: string): void {
    this.fresh().swapRef(ref, this.head(ref), undefined, JANE);
  }

  /** Those of some commits that no ref holds. */
  lost(commits: readonly string[]): readonly string[] {
    const { graph, state } = this.fresh();
    return commits.filter(
      (commit) => ![...state.refs.values()].some((head) => graph.isAncestor(commit, head)),
    );
  }

  /** Whether a person has commits at a ref that the base does not hold. */
  hasForeign(ref: string): boolean {
    const { graph } = this.fresh();
    const head = this.head(ref);
    if (head === undefined) return false;
    return graph.between(this.head(MAIN), head).some((id) => graph.commit(id)?.author.name === JANE);
  }

  private registryOf(tree: string): string {
    const { graph } = this.fresh();
    const leaf = graph.at(tree, REGISTRY);
    return leaf === undefined ? '' : (graph.blob(leaf.id)?.toString('utf8') ?? '');
  }

  private commit(tree: string, parents: readonly string[], message: string): string {
    const repository = this.fresh();
    const date = new Date(repository.now());
    return repository.writeCommit(tree, parents, message, { name: JANE, email: 'jane@example.test', date });
  }
}

/** What a commit changes, as Git shows it: author, parents, lines. */
export async function shown(bare: string, commit: string): Promise<string> {
  return (await read(bare, ['show', SHOWN, '-U0', commit])).slice(1);
}

/** What each commit of a status request changes that any ref holds, one as {@link shown} each. */
export async function shownStatuses(bare: string): Promise<readonly string[]> {
  const wanted = ['--all', '--no-merges', '--grep=^Claims-Kind: status$'];
  const text = await read(bare, ['log', ...wanted, SHOWN, '-U0', '--patch']);
  return text.split('\0').slice(1);
}

const SHOWN = '--format=%x00%an%n%P';

async function read(bare: string, args: readonly string[]): Promise<string> {
  const git = createGitRunner({ folder: bare, target: bare, timeLimit: 60_000 });
  const environment = objectEnvironment(process.env);
  const { stdout } = await git.run({ args: [...args, '--no-color'], environment });
  return stdout.toString('utf8').trim();
}
