import type { ChangeResult } from '../../toolkit/deliver/change-target';
import { counted, diffText } from '../../report/text/diff-text';
import type { RequestTextOptions } from '../../report/text/request-text';
import { line, own, visible, type Shown } from '../../report/text/shown';

type FolderChange = Extract<ChangeResult, { readonly kind: 'folder' }>;

/** What became of a plain folder, as `--json` prints it: with the fields of a request. */
export function folderChangeJson({ changed, plan }: FolderChange): Readonly<Record<string, unknown>> {
  return {
    action: changed.length === 0 ? 'none' : 'written',
    url: null,
    branch: null,
    base: null,
    commit: null,
    writes: changed.length,
    summary: plan.summary,
  };
}

/** The same for people: the diff, then what was done. */
export function folderChangeText(
  { changed, folder, plan }: FolderChange,
  options: RequestTextOptions,
): Shown {
  const done = folderDone(changed, folder, options.dryRun);
  return line`${diffText(plan, options)}\n\n${options.style.paint(['bold', 'green'], done)}`;
}

/** What was done to a plain folder, in a few words. */
export function folderDone(changed: readonly string[], folder: string, dryRun: boolean): Shown {
  return dryRun
    ? own('dry run, nothing written')
    : line`${counted(changed.length, 'file')} changed in ${visible(folder)}`;
}
