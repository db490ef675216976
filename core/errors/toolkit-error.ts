import { redactText } from '../secrets/redact-text';
import type { Issue } from '../issue';
import { ERROR_CATALOGUE, type ErrorCode } from './catalogue';
import type { ErrorKind } from './error-kind';

const BRAND = Symbol.for('cdk8s-claims.ToolkitError');

/** Optional parts of a {@link ToolkitError}. */
export interface ToolkitErrorOptions {
  /** Machine-readable facts; never a secret. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** All problems, when there is more than one place to fix. */
  readonly issues?: readonly Issue[];
  readonly cause?: unknown;
}

/**
 * The one error type. Its code stands in the catalogue, its kind follows from the code.
 * Identified by symbol, not by `instanceof`, so that two copies of the package understand each other.
 */
export class ToolkitError extends Error {
  static isToolkitError(value: unknown): value is ToolkitError {
    return typeof value === 'object' && value !== null && BRAND in value;
  }

  readonly [BRAND] = true;
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  readonly data: Readonly<Record<string, unknown>>;
  readonly issues: readonly Issue[];

  /**
   * @param code - a code of the catalogue
   * @param message - one sentence, lower case, without a period, with the wrong value and what to change
   */
  constructor(code: ErrorCode, message: string, options: ToolkitErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ToolkitError';
    this.code = code;
    this.kind = ERROR_CATALOGUE[code].kind;
    this.data = options.data ?? {};
    this.issues = options.issues ?? [];
  }

  /** What `--json` prints under `error`: without secrets, whoever wrote the words. */
  toJSON(): { code: ErrorCode; kind: ErrorKind; message: string; issues: readonly Issue[] } {
    return {
      code: this.code,
      kind: this.kind,
      message: redactText(this.message),
      issues: this.issues.map((issue) => ({
        ...issue,
        message: redactText(issue.message),
        ...(issue.hint === undefined ? {} : { hint: redactText(issue.hint) }),
      })),
    };
  }
}
