import { counted } from './counted';
import { joined, line, own, visible, type Shown } from './shown';
import type { Style } from './style';
import { wrapText } from './wrap-text';

/** What is wrong with a repository, in one place. */
interface Problem {
  readonly code: string;
  readonly path: string;
  readonly line?: number;
  readonly message: string;
  readonly repairable: boolean;
}

/** Broken invariants for people, in the order given. */
export function problemsText(problems: readonly Problem[], style: Style, columns: number): Shown {
  const lines: Shown[] = [];
  for (const { code, path, line: at, message, repairable } of problems) {
    const place = at === undefined ? visible(path) : line`${visible(path)}:${at}`;
    const mark = repairable ? style.paint('green', own(' repairable')) : own('');
    lines.push(line`${style.paint('yellow', visible(code))} ${style.paint('cyan', place)}${mark}`);
    lines.push(wrapText(visible(message), columns, '  '));
  }
  return joined(lines, '\n');
}

/** `9 problems, 5 of them repairable`. */
export function problemCount(problems: readonly Problem[]): Shown {
  const repairable = problems.filter((problem) => problem.repairable).length;
  const all = counted(problems.length, 'problem');
  return repairable === 0 ? all : line`${all}, ${repairable} repairable`;
}
