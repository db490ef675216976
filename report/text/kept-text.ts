import { KEPT_WORDS } from '../view/kept-words';
import type { KeptView, MergeView } from '../view/plan-view';
import type { RedactedConflict } from '../view/redact-conflict';
import { fieldLines } from './field-text';
import { placeText } from './place-text';
import { joined, line, own, padded, shownLength, visible, type Shown } from './shown';
import type { Style } from './style';
import { valueText } from './value-text';
import { wrapText } from './wrap-text';

/** How to show kept files. */
export interface KeptTextOptions {
  readonly style: Style;
  readonly columns: number;
  /** How the command line is called, for commands to copy; default `claims`. */
  readonly called?: Shown;
}

const WHY_UNKNOWN = {
  'no-earlier-version': own(
    'cannot be merged: the version written last is missing (a plain folder keeps none)',
  ),
  'no-object': own('cannot be merged: it, or what was written last, is not a YAML object'),
  'not-editable': own('cannot be merged without losing its comments'),
} as const;

/** Up to this many claims are named in the commands that are proposed. */
const MOST_NAMED = 3;

/** Files that a person changed: why they stay, what differs, whether the program's changes could be merged. */
export function keptText(kept: readonly KeptView[], options: KeptTextOptions): Shown {
  const { style, columns } = options;
  const lines = [style.paint('bold', line`kept files (${kept.length})`)];
  for (const { planned, fields, merge } of kept) {
    const { path, reason, source } = planned;
    lines.push(
      line`  ${visible(path)}`,
      style.paint('dim', wrapText(own(KEPT_WORDS[reason].brief), columns, '    ')),
    );
    if (source !== undefined) lines.push(line`    ${style.paint('cyan', placeText(source))}`);
    if (planned.fields.length > 0) {
      lines.push(wrapText(own('the program says this instead, which is not written:'), columns, '    '));
    }
    for (const field of fields()) lines.push(...fieldLines(field, { style, columns, indent: own('    ') }));
    if (merge !== undefined) lines.push(...mergeLines(merge, options));
  }
  lines.push(...adviceLines(kept, options));
  return joined(lines, '\n');
}

/** What can be done about kept files, as commands. */
export function adviceLines(
  kept: readonly KeptView[],
  { style, columns, called = own('claims') }: KeptTextOptions,
): Shown[] {
  const advice = (words: Shown, flag: Shown, files: readonly KeptView[]): Shown[] => {
    const claims = [...new Set(files.map(({ claim }) => visible(claim)))];
    if (claims.length === 0) return [];
    // A command is for copying: it stands alone, is never broken, and names as many as a line takes.
    let command = line`    ${called} pr`;
    let named = 0;
    for (const claim of claims.slice(0, MOST_NAMED)) {
      const longer = line`${command} ${flag} ${claim}`;
      if (named > 0 && shownLength(longer) > columns) break;
      command = longer;
      named++;
    }
    const more = claims.length - named;
    const heading = more > 0 ? line`${words} (${more} more likewise):` : line`${words}:`;
    return [wrapText(heading, columns, '  '), style.paint('cyan', command)];
  };
  const mergeable = kept.filter((file) => file.merge?.status === 'clean');
  return [
    ...advice(own("to merge the program's changes into them"), own('--merge-edits'), mergeable),
    ...advice(own('to overwrite them with what the program says'), own('--overwrite'), kept),
  ];
}

function mergeLines(offer: MergeView, { style, columns }: KeptTextOptions): Shown[] {
  const say = (text: Shown): Shown => wrapText(text, columns, '    ');
  if (offer.status === 'clean') {
    return [style.paint('green', say(own("the program's changes merge without conflict")))];
  }
  if (offer.status === 'nothing') {
    return [style.paint('dim', say(own('nothing to merge: the program has not changed these fields')))];
  }
  if (offer.status === 'unknown') return [style.paint('dim', say(WHY_UNKNOWN[offer.why]))];
  const lines = [style.paint('red', say(own('conflicts with changes of the program:')))];
  for (const conflict of offer.conflicts) lines.push(...conflictLines(conflict, columns));
  return lines;
}

function conflictLines(conflict: RedactedConflict, columns: number): Shown[] {
  const { path, shape, ...sides } = conflict;
  if (shape !== undefined) return [line`    ! ${visible(path)}: ${visible(shape)}`];
  const room = columns - '        written last: '.length;
  const side = (name: Shown, value: RedactedConflict['base']): Shown =>
    line`        ${padded(line`${name}:`, 13)} ${value === undefined ? '(not there)' : valueText(value, room)}`;
  return [
    line`    ! ${visible(path)}`,
    side(own('written last'), sides.base),
    side(own('program'), sides.program),
    side(own('by hand'), sides.person),
  ];
}
