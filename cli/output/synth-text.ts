import type { WrittenTree } from '../../toolkit/synth/synth-program';
import { counted } from '../../report/text/counted';
import { heldBackText } from '../../report/text/diff-text';
import { describePlan } from '../../report/view/plan-view';
import { joined, line, own, visible, type Shown } from '../../report/text/shown';
import { shownPath } from './shown-path';
import type { Style } from '../../report/text/style';

/** What was written to the output folder, for people. */
export function synthText(
  { plan, output, written: { written, removed, unchanged } }: WrittenTree,
  { style, cwd }: { readonly style: Style; readonly cwd: string },
): Shown {
  const folder = style.paint('bold', visible(shownPath({ cwd }, output)));
  const done = [
    ...(written.length > 0 ? [line`${counted(written.length, 'file')} written`] : []),
    ...(removed.length > 0 ? [line`${removed.length} removed`] : []),
    ...(unchanged > 0 ? [line`${unchanged} unchanged`] : []),
  ];
  const said = done.length === 0 ? own('no files') : joined(done, ', ');
  const claims = counted(plan.summary.claims, 'claim');
  return joined([line`${folder}: ${claims}, ${said}`, ...heldBackText(describePlan(plan))], '; ');
}
