import { shellWord } from '../../core/text/shell-word';
import { line, visible, type Shown } from '../../report/text/shown';
import { shownPath } from './shown-path';

/** `cd` into a folder, as a command to copy; nothing where the person is there already. */
export function enterCommand(context: { readonly cwd: string }, folder: string): Shown[] {
  const path = shownPath(context, folder);
  return path === '.' ? [] : [line`cd ${visible(shellWord(path))}`];
}
