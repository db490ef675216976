import type { ConvergeAction } from '../../gitops/change-request/converge-options';
import type { Plan } from '../../core/plan';
import { counted } from './diff-text';
import { requestWords } from './request-text';
import type { Style } from './style';

/** What became of a rename, for people. */
export interface RenamedTextOptions {
  /** `written`: into a plain folder. */
  readonly action: ConvergeAction | 'written';
  readonly url: string | null;
  readonly dryRun: boolean;
  readonly style: Style;
}

/** The ledgers that move, then what was done and where it is. */
export function renamedText(
  plan: Plan,
  { from, to }: { readonly from: string; readonly to: string },
  { action, url, dryRun, style }: RenamedTextOptions,
): string {
  const moved = plan.files.filter(({ path, action }) => action === 'delete' && path.endsWith('.ledger'));
  const verb = dryRun ? 'would move' : 'move';
  const lines = moved.map(({ path }) => `  ${path}`);
  const done =
    action === 'written' ? `${counted(plan.files.length, 'file')} changed` : requestWords(action, dryRun);
  return [
    `${counted(moved.length, 'ledger')} ${verb} from ${style.paint('bold', from)} to ${style.paint('bold', to)}`,
    ...lines,
    '',
    style.paint(['bold', 'green'], done),
    ...(url === null ? [] : [`  ${style.paint('cyan', url)}`]),
  ].join('\n');
}
