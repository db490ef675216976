import { repositorySlug, targetHost } from '../../core/config/target-url';

/** What runs on a host, as far as web addresses go. */
export type WebForge = 'github' | 'gitlab' | 'gitea' | 'bitbucket';

/** Addresses of one commit on the web. */
export interface CommitAddress {
  readonly commitUrl: string;
  /** What paths in the repository are relative to. */
  readonly sourceUrl: string;
}

/** Paths behind a repository's address, by forge. */
const PATHS: Readonly<Record<WebForge, readonly [commit: string, files: string]>> = {
  github: ['commit', 'blob'],
  gitlab: ['-/commit', '-/blob'],
  gitea: ['commit', 'src/commit'],
  bitbucket: ['commits', 'src'],
};

/** Hosts whose name says what runs there. */
const BY_NAME: readonly (readonly [RegExp, WebForge])[] = [
  [/^(?:www\.)?github\.com$|^github\.(?!com\.)/, 'github'],
  [/^gitlab\./, 'gitlab'],
  [/^codeberg\.org$|^(?:gitea|forgejo)\./, 'gitea'],
  [/^bitbucket\.org$/, 'bitbucket'],
];

/**
 * Web addresses of a commit.
 *
 * @param remote - address of the repository in any form Git takes; credentials in it are not used
 * @param forge - what runs there, where somebody said so; else the host's name tells
 * @returns undefined where nobody tells which forge it is: a wrong link is worse than none
 */
export function commitAddress(remote: string, commit: string, forge?: WebForge): CommitAddress | undefined {
  const slug = repositorySlug(remote);
  const host = targetHost(remote);
  if (slug === undefined || host === undefined) return undefined;
  const name = host.replace(/:\d+$/, '');
  const kind = forge ?? BY_NAME.find(([pattern]) => pattern.test(name))?.[1];
  if (kind === undefined) return undefined;
  const isWeb = /^https?:/i.exec(remote)?.[0].toLowerCase();
  // The port of an ssh address is not that of the web.
  const base = isWeb === undefined ? `https://${name}/${slug}` : `${isWeb}//${host}/${slug}`;
  const [commitPath, files] = PATHS[kind];
  return { commitUrl: `${base}/${commitPath}/${commit}`, sourceUrl: `${base}/${files}/${commit}` };
}
