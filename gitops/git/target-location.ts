import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ToolkitError } from '../../core/errors/toolkit-error';
import { repositoryPath, scpLikeParts, withoutCredentials } from '../../core/config/target-url';
import { isWindowsPath, targetCredentials } from '../../core/config/target-credentials';

/** User and password or token for an HTTP target. */
export interface Credentials {
  /** Default `x-access-token`, which GitHub, Gitea and GitLab accept with a token. */
  readonly username?: string;
  readonly password: string;
}

/** Where a target is, without credentials. */
export type TargetLocation =
  | { readonly kind: 'local'; readonly path: string; readonly display: string }
  | {
      readonly kind: 'remote';
      /** What Git is given. Never has a password. */
      readonly url: string;
      readonly host: string;
      /** Path on the host without leading and trailing slashes and without `.git`. */
      readonly path: string;
      readonly protocol: 'ssh' | 'http' | 'https';
      readonly display: string;
      /** What stood in the URL given: taken out of it, to be sent another way. */
      readonly credentials?: Credentials;
    };

const SCHEME = /^([a-z][a-z0-9+.-]*):(\/\/|:)/i;

function unsupported(target: string, why: string): ToolkitError {
  return new ToolkitError('target-url-unsupported', `'${withoutCredentials(target)}' ${why}`);
}

/**
 * Reads a target as given by the user: a path, `file:`, `ssh:`, `http:`, `https:` or scp-like (`git@host:path`).
 * Throws `target-url-unsupported` for everything else.
 *
 * @param folder - where relative paths start
 */
export function parseTargetLocation(target: string, folder: string): TargetLocation {
  const { hasUserinfo } = targetCredentials(target);
  if (hasUserinfo && !/^[a-z][a-z0-9+.-]*:\/\//i.test(target)) {
    // Taken for a path or the host of an ssh address, the password would go into messages, and to a name server.
    throw unsupported(
      target,
      'has a user or password, but is not a URL: write https://user:password@host/path',
    );
  }
  const scheme = isWindowsPath(target) ? undefined : SCHEME.exec(target)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    const scp = isAbsolute(target) ? undefined : scpLikeParts(target);
    return scp === undefined ? local(resolve(folder, target)) : scpLike(target, scp);
  }
  if (scheme === 'file') {
    try {
      return local(fileURLToPath(target));
    } catch {
      throw unsupported(target, 'is not the URL of a local file');
    }
  }
  if (scheme !== 'ssh' && scheme !== 'http' && scheme !== 'https') {
    throw unsupported(target, `uses ${scheme}:, give a path, file:, ssh:, https: or user@host:path`);
  }
  return parseUrl(target, scheme);
}

function local(path: string): TargetLocation {
  return { kind: 'local', path, display: path };
}

function scpLike(
  target: string,
  { user, host, path }: NonNullable<ReturnType<typeof scpLikeParts>>,
): TargetLocation {
  if (host.startsWith('-') || user?.startsWith('-') === true) {
    throw unsupported(target, 'has a host that starts with a hyphen');
  }
  const display = `${host}:${path}`;
  return { kind: 'remote', url: target, host, path: repositoryPath(path), protocol: 'ssh', display };
}

function parseUrl(target: string, protocol: 'ssh' | 'http' | 'https'): TargetLocation {
  let url: URL;
  try {
    url = new URL(target);
  } catch {
    const hint = targetCredentials(target).hasUserinfo
      ? ' (special characters of a password have to be percent-encoded)'
      : '';
    throw unsupported(target, `is not a valid URL${hint}`);
  }
  if (url.hostname === '' || url.hostname.startsWith('-') || url.username.startsWith('-')) {
    throw unsupported(target, 'has no usable host');
  }
  const { username, password } = url;
  url.password = '';
  if (protocol !== 'ssh') {
    url.username = '';
  }
  url.search = '';
  url.hash = '';
  const location = {
    kind: 'remote',
    url: url.href,
    host: url.host,
    path: repositoryPath(decoded(url.pathname)),
    protocol,
    display: `${protocol}://${url.host}${url.pathname}`,
  } as const;
  if (protocol === 'ssh' || (username === '' && password === '')) {
    return location;
  }
  // `https://TOKEN@host` is a form that CI systems write: the token stands where the user name should.
  const credentials: Credentials =
    password === ''
      ? { password: decoded(username) }
      : { username: decoded(username), password: decoded(password) };
  return { ...location, credentials };
}

/** A percent sign that encodes nothing stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
