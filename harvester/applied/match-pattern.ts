const LITERAL = /^[A-Za-z0-9_\-/: ]$/;

type Step = { readonly character: string } | 'any' | 'run';

/**
 * Whether a regular expression of RE2, anchored at both ends, matches a text. Knows literal characters, `.`, `.*`, `.+` and `|`; a person's
 * expression is never run.
 *
 * @returns undefined where the expression is more than that
 */
export function matchPattern(pattern: string, text: string): boolean | undefined {
  let isUnknown = false;
  for (const alternative of pattern.split('|')) {
    const steps = stepsOf(alternative.replace(/^\^/, '').replace(/\$$/, ''));
    if (steps === undefined) isUnknown = true;
    else if (matches(steps, text)) return true;
  }
  return isUnknown ? undefined : false;
}

function stepsOf(pattern: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    const next = pattern.charAt(at + 1);
    if (character === '.') {
      if (next === '*' || next === '+') {
        at += 1;
        if (next === '+') steps.push('any');
        steps.push('run');
      } else steps.push('any');
    } else if (character === '\\' && /^[.\-/]$/.test(next)) {
      at += 1;
      steps.push({ character: next });
    } else if (LITERAL.test(character)) steps.push({ character });
    else return undefined;
    if (/^[*+?{]$/.test(pattern.charAt(at + 1))) return undefined;
  }
  return steps;
}

/** As globs are matched: only the last run is ever taken back. */
function matches(steps: readonly Step[], text: string): boolean {
  let at = 0;
  let step = 0;
  let run = -1;
  let mark = 0;
  while (at < text.length) {
    const here = steps[step];
    if (here === 'run') {
      run = step;
      mark = at;
      step += 1;
    } else if (here === 'any' || (typeof here === 'object' && here.character === text.charAt(at))) {
      at += 1;
      step += 1;
    } else if (run >= 0) {
      step = run + 1;
      mark += 1;
      at = mark;
    } else return false;
  }
  while (steps[step] === 'run') step += 1;
  return step === steps.length;
}
