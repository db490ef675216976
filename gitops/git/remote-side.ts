import { repositorySlug } from '../../core/config/target-url';
import type { ObjectFormat } from '../../core/snapshot';
import type { ChildEnvironment } from './git-environment';
import type { GitRunner } from './git-runner';
import { judgePush, probeArguments, pushArguments } from './push';
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
export interface RemoteGreeting {
  readonly refs: ReadonlyMap<string, string>;
  readonly defaultBranch: string | undefined;
  readonly objectFormat: ObjectFormat;
}

/** Asks the server for HEAD and its branches; the first contact, so all errors of reach and access come from here. */
export async function greetRemote(
  git: GitRunner,
  url: string,
  environment: ChildEnvironment,
): Promise<RemoteGreeting> {
  const { stdout } = await git.run({
    args: ['ls-remote', '--symref', '--end-of-options', url, 'HEAD', 'refs/heads/*'],
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
  const listRefs = async (patterns: readonly string[]) => {
    const { stdout } = await git.run({
      args: ['ls-remote', '--end-of-options', url, ...patterns],
      environment,
    });
    return parseRefs(stdout.toString('utf8'));
  };
  return {
    objectFormat: options.objectFormat,
    listRefs: async (patterns) => listRefs(patterns.map((pattern) => `${pattern.replace(/\/$/, '')}/*`)),
    defaultBranch: async () => (await greetRemote(git, url, environment)).defaultBranch,
    repositorySlug: () => Promise.resolve(repositorySlug(url)),
    fetch: (refs) => fetchRefs(git, options, listRefs, refs),
    // A server does not tell what is checked out there; the push says so.
    assertMovable: () => Promise.resolve(),
    push: async (updates) => {
      const answer = await git.run({ args: pushArguments(url, updates), environment, answers: [0, 1, 128] });
      return judgePush(answer, updates, options.display);
    },
    assertWritable: async (commit) => {
      await git.run({ args: probeArguments(url, commit), environment });
    },
  };
}

/** Attempts to fetch refs that vanish between being listed and being fetched. */
const ATTEMPTS = 3;

async function fetchRefs(
  git: GitRunner,
  options: RemoteOptions,
  listRefs: (patterns: readonly string[]) => Promise<ReadonlyMap<string, string>>,
  refs: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  for (let attempt = 1; ; attempt++) {
    const listed = await listRefs(refs);
    const wanted = refs.filter((ref) => listed.has(ref));
    const here = await copies(git, options);
    if (wanted.every((ref) => here.get(COPY + ref) === listed.get(ref))) {
      return new Map(wanted.map((ref) => [ref, listed.get(ref) ?? '']));
    }
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
      answers: attempt < ATTEMPTS ? [0, 1, 128] : [0],
    });
    if (answer.exitCode === 0) {
      // The server may have moved on since it was listed: what was fetched is what counts.
      const fetched = await copies(git, options);
      return new Map(wanted.map((ref) => [ref, fetched.get(COPY + ref) ?? '']));
    }
    if (!/couldn't find remote ref/i.test(answer.stderr)) {
      await git.run({
        args: ['ls-remote', '--end-of-options', options.url, 'HEAD'],
        environment: options.environment,
      });
    }
  }
}

async function copies(git: GitRunner, options: RemoteOptions): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await git.run({
    args: ['for-each-ref', '--format=%(objectname) %(refname)', COPY],
    environment: options.objectEnvironment,
  });
  return parseRefs(stdout.toString('utf8'));
}
