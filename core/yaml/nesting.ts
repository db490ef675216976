import { UnreadableYaml } from './unreadable-yaml';
import { yamlTokens } from './yaml-tokens';

/** Objects and lists inside of each other: deeper than any manifest, and not too deep for any walk through one. */
export const MAX_NESTING = 200;

const NEWLINE = 10;
const INDICATORS = new Set(['-', '?', ':']);

/** The one wording of what is nested too deeply. */
export function tooDeep(offset: number): UnreadableYaml {
  return new UnreadableYaml(`nested deeper than ${MAX_NESTING} levels`, offset);
}

/**
 * Refuses brackets, and block lists in one line, that are nested too deeply, before a parser spends its time and its stack on
 * them. What is nested by indentation shows in the nodes.
 *
 * @throws UnreadableYaml where it becomes too deep
 */
export function refuseDeepText(text: string): void {
  if (!mayBeDeep(text)) return;
  let depth = 0;
  /** Block indicators one behind the other. */
  let inLine = 0;
  let end = 0;
  for (const { text: token, offset, isScalar } of yamlTokens(text)) {
    end = offset + token.length;
    if (token.trim() === '' && !token.includes('\n')) continue;
    inLine = !isScalar && INDICATORS.has(token) ? inLine + 1 : 0;
    if (isScalar) continue;
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    if (depth > MAX_NESTING || inLine > MAX_NESTING) throw tooDeep(offset);
  }
  // The lexer gave up.
  if (end < text.length) throw tooDeep(end);
}

/** Counts without knowing what is text and what is structure: never too few. */
function mayBeDeep(text: string): boolean {
  let depth = 0;
  let inLine = 0;
  let leading = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    switch (code) {
      case NEWLINE:
        inLine = 0;
        leading = true;
        break;
      case 0x5b:
      case 0x7b:
        leading = false;
        if (++depth > MAX_NESTING) return true;
        break;
      case 0x5d:
      case 0x7d:
        leading = false;
        if (depth > 0) depth -= 1;
        break;
      case 0x2d:
      case 0x3a:
      case 0x3f:
        if (leading && ++inLine > MAX_NESTING) return true;
        break;
      case 0x20:
      case 0x09:
        break;
      default:
        leading = false;
    }
  }
  return false;
}
