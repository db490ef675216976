import type { ErrorCode } from '../../../core/errors/catalogue';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { redact } from '../../git/redact';

/** A request to a forge that was refused, or got no answer. */
export interface ForgeFailure {
  /** Host of the API, for messages. */
  readonly host: string;
  /** `POST /repos/{owner}/{repo}/pulls`: the template, without names. */
  readonly route: string;
  /** `owner/name`. */
  readonly repository: string;
  /** HTTP status; undefined when there was no answer. */
  readonly status?: number;
  /** The forge's own words, or those of the network. */
  readonly reason: string;
  readonly headers?: Readonly<Record<string, string | number | undefined>>;
  /** Texts that must not show up anywhere. */
  readonly secrets: readonly string[];
}

const LONGEST_REASON = 300;
/** So much of an answer is looked at. */
const LONGEST_ANSWER = 65_536;

/** The error of the catalogue for a failed request. Its cause has words and status alone: no request, no header, no token. */
export function forgeFailure(failure: ForgeFailure): ToolkitError {
  const { host, route, repository, status, secrets } = failure;
  // Masked before it is cut: a half of a secret would be found no more.
  const reason = oneLine(redact(failure.reason.slice(0, LONGEST_ANSWER), secrets));
  const code = codeOf(failure);
  const message: Record<typeof code, () => string> = {
    'forge-auth-failed': () => `${host} does not accept the token (401)`,
    'forge-permission-missing': () => `${host} refuses ${route}${neededPermission(failure) ?? `: ${reason}`}`,
    'forge-not-found': () => `${host} finds nothing for ${route} of ${repository}`,
    'forge-rate-limited': () => `${host} limits requests${pauseText(failure)}`,
    'forge-unavailable': () => `${host} does not answer ${route}: ${status === undefined ? reason : status}`,
    'forge-conflict': () => `${host} refuses ${route}: ${reason}`,
    'forge-validation-failed': () => `${host} refuses ${route}: ${reason}`,
  };
  const cause = new Error(status === undefined ? reason : `${status} ${reason}`);
  delete cause.stack;
  return new ToolkitError(code, message[code](), { data: { host, route, repository, status }, cause });
}

type FailureCode = Extract<
  ErrorCode,
  | 'forge-auth-failed'
  | 'forge-permission-missing'
  | 'forge-not-found'
  | 'forge-rate-limited'
  | 'forge-unavailable'
  | 'forge-conflict'
  | 'forge-validation-failed'
>;

function codeOf(failure: ForgeFailure): FailureCode {
  const { status } = failure;
  if (status === undefined || status >= 500 || status === 408) {
    return 'forge-unavailable';
  }
  if (status === 429 || (status === 403 && isLimit(failure))) {
    return 'forge-rate-limited';
  }
  switch (status) {
    case 401:
      return 'forge-auth-failed';
    case 403:
      return 'forge-permission-missing';
    case 404:
    case 410:
      return 'forge-not-found';
    case 409:
    case 423:
      return 'forge-conflict';
    default:
      return 'forge-validation-failed';
  }
}

/** A 403 of GitHub that means "later": by its words, or because the hourly budget is spent. */
function isLimit({ reason, headers }: ForgeFailure): boolean {
  return /rate limit|abuse detection/i.test(reason) || String(headers?.['x-ratelimit-remaining']) === '0';
}

/** GitHub says which permission is missing: `contents=write; pull_requests=write` are alternatives by `;`, all of `,`. */
function neededPermission({ headers }: ForgeFailure): string | undefined {
  const needed = headers?.['x-accepted-github-permissions'];
  return needed === undefined || needed === '' ? undefined : `, the token needs ${oneLine(String(needed))}`;
}

function pauseText({ headers }: ForgeFailure): string {
  const seconds = Number(headers?.['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) ? `, try again in ${seconds} s` : ', try again later';
}

function oneLine(text: string): string {
  return text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_REASON);
}
