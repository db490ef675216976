import { ToolkitError } from '../../../core/errors/toolkit-error';
import { boundedText } from '../../../core/status/bounded-message';
import { redactText } from '../../../core/secrets/redact-text';
import { isJsonObject } from '../../../core/json/json-guards';
import type { Posted } from './poster';

/** The answer says that the collector cannot take it now, or takes nothing of this informer: the same request may work later. */
export function isTemporary(status: number): boolean {
  return status >= 500 || status === 401 || status === 403 || status === 408 || status === 429;
}

/** An answer that is no success, as an error to try again after. */
export function answerFailure(posted: Posted): ToolkitError {
  const { status, retryAfter } = posted;
  const words = errorWords(posted);
  const why = words === '' ? `it answered ${status}` : `it answered ${status}: ${words}`;
  const isRefused = status === 401 || status === 403;
  return new ToolkitError(isRefused ? 'collector-refuses-informer' : 'collector-unreachable', why, {
    data: { status, ...(retryAfter !== undefined && { retryAfter }) },
  });
}

/** The JSON of an answer; undefined for what is none. */
export function answerJson({ text }: Posted): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function errorWords(posted: Posted): string {
  const error = answerJson(posted)?.['error'];
  return typeof error === 'string' ? redactText(boundedText(error, 256)) : '';
}
