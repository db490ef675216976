import { joined, line, visible, type Shown } from './shown';
import type { Style } from './style';

interface PlanOutline {
  readonly files: readonly { readonly path: string; readonly action: string }[];
}

/** What either decision about orphans would do, from the data of `orphans-undecided`. */
export function undecidedText(plans: unknown, style: Style): Shown {
  const lines: Shown[] = [];
  for (const [decision, plan] of Object.entries(plans as Readonly<Record<string, PlanOutline>>)) {
    lines.push(style.paint('bold', line`--orphans=${visible(decision)} would`));
    for (const { path, action } of plan.files) {
      const color = action === 'delete' ? 'red' : 'yellow';
      lines.push(line`  ${style.paint(color, visible(action))} ${visible(path)}`);
    }
  }
  return joined(lines, '\n');
}
