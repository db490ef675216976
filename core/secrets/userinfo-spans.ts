import { isReferenceName, isReferenceValue, looksGenerated } from './literal-value';
import type { SecretSpan } from './secret-span';

/** Longer user information is no URL's. */
const LONGEST = 1024;
/** Passwords that say "the user is the token", as the forges document them. */
const NO_PASSWORD = /^(?:x-oauth-basic|x-token-auth|x|nopass|unused|ignored)?$/i;
/** What stands before a colon and an `@` without being a user: schemes of addresses and packages, and labels of mail addresses. */
const NO_USER =
  /^(?:mailto|e?-?mail|contact|owners?|author|maintainers?|user|username|name|from|to|b?cc|reply-to|sips?|xmpp|acct|im|tel|sms|group|component|team|assignee|reviewer|subject|principal|serviceaccount|system|npm|pkg|github|gitlab|bitbucket|gist|git|oci|docker|docker-image|image|file|link|workspace|jsr|patch|https?|ssh|ref|version|sha256|sha512|scope|repo|admin@.*)$/i;

/** Passwords and tokens in the user information of addresses, with a scheme (RFC 3986, §3.2.1) and without. */
export function* userinfoSpans(text: string): Generator<SecretSpan> {
  let from = 0;
  // the last `://` before the `@`, found from front to back
  let scheme = -1;
  let next = text.indexOf('://');
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    while (next !== -1 && next < at) {
      scheme = next;
      next = text.indexOf('://', next + 3);
    }
    const begin = beginning(text, at, Math.max(from, at - LONGEST));
    const hasScheme = scheme !== -1 && scheme >= begin - 1;
    yield* hasScheme ? withScheme(text, scheme + 3, at) : withoutScheme(text, begin, at);
    from = hasScheme ? begin : at + 1;
  }
}

/** Where the word begins in which the `@` stands. */
function beginning(text: string, at: number, least: number): number {
  let index = at;
  while (index > least && !/[\s<>]/.test(text.charAt(index - 1))) index -= 1;
  return index;
}

function* withScheme(text: string, start: number, at: number): Generator<SecretSpan> {
  const opening = text.charAt(
    text.slice(Math.max(0, start - 40), start).search(/[a-z][a-z0-9+.-]{0,32}:\/\/$/i) +
      Math.max(0, start - 40) -
      1,
  );
  const userinfo = text.slice(start, at);
  if ((opening === '"' || opening === "'" || opening === '`') && userinfo.includes(opening)) return;
  const colon = userinfo.indexOf(':');
  const path = userinfo.search(/[/?#]/);
  if (colon === -1 || (path !== -1 && path < colon)) {
    if (path === -1 && isToken(userinfo)) yield { start, end: at, isCertain: true };
    return;
  }
  const user = userinfo.slice(0, colon);
  const password = userinfo.slice(colon + 1);
  // `host:8080/…@…` is a port, not a password
  if (/^\d{1,5}[/?#]/.test(password) || /^\[/.test(user)) return;
  if (NO_PASSWORD.test(password)) {
    if (
      user !== '' &&
      !isReferenceValue(user) &&
      !/^(?:git|bot|root|admin|anonymous|guest|user)$/i.test(user)
    ) {
      yield { start, end: at - password.length - 1, isCertain: isToken(user) };
    }
    return;
  }
  if (isToken(user)) yield { start, end: start + user.length, isCertain: true };
  if (!isReferenceValue(password)) yield { start: start + colon + 1, end: at, isCertain: true };
}

/** A user alone is a token where it has the form of none: `git`, `x-access-token` and `ann.smith` are names. */
function isToken(user: string): boolean {
  if (isReferenceValue(user) || isReferenceName(user)) return false;
  const humps = user.match(/[a-z][A-Z]/g) ?? [];
  return looksGenerated(user) || user.length >= 20 || /\d[A-Za-z]/.test(user) || humps.length > 1;
}

/** `user:password@host`, `user:password@tcp(host:3306)`, and Oracle's `user/password@//host`. */
function* withoutScheme(text: string, begin: number, at: number): Generator<SecretSpan> {
  const word = text.slice(Math.max(begin, at - 256), at);
  const first =
    Math.max(
      ...['"', "'", '`', '=', ',', '(', '[', '{', ';', '|'].map((mark) =>
        word.lastIndexOf(mark, word.search(/[:/](?=[^:/]*$)/)),
      ),
    ) + 1;
  const userinfo = word.slice(first);
  const after = text.slice(at + 1, at + 128);
  const oracle = /^(?<user>[\w$#-]{1,64})\/(?<password>[^\s/@]{1,128})$/.exec(userinfo)?.groups;
  if (oracle !== undefined) {
    const { password = '' } = oracle;
    if (/^(?:\/\/[\w.-]|[\w.-]{1,128}:\d{2,5}\/)/.test(after) && !isReferenceValue(password)) {
      yield { start: at - password.length, end: at, isCertain: true };
    }
    return;
  }
  const colon = userinfo.indexOf(':');
  const user = userinfo.slice(0, Math.max(colon, 0));
  const password = userinfo.slice(colon + 1);
  if (
    colon < 1 ||
    !/^[A-Za-z_][\w.+%-]{0,63}$/.test(user) ||
    NO_USER.test(user) ||
    password === '' ||
    password.startsWith('//')
  ) {
    return;
  }
  if (/^\d{1,5}(?:[/?#]|$)/.test(password) && !/^(?:tcp|unix)\(/.test(after)) {
    if (!/^\d{3,}$/.test(password) || !/^[\w-]+(?:\.[\w-]+)+/.test(after)) return;
  }
  if (isReferenceValue(password) || /^(?:sha\d+|md5):/.test(after)) return;
  const isHost =
    /^(?:tcp|unix|\()\(?|^\[|^(?:[\w-]{1,63}\.)+[\w-]{1,63}|^[\w-]{1,63}:\d{2,5}|^localhost|^[\w-]{1,63}\//.test(
      after,
    );
  const isBare =
    /^[\w-]{1,63}(?:$|[\s"'`,;)\]}])/.test(after) &&
    /[A-Z\d!#$%^&*]/.test(password) &&
    !/^v?\d+(?:\.\d+)*/.test(password);
  if (!isHost && !isBare) return;
  // `chart:1.2.3@…` is a version
  if (/^v?\d+(?:\.\d+){1,3}(?:[-+.][\w.-]*)?$/.test(password)) return;
  yield { start: at - password.length, end: at, isCertain: true };
}
