import { repositorySlug } from '../../core/config/target-url';
import { ToolkitError } from '../../core/errors/toolkit-error';
import type { ObjectFormat } from '../../core/snapshot';
import type { ChildEnvironment } from './git-environment';
import { gitFailure } from './git-failure';
import type { GitRunner } from './git-runner';
import type { RefUpdate } from './target-repository';
import { judgePush } from './judge-push';
import { probeArguments, pushArguments } from './push';
import { isRedirected, redirectRefused, redirectTarget } from './redirect';
import { parseRefs, type TargetSide } from './target-side';

/** A target behind a URL. */
export interface RemoteOptions {
  readonly url: string;
  readonly display: string;
  readonly objectFormat: ObjectFormat;
  /** For commands that talk to the server. */
  readonly environment: ChildEnvironment;
  /** For commands on the scratch repository alone. */
  readonly objectEnvironment: ChildEnvironment;
}

/** Refs of the target are kept in the scratch repository below this prefix. */
const COPY = 'refs/target/';

/** What a server answers about itself before anything is fetched. */
export interface RemoteHeads {
  readonly refs: ReadonlyMap<string, string>;
  readonly defaultBranch: string | undefined;
  readonly objectFormat: ObjectFormat;
}

/** Arguments of {@link lsRemote}. */
export function lsRemoteArguments(url: string): string[] {
  return ['ls-remote', '--symref', '--end-of-options', url, 'HEAD', 'refs/heads/*'];
}

/** Asks the server for HEAD and its branches; the first contact, so all errors of reach and access come from here. */
export async function lsRemote(
  git: GitRunner,
  url: string,
  environment: ChildEnvironment,
): Promise<RemoteHeads> {
  const { stdout } = await git.run({
    args: lsRemoteArguments(url),
    environment,
  });
  const text = stdout.toString('utf8');
  const refs = parseRefs(text);
  const [first] = refs.values();
  return {
    refs,
    defaultBranch: /^ref: refs\/heads\/(\S+)\tHEAD$/m.exec(text)?.[1],
    objectFormat: first?.length === 64 ? 'sha256' : 'sha1',
  };
}

/** Refs are asked of the server each time; what they point to is fetched when it is not there yet. */
export function remoteSide(git: GitRunner, options: RemoteOptions): TargetSide {
  const { url, environment } = options;
  const listRefs = (patterns: readonly string[]) => listedRefs(git, options, patterns);
  return {
    objectFormat: options.objectFormat,
    listRefs: async (patterns) => listRefs(patterns.map((pattern) => `${pattern.replace(/\/$/, '')}/*`)),
    defaultBranch: async () => (await lsRemote(git, url, environment)).defaultBranch,
    repositorySlug: () => Promise.resolve(repositorySlug(url)),
    fetch: (refs, spare = []) => fetchSparing(git, options, refs, spare),
    // A server does not tell what is checked out there; the push says so.
    assertMovable: () => Promise.resolve(),
    push: (updates) =>
      withoutRedirect(git, options, probeOf(updates), async () => {
        const args = pushArguments(url, updates);
        const answer = await git.run({ args, environment, answers: [0, 1, 128] });
        return judgePush({ answer, updates, target: options.display, currentRefs: listRefs });
      }),
    assertWritable: (commit) =>
      withoutRedirect(git, options, commit, async () => {
        await git.run({ args: probeArguments(url, commit), environment });
      }),
  };
}

async function listedRefs(
  git: GitRunner,
  { url, environment }: RemoteOptions,
  patterns: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await git.run({
    args: ['ls-remote', '--end-of-options', url, ...patterns],
    environment,
  });
  return parseRefs(stdout.toString('utf8'));
}

/** A commit to ask with where a server would send this push. */
function probeOf(updates: readonly RefUpdate[]): string | undefined {
  return updates.find(({ newId }) => newId !== null)?.newId ?? undefined;
}

/** A server may answer reading and send writing elsewhere: the error then says where. */
async function withoutRedirect<T>(
  git: GitRunner,
  { url, display, environment }: RemoteOptions,
  commit: string | undefined,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isRedirected(error) || commit === undefined) throw error;
    throw redirectRefused(
      display,
      url,
      await redirectTarget(git, url, probeArguments(url, commit), environment),
    );
  }
}

/** Fetches refs; when that fails, without those to spare, of which the id alone is asked. */
async function fetchSparing(
  git: GitRunner,
  options: RemoteOptions,
  refs: readonly string[],
  spare: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  try {
    return await fetchRefs(git, options, refs);
  } catch (error) {
    if (spare.length === 0 || !ToolkitError.isToolkitError(error) || error.kind === 'interrupted') {
      throw error;
    }
    const needed = await fetchRefs(
      git,
      options,
      refs.filter((ref) => !spare.includes(ref)),
    );
    const listed = await listedRefs(git, options, spare);
    return new Map([...needed, ...[...listed].filter(([ref]) => spare.includes(ref))]);
  }
}

/**
 * Fetches refs, those left out that the server does not have. The server is asked once where it has them all: Git names the first
 * that is missing and fetches nothing then.
 */
async function fetchRefs(
  git: GitRunner,
  options: RemoteOptions,
  refs: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  let wanted = [...new Set(refs)];
  while (wanted.length > 0) {
    const answer = await git.run({
      args: [
        'fetch',
        '--quiet',
        '--no-tags',
        '--no-write-fetch-head',
        '--end-of-options',
        options.url,
        ...wanted.map((ref) => `+${ref}:${COPY}${ref}`),
      ],
      environment: options.environment,
      answers: [0, 1, 128],
    });
    if (answer.exitCode === 0) {
      const fetched = await copies(git, options);
      return new Map(wanted.map((ref) => [ref, fetched.get(COPY + ref) ?? '']));
    }
    const missing = /couldn't find remote ref (\S+)/i.exec(answer.stderr)?.[1];
    const left = wanted.filter((ref) => ref !== missing);
    if (left.length === wanted.length) throw gitFailure(['fetch'], answer, options.display);
    wanted = left;
  }
  return new Map();
}

async function copies(git: GitRunner, options: RemoteOptions): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await git.run({
    args: ['for-each-ref', '--format=%(objectname) %(refname)', COPY],
    environment: options.objectEnvironment,
  });
  return parseRefs(stdout.toString('utf8'));
}
