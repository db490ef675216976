import type { Issue } from '../issue';
import { withoutCredentials } from './target-url';
import { CONFIG_VARIABLES, type Setting } from './setting';

const PROJECT = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SLUG = /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)+$/;
// git-check-ref-format(1), without the rules on single components that no branch in practice meets.
const BRANCH =
  /^(?![/-])(?!.*(?:\/\/|\.\.|@\{|\/\.|\.lock(?:\/|$)))[^\u0000-\u0020\u007f~^:?*[\\]+(?<![/.])$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

type Rule = (value: string) => string | undefined;

/** What each setting must look like; a rule answers with what is wrong, or undefined. */
export const SETTING_RULES: Readonly<Record<string, Rule>> = {
  target: (value) =>
    withoutCredentials(value) === value
      ? undefined
      : 'must not contain a user or password, the token comes from the environment (gitops.forge.tokenEnv)',
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
  tokenEnv: (value) =>
    VARIABLE.test(value) ? undefined : 'must be the name of an environment variable, not the token itself',
  actor: (value) => (/[\r\n]/.test(value) || value.trim() === '' ? 'must be one line of text' : undefined),
};

/** Runs the rule of one setting. A value that may be a secret is not repeated. */
export function checkSetting(rule: keyof typeof SETTING_RULES, setting: Setting | undefined): Issue[] {
  if (setting === undefined) return [];
  // CI systems hand over addresses with a token in them; in the environment that is the place for one.
  if (rule === 'target' && setting.name === CONFIG_VARIABLES.target) return [];
  const problem = setting.value === '' ? 'must not be empty' : SETTING_RULES[rule]?.(setting.value);
  if (problem === undefined) return [];
  const value = rule === 'tokenEnv' ? '' : ` '${withoutCredentials(setting.value)}'`;
  return [
    {
      code: 'config-value-invalid',
      message: `${setting.name}${value} ${problem}`,
      source: setting.source,
      field: setting.name,
      ...(rule === 'tokenEnv' ? {} : { value: withoutCredentials(setting.value) }),
    },
  ];
}

function webAddress(value: string): string | undefined {
  if (!URL.canParse(value)) return "must be an address like 'https://github.com'";
  const url = new URL(value);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must start with https:// or http://';
  return url.username === '' && url.password === '' ? undefined : 'must not contain a user or password';
}
