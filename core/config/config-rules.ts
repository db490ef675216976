import { hasSecretSpan } from '../secrets/secret-spans';
import type { Environment } from './setting-row';
import { targetCredentials } from './target-credentials';
import { isTokenForVariable } from './token-place';

const PROJECT = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SLUG = /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)+$/;
// git-check-ref-format(1), without the rules on single components that no branch in practice meets.
const BRANCH =
  /^(?![/-])(?!.*(?:\/\/|\.\.|@\{|\/\.|\.lock(?:\/|$)))[^\u0000-\u0020\u007f~^:?*[\\]+(?<![/.])$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

// What each setting must look like: a rule answers with what is wrong, or undefined.

/** Why an address must not be written down; undefined where nothing in it is a secret. */
export function targetProblem(target: string): string | undefined {
  const { hasUserinfo, hasQuery } = targetCredentials(target);
  if (!hasUserinfo && !hasQuery) return undefined;
  const what = hasUserinfo ? 'a user or password' : 'a query or fragment';
  return `must not contain ${what}, the token comes from the environment (gitops.forge.tokenEnv, or the address in CLAIMS_TARGET)`;
}

/** The name of a branch. */
export function branchProblem(value: string): string | undefined {
  return BRANCH.test(value) ? undefined : 'is not a branch name';
}

/** A folder of the target; `.` is its top. */
export function folderProblem(value: string): string | undefined {
  if (value === '.') return undefined;
  const parts = value.split('/');
  if (value.startsWith('/') || value.includes('\\')) return "must be a path inside the target, like 'claims'";
  if (parts.includes('..') || parts.includes('.') || parts.includes('')) {
    return "must not contain '.', '..' or an empty part";
  }
  return parts[0]?.toLowerCase() === '.git' ? "must not be Git's own folder" : undefined;
}

/** The name of a project. */
export function projectProblem(value: string): string | undefined {
  return PROJECT.test(value) && value.length <= 63
    ? undefined
    : 'must be lower-case letters, digits and hyphens, 63 characters at most, no hyphen at either end';
}

/** `owner/name`. */
export function slugProblem(value: string): string | undefined {
  return SLUG.test(value) ? undefined : "must be a slug like 'owner/name'";
}

/** An address of http or https without credentials. */
export function webAddressProblem(value: string): string | undefined {
  if (!URL.canParse(value)) return "must be an address like 'https://github.com'";
  const url = new URL(value);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must start with https:// or http://';
  const { hasUserinfo, hasQuery } = targetCredentials(value);
  if (hasUserinfo) return 'must not contain a user or password';
  return hasQuery ? 'must not contain a query or fragment' : undefined;
}

/** The name of a variable; what names one that is set is a name. */
export function variableProblem(value: string, env: Environment): string | undefined {
  return VARIABLE.test(value) && !isTokenForVariable(value, env)
    ? undefined
    : 'must be the name of an environment variable, not the token itself';
}

/** The path of a file that holds a token. */
export function tokenFileProblem(value: string): string | undefined {
  return hasSecretSpan(value) ? 'must be the path of a file, not the token itself' : undefined;
}

/** One line of text. */
export function lineProblem(value: string): string | undefined {
  return /[\r\n]/.test(value) || value.trim() === '' ? 'must be one line of text' : undefined;
}

/** A path that an operating system takes. */
export function pathProblem(value: string): string | undefined {
  return value.includes('\0') ? 'must not hold the character NUL' : undefined;
}
