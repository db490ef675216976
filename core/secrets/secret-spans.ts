import { assignmentSpans } from './assignment-spans';
import { commandSpans } from './command-spans';
import { KNOWN_TOKENS, mayHoldToken } from './known-tokens';
import { entropy, isDigest, isReferenceValue, looksGenerated } from './literal-value';
import { keyStrength } from './secret-key';
import type { SecretSpan, SpanFinder } from './secret-span';
import { findSecretsInUse, holdsTellingSecret } from './secrets-in-use';
import { userinfoSpans } from './userinfo-spans';

type Groups = Readonly<Record<string, string | undefined>>;

interface Pattern {
  /** Global, with indices (`dg`); the group `secret` is what must not be read. */
  readonly pattern: RegExp;
  /** Says whether a match really is one. */
  readonly accepts?: (groups: Groups) => boolean;
}

const LONGEST_BASE64 = 65_536;

/** Base64 hides a token from every pattern; the values of Secrets are written so. */
function hidesSecret(base64: string): boolean {
  if (base64.length > LONGEST_BASE64) {
    return false;
  }
  const decoded = Buffer.from(base64, 'base64').toString('latin1');
  return mayHoldToken(decoded) && hasSecretSpan(decoded);
}

const PATTERNS: readonly Pattern[] = [
  {
    pattern:
      /(?<![A-Za-z])(?:[Bb]asic|[Bb]earer|BASIC|BEARER|[Tt]oken|TOKEN|ApiKey|Digest) +(?<secret>[A-Za-z0-9+/=._~-]{8,})/dg,
    accepts: ({ secret = '' }) => looksGenerated(secret) || /[A-Z+/=]/.test(secret.slice(1)),
  },
  // the credentials of a Docker configuration
  { pattern: /"auth\\?"\s{0,4}:\s{0,4}\\?"(?<secret>[A-Za-z0-9+/]{8,}={0,2})\\?"/dg },
  // a secret access key of AWS has no prefix: exactly 40 characters of base64
  {
    pattern: /(?<![A-Za-z0-9+/=])(?<secret>[A-Za-z0-9+/]{40})(?![A-Za-z0-9+/=])/dg,
    accepts: ({ secret = '' }) =>
      /\d/.test(secret) && /[a-z]/.test(secret) && /[A-Z]/.test(secret) && entropy(secret) >= 4.4,
  },
  {
    pattern: /(?<![A-Za-z0-9+/_-])(?<secret>[A-Za-z0-9+/_-]{24,}={0,2})/dg,
    accepts: ({ secret = '' }) => hidesSecret(secret),
  },
  // .pgpass
  {
    pattern:
      /(?<![^\s"'])[\w.*-]{1,128}:(?:\d{4,5}|\*):[^:\s]{1,64}:[^:\s]{1,64}:(?<secret>[^\s"']{1,128})(?![^\s"'])/dg,
    accepts: ({ secret = '' }) => !isReferenceValue(secret),
  },
  // SQL
  {
    pattern:
      /\b(?:identified by|IDENTIFIED BY|Identified by)(?: (?:values|VALUES))? {0,4}["'](?<secret>[^"'\n]{1,256})["']/dg,
    accepts: ({ secret = '' }) => !isReferenceValue(secret),
  },
  // {name: DB_PASSWORD, value: …} in JSON or YAML, in either order
  {
    pattern:
      /(?<![\w.-])(?:name|key|Name|Key|ParameterKey)[\\]{0,15}["']?\s{0,8}:\s{0,8}[\\]{0,15}["']?(?<key>[\w.-]{1,128})[\\]{0,15}["']?\s{0,64},?\s{0,64}[\\]{0,15}["']?(?:value|Value|ParameterValue)[\\]{0,15}["']?\s{0,8}:\s{0,8}(?:[\\]{0,15}["'](?<secret>[^"'\\\n]+)|(?<bare>[^\s"',;&{}[\]\\][^\s"',;&\\]*))/dg,
    accepts: acceptsPair,
  },
  {
    pattern:
      /(?<![\w.-])(?:value|Value|ParameterValue)[\\]{0,15}["']?\s{0,8}:\s{0,8}(?:[\\]{0,15}["'](?<secret>[^"'\\\n]{1,512})[\\]{0,15}["']|(?<bare>[^\s"',;&{}[\]\\][^\s"',;&\\]{0,511}))\s{0,64},?\s{0,64}[\\]{0,15}["']?(?:name|key|Name|Key|ParameterKey)[\\]{0,15}["']?\s{0,8}:\s{0,8}[\\]{0,15}["']?(?<key>[\w.-]{1,128})/dg,
    accepts: acceptsPair,
  },
];

function acceptsPair({ key = '', secret, bare = '' }: Groups): boolean {
  const strength = keyStrength(key);
  const value = (secret ?? bare).slice(0, 512).trim();
  if (strength === 'none' || isReferenceValue(value) || isDigest(value)) {
    return false;
  }
  return strength === 'strong' || looksGenerated(value);
}

function* patternSpans(text: string): Generator<SecretSpan> {
  for (const { pattern, accepts } of PATTERNS) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const at = match.indices?.groups;
      const [start, end] = at?.['secret'] ?? at?.['bare'] ?? [0, 0];
      const resumed = pattern.lastIndex;
      if (end > start && (accepts === undefined || accepts(match.groups ?? {}))) {
        yield { start, end, isCertain: true };
      }
      pattern.lastIndex = resumed;
    }
  }
}

const TOKENS = Object.values(KNOWN_TOKENS);

function* tokenSpans(text: string): Generator<SecretSpan> {
  for (const pattern of TOKENS) {
    // `matchAll` would copy each of them for each text.
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const resumed = pattern.lastIndex;
      yield { start: match.index, end: resumed, isCertain: true };
      pattern.lastIndex = resumed;
    }
  }
}

const FINDERS: readonly SpanFinder[] = [
  tokenSpans,
  userinfoSpans,
  patternSpans,
  assignmentSpans,
  commandSpans,
];

/**
 * All stretches of a text that are secrets: those in use, and what is one by its own shape or by what stands before it; sorted, not
 * overlapping.
 */
export function findSecretSpans(text: string): readonly SecretSpan[] {
  const inUse = findSecretsInUse(text);
  const mayHold = mayHoldToken(text);
  if (inUse.length === 0 && !mayHold) return [];
  const spans = inUse.map((found): SecretSpan => ({ ...found, isCertain: true }));
  if (mayHold) {
    for (const find of FINDERS) for (const span of find(text)) spans.push(span);
  }
  return merged(spans);
}

/** True where {@link findSecretSpans} would find any that is certain; stops at the first. */
export function hasSecretSpan(text: string): boolean {
  return secretInText(text) === 'certain';
}

/** Whether a text holds a secret for certain, or what could be a name as well. */
export function secretInText(text: string): 'certain' | 'suspect' | undefined {
  if (holdsTellingSecret(text)) return 'certain';
  let found: 'suspect' | undefined;
  if (mayHoldToken(text)) {
    for (const find of FINDERS) {
      for (const { isCertain } of find(text)) {
        if (isCertain) {
          return 'certain';
        }
        found = 'suspect';
      }
    }
  }
  return found;
}

function merged(spans: SecretSpan[]): readonly SecretSpan[] {
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  const result: SecretSpan[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last !== undefined && span.start <= last.end) {
      result[result.length - 1] = {
        start: last.start,
        end: Math.max(last.end, span.end),
        isCertain: last.isCertain || span.isCertain,
      };
    } else {
      result.push(span);
    }
  }
  return result;
}
