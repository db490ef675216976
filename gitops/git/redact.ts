const USERINFO = /(:\/\/)[^/\s@'"]*@/g;
const AUTHORIZATION = /(authorization\s*[:=]\s*)\S+(\s+\S+)?/gi;

/** Text of a child process or a URL without credentials: userinfo, authorization headers, and the secrets given. */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text.replace(USERINFO, '$1').replace(AUTHORIZATION, '$1[secret]');
  for (const secret of secrets) {
    if (secret !== '') {
      clean = clean.replaceAll(secret, '[secret]');
    }
  }
  return clean;
}
