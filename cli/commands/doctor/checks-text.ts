import { redactText } from '../../../core/secrets/redact-text';
import { asCalled } from '../../command/called-as';
import type { CommandContext } from '../../command/command-module';
import { joined, line, outdented, own, padded, piece, visible, type Shown } from '../../../report/text/shown';
import { wrapText } from '../../../report/text/wrap-text';
import type { Check } from './check';

const WORDS = {
  ok: { word: own('ok'), color: 'green' },
  warning: { word: own('warning'), color: 'yellow' },
  failed: { word: own('failed'), color: 'red' },
} as const;

const INDENT = own('        ');

/** One line a check, continued and followed by the fix where there is more to say. */
export function checksText(
  checks: readonly Check[],
  { style, columns, called }: Pick<CommandContext, 'style' | 'columns' | 'called'>,
): Shown {
  const lines = checks.map(({ name, status, detail, hint }) => {
    const { word, color } = WORDS[status];
    const label = visible(name);
    const said = outdented(wrapText(line`${label}: ${foreign(detail)}`, columns, INDENT));
    const rest = piece(said, label.length + 1);
    const sign = style.paint(color, padded(word, INDENT.length - 1));
    const head = line`${sign} ${style.paint('bold', line`${label}:`)}${rest}`;
    if (hint === undefined) return head;
    const advice = piece(
      outdented(wrapText(line`hint: ${asCalled(foreign(hint), called)}`, columns, INDENT)),
      'hint:'.length,
    );
    return line`${head}\n${INDENT}${style.paint('green', own('hint:'))}${advice}`;
  });
  const bad = checks.filter((check) => check.status === 'failed').length;
  const odd = checks.filter((check) => check.status === 'warning').length;
  const failures = bad === 0 ? own('nothing failed') : line`${bad} of ${checks.length} checks failed`;
  return joined([...lines, own(''), odd === 0 ? failures : line`${failures}, ${odd} to look at`], '\n');
}

function foreign(text: string): Shown {
  return visible(redactText(text));
}
