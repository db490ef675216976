import type { Issue } from '../issue';
import { hasSecretSpan } from '../secrets/secret-spans';
import { targetCredentials } from './target-credentials';
import { withoutCredentials } from './target-url';
import { isTokenForVariable } from './token-place';
import { CONFIG_VARIABLES, type Setting } from './setting';

const PROJECT = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SLUG = /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)+$/;
// git-check-ref-format(1), without the rules on single components that no branch in practice meets.
const BRANCH =
  /^(?![/-])(?!.*(?:\/\/|\.\.|@\{|\/\.|\.lock(?:\/|$)))[^\u0000-\u0020\u007f~^:?*[\\]+(?<![/.])$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

const NO_VARIABLE = 'must be the name of an environment variable, not the token itself';
/** Settings whose value may be a token that somebody put in the wrong place. */
const MAY_BE_TOKEN: ReadonlySet<string> = new Set(['tokenEnv', 'tokenFile']);

type Rule = (value: string) => string | undefined;

/** What each setting must look like; a rule answers with what is wrong, or undefined. */
export const SETTING_RULES: Readonly<Record<string, Rule>> = {
  target: targetProblem,
  base: (value) => (BRANCH.test(value) ? undefined : 'is not a branch name'),
  root: (value) => {
    const parts = value.split('/');
    if (value.startsWith('/') || value.includes('\\'))
      return "must be a path inside the target, like 'claims'";
    if (parts.includes('..') || parts.includes('.') || parts.includes(''))
      return "must not contain '.', '..' or an empty part";
    return parts[0]?.toLowerCase() === '.git' ? "must not be Git's own folder" : undefined;
  },
  project: (value) =>
    PROJECT.test(value) && value.length <= 63
      ? undefined
      : 'may have lower-case letters, digits and hyphens only, 63 at most, not at its ends',
  repository: (value) => (SLUG.test(value) ? undefined : "must be a slug like 'owner/name'"),
  webUrl: webAddress,
  apiUrl: webAddress,
  tokenEnv: (value) => (VARIABLE.test(value) ? undefined : NO_VARIABLE),
  tokenFile: (value) =>
    hasSecretSpan(value) ? 'must be the path of a file, not the token itself' : undefined,
  actor: (value) => (/[\r\n]/.test(value) || value.trim() === '' ? 'must be one line of text' : undefined),
};

/** Why an address must not be written down; undefined where nothing in it is a secret. */
export function targetProblem(target: string): string | undefined {
  const { hasUserinfo, hasQuery } = targetCredentials(target);
  if (!hasUserinfo && !hasQuery) return undefined;
  const what = hasUserinfo ? 'a user or password' : 'a query or fragment';
  return `must not contain ${what}, the token comes from the environment (gitops.forge.tokenEnv, or the address in CLAIMS_TARGET)`;
}

/**
 * Runs the rule of one setting. A value that may be a secret is not repeated.
 *
 * @param env - variables that are set: what names one of them is a name
 */
export function checkSetting(
  rule: keyof typeof SETTING_RULES,
  setting: Setting | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Issue[] {
  if (setting === undefined) return [];
  // CI systems hand over addresses with a token in them; in the environment that is the place for one.
  if (rule === 'target' && setting.name === CONFIG_VARIABLES.target) return [];
  const problem = setting.value === '' ? 'must not be empty' : problemOf(rule, setting.value, env);
  if (problem === undefined) return [];
  const shown = MAY_BE_TOKEN.has(rule) ? undefined : withoutCredentials(setting.value);
  return [
    {
      code: 'config-value-invalid',
      message: shown === undefined ? `${setting.name} ${problem}` : `${setting.name} '${shown}' ${problem}`,
      source: setting.source,
      field: setting.name,
      ...(shown === undefined ? {} : { value: shown }),
    },
  ];
}

function problemOf(
  rule: keyof typeof SETTING_RULES,
  value: string,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (rule === 'tokenEnv' && isTokenForVariable(value, env)) return NO_VARIABLE;
  return SETTING_RULES[rule]?.(value);
}

function webAddress(value: string): string | undefined {
  if (!URL.canParse(value)) return "must be an address like 'https://github.com'";
  const url = new URL(value);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must start with https:// or http://';
  const { hasUserinfo, hasQuery } = targetCredentials(value);
  if (hasUserinfo) return 'must not contain a user or password';
  return hasQuery ? 'must not contain a query or fragment' : undefined;
}
