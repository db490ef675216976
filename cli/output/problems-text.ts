import type { Problem } from '../../synth/verify/problem';
import { counted } from './diff-text';
import type { Style } from './style';
import { visible } from './value-text';
import { wrapText } from './wrap-text';

/** Broken invariants for people, in the order given. */
export function problemsText(problems: readonly Problem[], style: Style, columns: number): string {
  const lines: string[] = [];
  for (const { code, path, line, message, repairable } of problems) {
    const place = visible(line === undefined ? path : `${path}:${line}`);
    lines.push(
      `${style.paint('yellow', code)} ${style.paint('cyan', place)}${repairable ? style.paint('green', ' repairable') : ''}`,
    );
    lines.push(wrapText(visible(message), columns, '  '));
  }
  return lines.join('\n');
}

/** `9 problems, 5 of them repairable`. */
export function problemCount(problems: readonly Problem[]): string {
  const repairable = problems.filter((problem) => problem.repairable).length;
  return `${counted(problems.length, 'problem')}${repairable === 0 ? '' : `, ${repairable} repairable`}`;
}
