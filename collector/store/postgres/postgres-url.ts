import { ToolkitError } from '../../../core/errors/toolkit-error';

const SCHEME = /^postgres(?:ql)?:\/\//;

/** The modes that the driver treats as `verify-full`, with a warning on stderr that this spares. */
const VERIFYING_MODE = /([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/;

/**
 * The URL of a database as the driver takes it. TLS is by `sslmode`: none without it and with `disable`; every other mode verifies the certificate and the host
 * (`sslrootcert=<file>` names the authority), but for `no-verify`; `uselibpqcompat=true` asks for what psql does.
 *
 * @throws ToolkitError `store-unreadable`; without the URL, which holds a password
 */
export function connectionUrl(url: string): string {
  if (!SCHEME.test(url)) throw unusable('it has to begin with postgresql://');
  // An @, / or # of a password that is not encoded would make a part of it the name of a host or a database, which errors tell.
  const rest = url.replace(SCHEME, '');
  const end = rest.search(/[/?#]/);
  if (rest.includes('#') || (end !== -1 && rest.lastIndexOf('@') > end)) {
    throw unusable(
      'characters as @ / ? # in the user, the password or a parameter have to be percent-encoded',
    );
  }
  // Only a database on a socket has no host, which no parser of Node takes.
  if (!rest.startsWith('/') && !rest.includes('@/') && !URL.canParse(url)) throw unusable('it is not a URL');
  return /[?&]uselibpqcompat=true(?:&|$)/.test(url) ? url : url.replace(VERIFYING_MODE, '$1verify-full');
}

function unusable(why: string): ToolkitError {
  return new ToolkitError('store-unreadable', `the URL of the database cannot be used: ${why}`);
}
