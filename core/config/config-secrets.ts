import { withoutTrailing } from '../trim-ends';
import { keyStrength } from '../secrets/secret-key';
import { targetCredentials } from './target-credentials';
import { isShownPath, isShownVariable } from './token-place';

/** `key: value` on a line of YAML, quoted or not. */
const SETTING = /^[\s{-]*["']?([\w.-]{1,64})["']?\s*:\s*(\S.*)$/;

/**
 * Secrets that somebody wrote into a configuration file, found line by line, so that they are known although the file is refused:
 * credentials in addresses, and what looks like a token in the place of a variable's or file's name.
 */
export function configSecrets(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  return text.split(/[\n\r,{}]/).flatMap((row) => {
    const [, key = '', rest = row] = SETTING.exec(row.slice(0, 8192)) ?? [];
    const value = unquoted(rest.trim());
    if (key === 'tokenEnv') return isShownVariable(value, env) ? [] : [value];
    if (key === 'tokenFile') return isShownPath(value) ? [] : [value];
    // `token: ghp_…` is no setting; that is said without the token.
    if (keyStrength(key) !== 'none') return [value];
    // A comment after the value is no part of it; a fragment has no blank before it.
    const address = unquoted(withoutComment(rest).trim());
    return /[@?#]/.test(address)
      ? [...targetCredentials(address).secrets, ...targetCredentials(value).secrets]
      : [];
  });
}

function withoutComment(text: string): string {
  const start = /\s#/.exec(text)?.index;
  return start === undefined ? text : text.slice(0, start);
}

function unquoted(text: string): string {
  const quote = text.charAt(0);
  if (quote !== '"' && quote !== "'") return withoutTrailing(text, ' \t\r\n,}]');
  const end = text.indexOf(quote, 1);
  return end < 0 ? text.slice(1) : text.slice(1, end);
}
