import { createHash } from 'node:crypto';
import { ToolkitError } from '../errors/toolkit-error';
import type { Plan } from '../plan';
import { redactText } from '../secrets/redact-text';
import { parseTrailers } from './acknowledgement-trailers';

/** Key of the trailer, in our commit messages; descriptions repeat it for people. */
export const ACKNOWLEDGE_TRAILER = 'Claims-Acknowledge';
/** Prefix of the label. */
export const ACKNOWLEDGE_LABEL = 'claims/ack:';
/** Longest name of a label: 50 characters on GitHub and on Gitea. */
const LONGEST_LABEL = 50;

/** One removal or replacement that a person has to acknowledge by name, or a move that may come to one. */
export interface RequiredAcknowledgement {
  /** `<category>/<name>`. */
  readonly claim: string;
  readonly change: 'removed' | 'replaced' | 'renamed';
  /** The line that says so in our commit message, exactly. */
  readonly trailer: string;
  /** The label to add, exactly. */
  readonly label: string;
}

/** What a claim is that wants one, in a sentence: `<claim> is …`. */
export const ACKNOWLEDGED_AS = {
  removed: 'removed',
  replaced: 'replaced',
  renamed: 'moved to a folder that is built separately',
} as const;

/** Where acknowledgements may stand. Descriptions and comments do not count: others may write them. */
export interface GivenAcknowledgements {
  /** Put on the request by accounts that may write to the target. */
  readonly labels?: readonly string[];
  /** What `--acknowledge` said, and the messages of our own commits. */
  readonly texts?: readonly string[];
}

/** What has to be acknowledged before this plan may be merged, sorted as the plan's changes. */
export function requiredAcknowledgements(plan: Plan): RequiredAcknowledgement[] {
  const required: RequiredAcknowledgement[] = [];
  for (const { change, category, name, between } of plan.changes) {
    if (change === 'removed' || change === 'replaced' || (change === 'renamed' && between !== undefined)) {
      const claim = `${category}/${name}`;
      required.push({
        claim,
        change,
        trailer: `${ACKNOWLEDGE_TRAILER}: ${isWritable(claim) ? claim : claimToken(claim)}`,
        label: labelOf(claim),
      });
    }
  }
  return required;
}

/** The required ones that none of the given labels and texts names. */
export function missingAcknowledgements(plan: Plan, given: GivenAcknowledgements): RequiredAcknowledgement[] {
  const required = requiredAcknowledgements(plan);
  if (required.length === 0) {
    return required;
  }
  const named = new Set<string>();
  for (const text of given.texts ?? []) {
    for (const value of parseTrailers(text, ACKNOWLEDGE_TRAILER)) {
      named.add(value);
    }
  }
  for (const label of given.labels ?? []) {
    if (label.startsWith(ACKNOWLEDGE_LABEL)) {
      named.add(label.slice(ACKNOWLEDGE_LABEL.length));
    }
  }
  return required.filter(({ claim }) => !named.has(claim) && !named.has(claimToken(claim)));
}

/** The claims of the plan of which what happens is acknowledged: what a new description carries on. */
export function acknowledgedClaims(plan: Plan, given: GivenAcknowledgements): string[] {
  const missing = new Set(missingAcknowledgements(plan, given).map(({ claim }) => claim));
  return requiredAcknowledgements(plan)
    .map(({ claim }) => claim)
    .filter((claim) => !missing.has(claim));
}

/**
 * The gate before a change request is written or merged.
 *
 * @throws ToolkitError `acknowledgement-missing` with the exact words to give, one issue for each claim
 */
export function assertAcknowledged(plan: Plan, given: GivenAcknowledgements): void {
  const missing = missingAcknowledgements(plan, given);
  if (missing.length === 0) {
    return;
  }
  const what = missing
    .map(({ claim, change }) => `${redactText(claim)} (${ACKNOWLEDGED_AS[change]})`)
    .join(', ');
  throw new ToolkitError(
    'acknowledgement-missing',
    `${what} must be acknowledged; run it again with ${missing.map(flagOf).join(' ')}`,
    {
      issues: missing.map(({ claim, change, trailer, label }) => ({
        code: 'acknowledgement-missing',
        message: `${redactText(claim)} is ${ACKNOWLEDGED_AS[change]} and that is not acknowledged`,
        construct: redactText(claim),
        hint: `pass ${flagOf({ trailer })}; or, where the forge has labels, let somebody who may write to the repository put '${label}' on the request`,
      })),
    },
  );
}

/** The flag that acknowledges a claim, for people to copy. */
export function flagOf({ trailer }: Pick<RequiredAcknowledgement, 'trailer'>): string {
  return `--acknowledge ${trailer.slice(ACKNOWLEDGE_TRAILER.length + 2)}`;
}

/** The trailer lines for claims, as a description or a commit message carries them: inert wherever they stand. */
export function acknowledgementLines(claims: readonly string[]): string[] {
  return claims.map((claim) => `${ACKNOWLEDGE_TRAILER}: ${isInert(claim) ? claim : claimToken(claim)}`);
}

function labelOf(claim: string): string {
  const label = ACKNOWLEDGE_LABEL + claim;
  // labels are equal without regard to case
  const isPlain = isWritable(claim) && claim === claim.toLowerCase();
  return isPlain && label.length <= LONGEST_LABEL ? label : ACKNOWLEDGE_LABEL + claimToken(claim);
}

/** Longest name that {@link parseTrailers} takes. */
const LONGEST_NAME = 241;

/** Names that a person can type and no forge reads anything into. */
function isWritable(claim: string): boolean {
  return (
    claim.length <= LONGEST_NAME &&
    /^[A-Za-z0-9._-]{1,120}(?:\/[A-Za-z0-9._-]{1,120})+$/.test(claim) &&
    redactText(claim) === claim
  );
}

/** Names that are plain text outside of code, too: no autolink, no commit, no emphasis. */
function isInert(claim: string): boolean {
  return (
    isWritable(claim) &&
    /^[a-z0-9][a-z0-9./-]*$/.test(claim) &&
    !/www\.|(?<![a-z0-9])[0-9a-f]{7,40}(?![a-z0-9])/.test(claim)
  );
}

const LETTERS = 'ghjkmnpqrstvwxyz';

/**
 * Stands for a claim whose name cannot be written: 16 letters made from its SHA-256. Letters alone, so that no forge takes
 * them for a commit.
 */
function claimToken(claim: string): string {
  const digest = createHash('sha256').update(claim).digest('hex').slice(0, 16);
  return `claim-${digest.replace(/./g, (digit) => LETTERS.charAt(Number.parseInt(digit, 16)))}`;
}
