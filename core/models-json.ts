import { wholeNumber } from './json/canonical-json';
import type { ModelsDocument } from './models-document';

/** What ECMAScript's "JSON.parse source text access" adds, which the type library does not know yet. Node ≥ 21. */
interface JsonWithSource {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
  ): unknown;
}
const SOURCED = JSON as unknown as JsonWithSource;

const MAYBE_BEYOND_EXACT = /\d{16}/;
const INTEGER = /^-?\d+$/;

/**
 * Text of a models document. Plain JSON; a bigint (an integer beyond 2^53) is written as the number that it is, with all
 * its digits.
 */
export function formatModels(document: ModelsDocument): string {
  try {
    return JSON.stringify(document);
  } catch (error) {
    // Only bigints make JSON.stringify throw here; looking for them beforehand would cost every run.
    if (!(error instanceof TypeError)) throw error;
    return JSON.stringify(document, (_key, value: unknown) =>
      typeof value === 'bigint' ? wholeNumber(value) : value,
    );
  }
}

/**
 * Reads the text of a models document; integers beyond 2^53 become bigints, so that no digit is lost. The result is
 * not checked.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseModels(text: string): unknown {
  if (!MAYBE_BEYOND_EXACT.test(text)) return JSON.parse(text) as unknown;
  return SOURCED.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined && !Number.isSafeInteger(value) && INTEGER.test(source)
      ? BigInt(source)
      : value,
  );
}
