import type { CommandContext } from '../../command/command-module';
import { wrapText } from '../../output/wrap-text';
import type { Check } from './check';

const WORDS = {
  ok: { word: 'ok', color: 'green' },
  warning: { word: 'warning', color: 'yellow' },
  failed: { word: 'failed', color: 'red' },
} as const;

const INDENT = '        ';

/** One line a check, continued and followed by the mend where there is more to say. */
export function checksText(
  checks: readonly Check[],
  { style, columns }: Pick<CommandContext, 'style' | 'columns'>,
): string {
  const lines = checks.map(({ name, status, detail, mend }) => {
    const { word, color } = WORDS[status];
    const said = wrapText(`${name}: ${detail}`, columns, INDENT).slice(INDENT.length);
    const rest = said.slice(name.length + 1);
    const head = `${style.paint(color, word.padEnd(INDENT.length - 1))} ${style.paint('bold', `${name}:`)}${rest}`;
    if (mend === undefined) return head;
    const advice = wrapText(`mend: ${mend}`, columns, INDENT).slice(`${INDENT}mend:`.length);
    return `${head}\n${INDENT}${style.paint('green', 'mend:')}${advice}`;
  });
  const bad = checks.filter((check) => check.status === 'failed').length;
  const odd = checks.filter((check) => check.status === 'warning').length;
  const failures = bad === 0 ? 'nothing failed' : `${bad} of ${checks.length} checks failed`;
  return [...lines, '', odd === 0 ? failures : `${failures}, ${odd} to look at`].join('\n');
}
