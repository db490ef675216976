import type { FieldConflict, KeptFile, MergeOffer } from '../../core/plan';
import { redactFieldChanges } from '../../core/secrets/redact-field-changes';
import { fieldLines } from './field-text';
import { redactConflict } from '../view/redact-conflict';
import { placeText } from './place-text';
import { joined, line, own, padded, visible, wordsOf, type Shown } from './shown';
import type { Style } from './style';
import { valueText } from './value-text';
import { wrapParts } from './wrap-parts';
import { wrapText } from './wrap-text';

/** How to show kept files. */
export interface KeptTextOptions {
  readonly style: Style;
  readonly columns: number;
}

const REASONS: Readonly<Record<KeptFile['reason'], Shown>> = {
  'hand-edited': own('edited by hand'),
  'not-ours': own('not written by this project'),
  'hand-edited-removal': own('edited by hand, so the removal was left out'),
  'used-by-others': own(
    "not written by this project and used in the claim's folder, so the claim stays there",
  ),
  unreadable: own('cannot be read, so what it says to the cluster is not known'),
};

const WHY_UNKNOWN = {
  'no-earlier-version': own(
    'whether it merges cannot be told: the version written last is not there (a plain folder keeps none)',
  ),
  'no-object': own('cannot be merged: it, or what was written last, is no YAML object'),
  'not-editable': own('cannot be merged without losing its comments'),
} as const;

/** Up to this many claims are named in the commands that are proposed. */
const MOST_NAMED = 3;

/** Files that a person changed: why they stay, what differs, whether the program's changes could be merged. */
export function keptText(kept: readonly KeptFile[], options: KeptTextOptions): Shown {
  const { style, columns } = options;
  const lines = [style.paint('bold', line`kept as they are (${kept.length})`)];
  for (const file of kept) {
    lines.push(
      line`  ${visible(file.path)}`,
      style.paint('dim', wrapText(REASONS[file.reason], columns, '    ')),
    );
    if (file.source !== undefined) lines.push(line`    ${style.paint('cyan', placeText(file.source))}`);
    if (file.fields.length > 0)
      lines.push(wrapText(own('the program says this instead, which is not written:'), columns, '    '));
    for (const field of redactFieldChanges(file.fields))
      lines.push(...fieldLines(field, { style, columns, indent: own('    ') }));
    if (file.merge !== undefined) lines.push(...mergeLines(file.merge, options));
  }
  lines.push(...adviceLines(kept, options));
  return joined(lines, '\n');
}

/** What can be done about kept files, as commands. */
export function adviceLines(kept: readonly KeptFile[], { style, columns }: KeptTextOptions): Shown[] {
  const advice = (words: Shown, flag: Shown, files: readonly KeptFile[]): Shown[] => {
    const claims = [
      ...new Set(files.map(({ category, name }) => line`${visible(category)}/${visible(name)}`)),
    ];
    if (claims.length === 0) return [];
    const more = claims.length - MOST_NAMED;
    const flags = claims.slice(0, MOST_NAMED).map((claim) => line`${flag} ${claim}`);
    // A command is for copying: it is never broken.
    const rest = more > 0 ? [line`(and ${more} more)`] : [];
    const parts = [...wordsOf(line`${words}:`), line`claims pr ${joined(flags, ' ')}`, ...rest];
    return [
      wrapParts(
        parts.map((text) => ({ text, format: 'dim' })),
        style,
        columns,
        '  ',
      ),
    ];
  };
  const mergeable = kept.filter((file) => file.merge?.status === 'clean');
  return [
    ...advice(own("to merge the program's changes into them"), own('--merge-edits'), mergeable),
    ...advice(own("to take the program's"), own('--overwrite'), kept),
  ];
}

function mergeLines(offer: MergeOffer, { style, columns }: KeptTextOptions): Shown[] {
  const say = (text: Shown): Shown => wrapText(text, columns, '    ');
  if (offer.status === 'clean')
    return [style.paint('green', say(own("the program's changes merge without conflict")))];
  if (offer.status === 'nothing')
    return [style.paint('dim', say(own("nothing to merge: it has the program's changes")))];
  if (offer.status === 'unknown') return [style.paint('dim', say(WHY_UNKNOWN[offer.why]))];
  const lines = [style.paint('red', say(own('conflicts with changes of the program:')))];
  for (const conflict of offer.conflicts) lines.push(...conflictLines(conflict, columns));
  return lines;
}

function conflictLines(conflict: FieldConflict, columns: number): Shown[] {
  const { path, shape, ...sides } = redactConflict(conflict);
  if (shape !== undefined) return [line`    ! ${visible(path)}: ${visible(shape)}`];
  const room = columns - '        written last: '.length;
  const side = (name: Shown, value: FieldConflict['base']): Shown =>
    line`        ${padded(line`${name}:`, 13)} ${value === undefined ? '(not there)' : valueText(value, room)}`;
  return [
    line`    ! ${visible(path)}`,
    side(own('written last'), sides.base),
    side(own('program'), sides.program),
    side(own('by hand'), sides.person),
  ];
}
