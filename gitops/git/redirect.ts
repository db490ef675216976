import { ToolkitError } from '../../core/errors/toolkit-error';
import type { ChildEnvironment, ConfigPair } from './git-environment';
import type { GitRunner } from './git-runner';

/** Redirects within one server that are followed before a loop is supposed. */
export const MOST_REDIRECTS = 5;

/** What Git asks first of a repository (gitprotocol-http(5)). */
const FIRST_REQUEST = '/info/refs';
const LONGEST_ADDRESS = 300;
/** Longer addresses are no repositories. */
const LONGEST_FOLLOWED = 2_000;

/**
 * Configuration that keeps Git from following redirects of this server: Git would send the authorization header that it was given
 * to whatever host it is sent to. Bound to the whole address, so that no other setting of the user is nearer to it.
 */
export function noRedirects(url: string): readonly ConfigPair[] {
  return [
    ['http.followRedirects', 'false'],
    [`http.${url}.followRedirects`, 'false'],
  ];
}

/** Whether a Git command failed because the server answered with a redirect. */
export function isRedirected(error: unknown): error is ToolkitError {
  return ToolkitError.isToolkitError(error) && error.code === 'target-redirected';
}

/**
 * Where the server sends what this Git command asks for; undefined when it does not tell. Git itself asks once more, with all of
 * the user's proxies and certificates, and its trace tells the header; credentials are left out of a trace (git(1), GIT_TRACE_REDACT).
 *
 * @param url - what the command asks
 * @param args - a command that only reads
 */
export async function redirectTarget(
  git: GitRunner,
  url: string,
  args: readonly string[],
  environment: ChildEnvironment,
): Promise<URL | undefined> {
  const { stderr } = await git.run({
    args,
    environment: {
      ...environment,
      GIT_TRACE_CURL: '1',
      GIT_TRACE_CURL_NO_DATA: '1',
      GIT_TRACE_REDACT: '1',
    },
    answers: [0, 1, 2, 128],
  });
  const header = stderr
    .slice(0, 256 * 1024)
    .split('\n')
    .filter((line) => line.includes('<= Recv header: '))
    .map((line) => line.slice(line.indexOf('<= Recv header: ') + '<= Recv header: '.length))
    .findLast((line) => line.toLowerCase().startsWith('location:'));
  const found = header?.slice('location:'.length).trim();
  return found === undefined || found === '' || !URL.canParse(found, `${withoutSlash(url)}${FIRST_REQUEST}`)
    ? undefined
    : new URL(found, `${withoutSlash(url)}${FIRST_REQUEST}`);
}

/** The address of the repository that a redirect within the same server leads to; undefined for every other redirect. */
export function movedWithin(url: string, target: URL | undefined): string | undefined {
  if (target === undefined || target.origin !== new URL(url).origin) return undefined;
  const moved = repositoryOf(target);
  const isRepository = target.pathname.endsWith(FIRST_REQUEST) && moved.length <= LONGEST_FOLLOWED;
  return isRepository && moved !== url ? moved : undefined;
}

/** `target-redirected`, with the new address as far as it is known. */
export function redirectRefused(display: string, url: string, target: URL | undefined): ToolkitError {
  if (target === undefined) {
    return new ToolkitError(
      'target-redirected',
      `${display} answers with a redirect that leads nowhere, which is not followed`,
    );
  }
  const address = repositoryOf(target).slice(0, LONGEST_ADDRESS);
  const why =
    target.origin === new URL(url).origin
      ? 'which is not followed'
      : 'another server: not followed, because credentials stay with the one that they were given for';
  return new ToolkitError('target-redirected', `${display} redirects to ${address}, ${why}`, {
    data: { target: display, address },
  });
}

/** Without what a server may have put there: a user, a query. */
function repositoryOf({ origin, protocol, pathname }: URL): string {
  const path = pathname.endsWith(FIRST_REQUEST) ? pathname.slice(0, -FIRST_REQUEST.length) : pathname;
  return origin === 'null' ? `${protocol}…` : `${origin}${path}`;
}

function withoutSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url;
}
