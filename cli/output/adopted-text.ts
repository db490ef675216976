import { compareText } from '../../core/text/compare-text';
import { wordList } from '../../core/text/word-list';
import { LEFT_OUT_CAUSES, type AdoptedTarget } from '../../toolkit/adopt/adopt-target';
import { counted } from '../../report/text/counted';
import { joined, line, own, visible, type Shown } from '../../report/text/shown';
import type { Style } from '../../report/text/style';
import { enterCommand } from './enter-command';
import { shownPath } from './shown-path';

type LeftOut = AdoptedTarget['leftOut'][number];

/** So many are listed one by one without being asked for. */
const FEW = 10;
/** Kinds that are named in one line. */
const MOST_KINDS = 8;

/** What the terminal and the caller want. */
interface Display {
  readonly style: Style;
  readonly cwd: string;
  /** Every file that is left out, with its reason. */
  readonly verbose: boolean;
  /** How the project is installed, and how its commands are called. */
  readonly install: Shown;
  readonly run: Shown;
}

/** What was adopted, what was not and why, and what comes next. */
export function adoptedText(
  { leftOut, models, plan, rule }: AdoptedTarget,
  folder: string,
  files: readonly string[],
  display: Display,
): Shown {
  const { style, cwd } = display;
  const shown = visible(shownPath({ cwd }, folder));
  const lines = [
    line`${style.paint('bold', shown)}: ${counted(models.claims.length, 'claim')} adopted in ${counted(files.length, 'file')}`,
    style.paint('dim', line`  claims are ${ruleText(rule)}`),
    ...leftOutLines(leftOut, display),
  ];
  for (const { path } of plan?.kept ?? []) {
    lines.push(
      line`  ${style.paint('yellow', own('kept'))}  ${visible(path)}: has values that a program cannot declare; not changed`,
    );
  }
  const steps = [
    ...enterCommand({ cwd }, folder),
    display.install,
    line`${display.run} diff`,
    line`${display.run} pr`,
  ];
  lines.push(own(''), own('Next:'), ...steps.map((step) => line`  ${style.paint('cyan', step)}`));
  return joined(lines, '\n');
}

/** Which manifests were taken for claims. */
function ruleText({ sources, kinds }: AdoptedTarget['rule']): Shown {
  if (sources[0] === 'custom-kinds') {
    return own('all objects of namespaced custom kinds: no registry, XRD or --kinds names any');
  }
  const words = {
    registry: 'the registry has',
    definitions: 'XRDs and imports define',
    named: '--kinds names',
  } as const;
  const who = sources.flatMap((source) => (source === 'custom-kinds' ? [] : [words[source]]));
  const more = kinds.length - MOST_KINDS;
  const named = [...kinds.slice(0, MOST_KINDS), ...(more > 0 ? [`${more} more kinds`] : [])];
  return line`what ${visible(wordList(who, 'and'))}${own(kinds.length === 0 ? '' : ': ')}${visible(named.join(', '))}`;
}

function leftOutLines(leftOut: readonly LeftOut[], { style, verbose }: Display): Shown[] {
  const byCause = new Map<LeftOut['cause'], LeftOut[]>();
  for (const each of leftOut) {
    const same = byCause.get(each.cause);
    if (same === undefined) byCause.set(each.cause, [each]);
    else same.push(each);
  }
  const lines: Shown[] = [];
  let isShort = false;
  for (const [cause, found] of [...byCause].sort(([one], [other]) => compareText(one, other))) {
    const word = style.paint('yellow', own(cause === 'orphan' ? 'orphan' : 'left out'));
    const isNone = cause === 'no-claim' || cause === 'no-manifest';
    if (verbose || (!isNone && found.length <= FEW)) {
      for (const { path, line: at, reason } of found) {
        lines.push(line`  ${word}  ${visible(path)}:${at}: ${visible(reason)}`);
      }
    } else {
      isShort = true;
      lines.push(
        line`  ${word}  ${counted(found.length, 'file')}: ${own(LEFT_OUT_CAUSES[cause])}${kindsOf(cause, found)}`,
      );
    }
  }
  if (byCause.has('orphan')) {
    lines.push(own('  --include-orphans adopts orphans too'));
  }
  if (byCause.has('no-claim')) {
    lines.push(own('  --kinds Kind.group treats objects of a kind as claims'));
  }
  if (isShort) {
    lines.push(own('  --verbose lists every file with its reason, so does --json'));
  }
  return lines;
}

/** Of manifests that are no claims, which kinds they have: the most frequent first. */
function kindsOf(cause: LeftOut['cause'], found: readonly LeftOut[]): Shown {
  if (cause !== 'no-claim') return own('');
  const counts = new Map<string, number>();
  for (const { reason } of found) {
    const kind = reason.slice(0, reason.indexOf(' '));
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const names = [...counts]
    .sort(([one, many], [other, more]) => more - many || compareText(one, other))
    .map(([kind, count]) => `${kind} (${count})`);
  const hidden = names.length - MOST_KINDS;
  const shown = [...names.slice(0, MOST_KINDS), ...(hidden > 0 ? [`${hidden} more kinds`] : [])];
  return line`, ${visible(shown.join(', '))}`;
}
