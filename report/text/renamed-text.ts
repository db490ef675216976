import type { RequestAction } from '../../core/request/request-action';
import type { Plan } from '../../core/plan';
import { counted } from './counted';
import { actionText } from './request-text';
import { joined, line, own, visible, type Shown } from './shown';
import type { Style } from './style';

/** What became of a rename, for people. */
export interface RenamedTextOptions {
  /** `written`: into a plain folder. */
  readonly action: RequestAction | 'written';
  readonly url: string | null;
  readonly dryRun: boolean;
  readonly style: Style;
}

/** The ledgers that move, then what was done and where it is. */
export function renamedText(
  plan: Plan,
  { from, to }: { readonly from: string; readonly to: string },
  { action, url, dryRun, style }: RenamedTextOptions,
): Shown {
  const moved = plan.files.filter(({ path, action }) => action === 'delete' && path.endsWith('.ledger'));
  const verb = dryRun ? 'would move' : 'move';
  const done =
    action === 'written' ? line`${counted(plan.files.length, 'file')} changed` : actionText(action, dryRun);
  const [old, now] = [style.paint('bold', visible(from)), style.paint('bold', visible(to))];
  return joined(
    [
      line`${counted(moved.length, 'ledger')} ${verb} from ${old} to ${now}`,
      ...moved.map(({ path }) => line`  ${visible(path)}`),
      own(''),
      style.paint(['bold', 'green'], done),
      ...(url === null ? [] : [line`  ${style.paint('cyan', visible(url))}`]),
    ],
    '\n',
  );
}
