import { maskSecretsInUse } from '../../core/secrets/secrets-in-use';

const USERINFO = /(:\/\/)[^/\s@'"]*@/g;
const AUTHORIZATION = /(authorization\s*[:=]\s*)\S+(\s+\S+)?/gi;

/** Text of a child process or a URL without credentials: secrets in use, those given, userinfo and authorization headers. */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = maskSecretsInUse(text).replace(USERINFO, '$1').replace(AUTHORIZATION, '$1[secret]');
  for (const secret of secrets) {
    if (secret !== '') {
      clean = clean.replaceAll(secret, '[secret]');
    }
  }
  return clean;
}
