import type { ClaimState } from '../view/claim-state';
import { ageText } from './age-text';
import { counted } from './counted';
import { joined, line, own, visible, type Shown } from './shown';
import type { Format, Style } from './style';
import { wrapParts, type Part } from './wrap-parts';
import { wrapText } from './wrap-text';

/** How to show states. */
export interface StatusTextOptions {
  readonly style: Style;
  readonly columns: number;
  readonly now: Date;
}

const FORMATS: ReadonlyMap<string, Format> = new Map([
  ['active', 'green'],
  ['creating', 'cyan'],
  ['deleting', 'yellow'],
  ['error', 'red'],
  ['unknown', 'magenta'],
]);

/** States for people: a line for each claim and cluster, below it why it is so, at the end how many there are of each. */
export function statusText(states: readonly ClaimState[], options: StatusTextOptions): Shown {
  if (states.length === 0) return own('no claims');
  const counts = new Map<string, number>();
  for (const { status = '' } of states) counts.set(status, (counts.get(status) ?? 0) + 1);
  const said = [...counts].map(([status, count]) => line`${count} ${statusWord(status)}`);
  const summary = line`${counted(states.length, 'state')}: ${joined(said, ', ')}`;
  return joined(
    [...states.flatMap((state) => stateLines(state, options)), wrapText(summary, options.columns)],
    '\n',
  );
}

function stateLines(state: ClaimState, { style, columns, now }: StatusTextOptions): Shown[] {
  const { claim, cluster, status = '', message, since, seenAt, chain = [] } = state;
  const format = FORMATS.get(status) ?? 'dim';
  const heading: Part[] = [
    { text: statusWord(status), format },
    { text: visible(claim), format: 'bold' },
    { text: cluster === undefined ? own('') : line`in ${visible(cluster)}` },
    { text: sinceText(since, now), format: 'dim' },
    {
      text: since === undefined && seenAt !== undefined ? line`seen ${visible(seenAt)}` : own(''),
      format: 'dim',
    },
  ];
  const lines = [wrapParts(heading, style, columns)];
  if (message !== undefined && !(status === 'active' && message === 'Ready')) {
    lines.push(wrapText(visible(message), columns, '  '));
  }
  if (chain.length > 0) {
    const links = chain.map(({ kind, name }) => line`${visible(kind)} ${visible(name)}`);
    lines.push(style.paint('dim', wrapText(line`by way of ${joined(links, ' > ')}`, columns, '  ')));
  }
  return lines;
}

function statusWord(status: string): Shown {
  return status === '' ? own('not reported') : visible(status);
}

/** A clock that is ahead of ours makes no age. */
function sinceText(since: string | undefined, now: Date): Shown {
  if (since === undefined) return own('');
  const age = now.getTime() - Date.parse(since);
  return age < 0 ? line`since ${visible(since)}` : line`since ${visible(since)} (${visible(ageText(age))})`;
}
