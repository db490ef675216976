import type { StaleImport } from '../../toolkit/import/check-imports';
import type { Imported } from '../../toolkit/import/import-kinds';
import { counted } from '../../report/text/counted';
import { joined, line, own, visible, type Shown } from '../../report/text/shown';
import type { Style } from '../../report/text/style';
import { shownPath } from './shown-path';

/** What the terminal wants. */
interface Display {
  readonly style: Style;
  readonly cwd: string;
  readonly verbose: boolean;
}

/** Modules and kinds that were imported, and what changed on the disk. */
export function importedText(imported: Imported, { style, cwd, verbose }: Display): Shown {
  const { modules, sources, written, removed, schemas } = imported;
  const folder = visible(shownPath({ cwd }, imported.folder));
  const kinds = modules.reduce((sum, module) => sum + module.kinds.length, 0);
  const head = line`${style.paint('bold', folder)}: ${counted(kinds, 'kind')} of ${counted(sources.length, 'source')} in ${counted(modules.length, 'module')}`;
  const lines = [head];
  for (const module of modules) {
    lines.push(line`  ${visible(module.path)}  ${style.paint('dim', visible(module.kinds.join(', ')))}`);
  }
  const changes =
    written.length + removed.length === 0
      ? own('nothing changed')
      : line`${counted(written.length, 'file')} written, ${counted(removed.length, 'file')} removed`;
  lines.push(changes);
  if (verbose) {
    for (const path of written) lines.push(line`  ${style.paint('green', own('written'))}  ${visible(path)}`);
    for (const path of removed) lines.push(line`  ${style.paint('red', own('removed'))}  ${visible(path)}`);
  }
  if (schemas.length > 0) lines.push(line`${counted(schemas.length, 'file')} of JSON Schema written`);
  return joined(lines, '\n');
}

/** What is stale, or that nothing is. */
export function staleText(stale: readonly StaleImport[], { style }: Display): Shown {
  if (stale.length === 0) return own('imported types are up to date');
  return joined(
    [
      ...stale.map(({ message }) => line`${style.paint('yellow', own('stale'))}  ${visible(message)}`),
      own('run `claims import` and commit what it writes'),
    ],
    '\n',
  );
}
