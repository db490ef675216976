import { ToolkitError } from '../../core/errors/toolkit-error';
import { type SourceText, vouched } from './source-text';

/**
 * A TypeScript literal of a number, exact: integers beyond 2^53 are written as bigint, which the engine takes.
 *
 * @throws ToolkitError `internal-error` for NaN and the infinities, which have no literal
 */
export function numberLiteral(value: number | bigint): SourceText {
  if (typeof value === 'bigint') return vouched(`${value}n`);
  if (!Number.isFinite(value)) {
    throw new ToolkitError('internal-error', `${value} cannot be written as a literal`);
  }
  // The cluster knows no negative zero.
  if (value === 0) return vouched('0');
  const isLargeInteger = Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21;
  return vouched(isLargeInteger ? `${BigInt(value)}n` : String(value));
}
