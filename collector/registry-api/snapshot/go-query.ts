const BAD_ESCAPE = /%(?![\da-f]{2})/i;

/**
 * The parameters of a query as Go's `url.Query().Get` gives them: the first of each name, parts with a semicolon or an escape that is none left out (go.dev/src/net/url).
 */
export function goQuery(query: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const part of query.split('&')) {
    if (part === '' || part.includes(';') || BAD_ESCAPE.test(part)) continue;
    const equals = part.indexOf('=');
    const name = decode(equals < 0 ? part : part.slice(0, equals));
    if (!found.has(name)) found.set(name, equals < 0 ? '' : decode(part.slice(equals + 1)));
  }
  return found;
}

function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  return spaced.includes('%') ? decodeEscapes(spaced) : spaced;
}

/** Percent-decodes to bytes, and these to text; each byte that is no UTF-8 becomes U+FFFD. */
export function decodeEscapes(text: string): string {
  const bytes = Buffer.from(text).toString('latin1');
  const decoded = bytes.replaceAll(/%([\da-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return Buffer.from(decoded, 'latin1').toString('utf8');
}
