import type { AdoptedTarget } from '../../toolkit/adopt/adopt-target';
import { counted } from '../../report/text/counted';
import { joined, line, own, visible, type Shown } from '../../report/text/shown';
import { shownPath } from './shown-path';
import type { Style } from '../../report/text/style';

/** What was adopted, what was not and why, and what comes next. */
export function adoptedText(
  { leftOut, models, plan }: AdoptedTarget,
  folder: string,
  files: readonly string[],
  { style, cwd }: { readonly style: Style; readonly cwd: string },
): Shown {
  const shown = visible(shownPath({ cwd }, folder));
  const lines = [
    line`${style.paint('bold', shown)}: ${counted(models.claims.length, 'claim')} adopted in ${counted(files.length, 'file')}`,
  ];
  for (const { path, line: at, why, reason } of leftOut) {
    const word = style.paint('yellow', own(why === 'orphan' ? 'orphan' : 'left out'));
    lines.push(line`  ${word}  ${visible(path)}:${at}: ${visible(reason)}`);
  }
  if (leftOut.some(({ why }) => why === 'orphan')) {
    lines.push(style.paint('dim', own('  orphans come along with --include-orphans')));
  }
  for (const { path } of plan?.kept ?? []) {
    lines.push(
      line`  ${style.paint('yellow', own('kept'))}  ${visible(path)}: says something else than the program can, stays as it is`,
    );
  }
  const enter = shown === '.' ? own('') : line`cd ${shown} && `;
  lines.push(own(''), line`next: ${enter}npm install && claims diff`);
  return joined(lines, '\n');
}
