/**
 * Whether a text gives a secret away, told by decoding the text in every way that a reader could: what the masks of the source look for is
 * not asked.
 */
export function leaks(text: string, secret: string): boolean {
  let read = text;
  for (let depth = 0; depth < 4; depth += 1) {
    if (read.includes(secret) || base64Of(read).some((decoded) => decoded.includes(Buffer.from(secret)))) {
      return true;
    }
    const inner = unescaped(read);
    if (inner === read) return false;
    read = inner;
  }
  return false;
}

/** Every run of base64, decoded from each of its first four characters on. */
function base64Of(text: string): Buffer[] {
  return (text.match(/[A-Za-z0-9+/_-]{8,}/g) ?? []).flatMap((run) =>
    [0, 1, 2, 3].map((start) => Buffer.from(run.slice(start), 'base64')),
  );
}

function unescaped(text: string): string {
  const bytes = text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
  );
  return bytes
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\(["'\\/ ])/g, '$1')
    .replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(
      /&(amp|lt|gt|quot);/g,
      (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? '',
    );
}
