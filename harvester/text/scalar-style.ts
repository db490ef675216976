import { doubleQuoted, oneLineText } from '../../core/yaml/scalar-text';

const SINGLE_SAFE = /^[\x20-\x7e\p{L}\p{M}\p{N}\p{P}\p{S}]*$/u;

/** How the scalar is written that a new one takes the place of, or that stands beside it. */
export type ScalarStyle = 'plain' | 'single' | 'double';

/**
 * A scalar in one line, in the style asked for where that is safe. A plain one that is not safe as such (`true`, `1e3`,
 * a timestamp) is double-quoted, as go-yaml does.
 *
 * @param inFlow - it stands inside `[]` or `{}`, where a plain scalar ends earlier
 */
export function scalarInStyle(value: string, style: ScalarStyle, inFlow = false): string {
  if (style === 'single' && SINGLE_SAFE.test(value)) return `'${value.replaceAll("'", "''")}'`;
  if (style !== 'plain') return doubleQuoted(value);
  return inFlow && /[,[\]{}]/.test(value) ? doubleQuoted(value) : oneLineText(value);
}
