import { looksGenerated } from '../secrets/literal-value';
import { keyStrength } from '../secrets/secret-key';
import { hasSecretSpan } from '../secrets/secret-spans';

/** What the address of a repository holds beside the address. */
export interface TargetCredentials {
  /** The address as it may be shown: without password, query and fragment, and for http without user. */
  readonly shown: string;
  /** What stood in it that must not be shown, as written and percent-decoded. */
  readonly secrets: readonly string[];
  /** A user of http, or a password: the address must not be written down. */
  readonly hasUserinfo: boolean;
  /** A query or fragment: no address of a repository has one, tokens are put there. */
  readonly hasQuery: boolean;
}

const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):([/\\]*)/;
/** Schemes that are meant even where their slashes are missing (`https:/host`). */
const KNOWN_SCHEME = /^(?:https?|ssh|git|ftps?|file|git\+(?:ssh|https?))$/i;
const WEB = /^(?:git\+)?https?$/i;
const WINDOWS_DRIVE = /^[A-Za-z]:[\\/]/;
const HOST = /^(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::\d{0,5})?/;
/** A port and a path: the colon before them is no sign of a password. */
const PORT = /^\d{1,5}(?:[/?#\\]|$)/;
const WORD = /^[A-Za-z]{1,12}$/;
/** Users that say only that the password is a token. */
const USERS = new Set([
  'git',
  'x-access-token',
  'x-token-auth',
  'x-oauth-basic',
  'oauth2',
  'gitlab-ci-token',
]);

/**
 * Takes the address of a repository apart as a careless hand may have written it: `https:/user:password@host`,
 * `//user:password@host`, `user:password@host:path`, passwords with `/`, `@` and `#` that nobody encoded. Never throws.
 */
export function targetCredentials(target: string): TargetCredentials {
  const { prefix, rest, isWeb, isUrl, isFile } = divided(target);
  const at = endOfUserinfo(rest, isUrl);
  const userinfo = at < 0 ? '' : rest.slice(0, at);
  const address = at < 0 ? rest : rest.slice(at + 1);
  const end = isUrl && !isFile ? address.search(/[?#]/) : -1;
  const path = end < 0 ? address : address.slice(0, end);
  const [user, password] = userParts(userinfo);
  const shownUser = isWeb || user === '' ? '' : `${user}@`;
  return {
    shown: `${prefix}${shownUser}${path}`,
    secrets: withDecoded([
      ...userinfoSecrets(user, password, isWeb),
      ...(end < 0 ? [] : querySecrets(address.slice(end))),
      // Where an unencoded `@` or `/` leaves a doubt, both readings are kept.
      ...otherReadings(rest, at, isUrl),
    ]),
    hasUserinfo: password !== undefined || (isWeb && at >= 0),
    hasQuery: end >= 0,
  };
}

/** Whether a text is a path with the letter of a drive, as Windows writes it. */
export function isWindowsPath(text: string): boolean {
  return WINDOWS_DRIVE.test(text);
}

interface Divided {
  readonly prefix: string;
  readonly rest: string;
  readonly isWeb: boolean;
  readonly isFile: boolean;
  /** False for scp-like addresses and local paths. */
  readonly isUrl: boolean;
}

function divided(target: string): Divided {
  const scheme = isWindowsPath(target) ? null : SCHEME.exec(target);
  if (scheme !== null) {
    const [prefix, name = '', slashes = ''] = scheme;
    if (slashes.length >= 2 || KNOWN_SCHEME.test(name)) {
      return {
        prefix,
        rest: target.slice(prefix.length),
        isWeb: WEB.test(name),
        isFile: /^file$/i.test(name),
        isUrl: true,
      };
    }
  }
  const isNetworkPath = /^[/\\]{2}/.test(target);
  const prefix = isNetworkPath ? target.slice(0, 2) : '';
  return {
    prefix,
    rest: target.slice(prefix.length),
    isWeb: false,
    isFile: isNetworkPath,
    isUrl: isNetworkPath,
  };
}

/** Index of the `@` that ends the userinfo; -1 where there is none. */
function endOfUserinfo(rest: string, isUrl: boolean): number {
  const colon = rest.indexOf(':');
  const last = rest.lastIndexOf('@');
  if (last < 0) return -1;
  if (!isUrl) {
    return endOfScpPassword(rest, colon, last);
  }
  const slash = rest.search(/[/?#\\]/);
  const authority = slash < 0 ? rest : rest.slice(0, slash);
  const inAuthority = authority.lastIndexOf('@');
  if (inAuthority >= 0) {
    const host = authority.slice(inAuthority + 1);
    return /[.:[]|^localhost$/i.test(host) || !followsHost(rest, last) ? inAuthority : last;
  }
  const isPort = colon < 0 || colon > authority.length || PORT.test(rest.slice(colon + 1));
  return !isPort && followsHost(rest, last) ? last : -1;
}

/**
 * scp-like addresses (git-clone(1)): without a password the `@` comes before the first colon, and the user is no secret. What stands between a
 * colon and an `@` behind it may be a folder as well (`host:~me@corp/x`, `host:team/me@corp/x`).
 */
function endOfScpPassword(rest: string, colon: number, at: number): number {
  if (colon <= 0 || colon > at || /[@/\\]/.test(rest.slice(0, colon))) return -1;
  const between = rest.slice(colon + 1, at);
  const host = (HOST.exec(rest.slice(at + 1))?.[0] ?? '').replace(/:\d*$/, '');
  const next = rest.charAt(at + 1 + host.length);
  const isFolder = /^~|\//.test(between) && !between.includes(':');
  return host !== '' && (next === ':' || (next === '/' && !isFolder)) ? at : -1;
}

function followsHost(rest: string, at: number): boolean {
  const host = HOST.exec(rest.slice(at + 1))?.[0] ?? '';
  return host !== '' && /^(?:[/?#\\]|$)/.test(rest.slice(at + 1 + host.length));
}

function userParts(userinfo: string): readonly [string, string | undefined] {
  const colon = userinfo.indexOf(':');
  return colon < 0 ? [userinfo, undefined] : [userinfo.slice(0, colon), userinfo.slice(colon + 1)];
}

function userinfoSecrets(user: string, password: string | undefined, isWeb: boolean): string[] {
  const isToken =
    looksGenerated(user) || hasSecretSpan(user) || password === '' || password === 'x-oauth-basic';
  const userIsSecret = (password === undefined ? isWeb : isToken) && !USERS.has(user);
  const secrets = userIsSecret ? [user] : [];
  if (password !== undefined && !USERS.has(password)) secrets.push(password);
  return secrets;
}

function querySecrets(query: string): string[] {
  const secrets: string[] = [];
  for (const part of query.split(/[?#&;]/)) {
    const equals = part.indexOf('=');
    const name = equals < 0 ? '' : part.slice(0, equals);
    const value = part.slice(equals + 1);
    if (keyStrength(name) !== 'none' || !WORD.test(value)) secrets.push(value);
  }
  return secrets;
}

function otherReadings(rest: string, chosen: number, isUrl: boolean): string[] {
  if (chosen < 0) return [];
  const secrets: string[] = [];
  for (let at = rest.indexOf('@'); at >= 0 && secrets.length < 8; at = rest.indexOf('@', at + 1)) {
    const [, password] = userParts(rest.slice(0, at));
    if (at === chosen || password === undefined || (isUrl && PORT.test(password))) continue;
    secrets.push(password);
  }
  const inner = rest.slice(0, chosen).lastIndexOf(':');
  if (inner >= 0) secrets.push(rest.slice(inner + 1, chosen));
  return secrets;
}

/** Each as written and, where that differs, percent-decoded. */
function withDecoded(secrets: readonly string[]): readonly string[] {
  const all = new Set<string>();
  for (const secret of secrets) {
    if (secret === '' || USERS.has(secret)) continue;
    all.add(secret);
    try {
      all.add(decodeURIComponent(secret));
    } catch {
      // Not encoded.
    }
  }
  return [...all];
}
