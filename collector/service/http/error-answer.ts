import { ERROR_KINDS } from '../../../core/errors/error-kind';
import { ToolkitError } from '../../../core/errors/toolkit-error';
import { jsonAnswer, textAnswer } from './answers';
import type { Answer } from './route';

/** HTTP has a status of its own for these (RFC 4918 §11.5). */
const OWN_STATUS: Readonly<Record<string, number>> = { 'store-full': 507 };

/**
 * What a client is told of an error: the words of ours, without secrets, the status of what the framework refuses, and nothing of what nobody foresaw.
 */
export function errorAnswer(error: unknown): Answer {
  if (ToolkitError.isToolkitError(error)) {
    const { code, message, issues } = error.toJSON();
    const status = OWN_STATUS[code] ?? ERROR_KINDS[error.kind].httpStatus;
    const headers = status === 503 || status === 507 ? { 'Retry-After': '5' } : undefined;
    return jsonAnswer(status, { error: message, code, ...(issues.length > 0 && { issues }) }, headers);
  }
  const { statusCode, code } = Object(error) as { statusCode?: unknown; code?: unknown };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return jsonAnswer(413, { error: 'request body too large' });
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return jsonAnswer(statusCode, { error: 'bad request' });
  }
  return textAnswer(500, '{"error":"internal server error"}\n');
}
