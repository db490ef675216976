import type { FieldConflict, KeptFile, MergeOffer } from '../../core/plan';
import { redactFieldChanges } from '../../core/secrets/redact-field-changes';
import { formatSourcePosition } from '../../core/source-position';
import { fieldLines } from './field-text';
import { redactConflict } from './redact-conflict';
import type { Style } from './style';
import { valueText, visible } from './value-text';
import { wrapParts } from './wrap-parts';
import { wrapText } from './wrap-text';

/** How to show kept files. */
export interface KeptTextOptions {
  readonly style: Style;
  readonly columns: number;
}

const REASONS: Readonly<Record<KeptFile['reason'], string>> = {
  'hand-edited': 'edited by hand',
  'not-ours': 'not written by this project',
  'hand-edited-removal': 'edited by hand, so the removal was left out',
  'used-by-others': "not written by this project and used in the claim's folder, so the claim stays there",
  unreadable: 'cannot be read, so what it says to the cluster is not known',
};

const WHY_UNKNOWN = {
  'no-earlier-version':
    'whether it merges cannot be told: the version written last is not there (a plain folder keeps none)',
  'no-object': 'cannot be merged: it, or what was written last, is no YAML object',
  'not-editable': 'cannot be merged without losing its comments',
} as const;

/** Up to this many claims are named in the commands that are proposed. */
const MOST_NAMED = 3;

/** Files that a person changed: why they stay, what differs, whether the program's changes could be merged. */
export function keptText(kept: readonly KeptFile[], options: KeptTextOptions): string {
  const { style, columns } = options;
  const lines = [style.paint('bold', `kept as they are (${kept.length})`)];
  for (const file of kept) {
    lines.push(
      `  ${visible(file.path)}`,
      style.paint('dim', wrapText(REASONS[file.reason], columns, '    ')),
    );
    if (file.source !== undefined)
      lines.push(`    ${style.paint('cyan', formatSourcePosition(file.source))}`);
    if (file.fields.length > 0)
      lines.push(wrapText('the program says this instead, which is not written:', columns, '    '));
    for (const field of redactFieldChanges(file.fields))
      lines.push(...fieldLines(field, { style, columns, indent: '    ' }));
    if (file.merge !== undefined) lines.push(...mergeLines(file.merge, options));
  }
  lines.push(...adviceLines(kept, options));
  return lines.join('\n');
}

/** What can be done about kept files, as commands. */
export function adviceLines(kept: readonly KeptFile[], { style, columns }: KeptTextOptions): string[] {
  const advice = (words: string, flag: string, files: readonly KeptFile[]): string[] => {
    const claims = [...new Set(files.map(({ category, name }) => visible(`${category}/${name}`)))];
    if (claims.length === 0) return [];
    const more = claims.length - MOST_NAMED;
    const flags = claims.slice(0, MOST_NAMED).map((claim) => `${flag} ${claim}`);
    // A command is for copying: it is never broken.
    const rest = more > 0 ? [`(and ${more} more)`] : [];
    const parts = [...`${words}:`.split(' '), `claims pr ${flags.join(' ')}`, ...rest];
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
    ...advice("to merge the program's changes into them", '--merge-edits', mergeable),
    ...advice("to take the program's", '--overwrite', kept),
  ];
}

function mergeLines(offer: MergeOffer, { style, columns }: KeptTextOptions): string[] {
  const say = (text: string): string => wrapText(text, columns, '    ');
  if (offer.status === 'clean')
    return [style.paint('green', say("the program's changes merge without conflict"))];
  if (offer.status === 'nothing')
    return [style.paint('dim', say("nothing to merge: it has the program's changes"))];
  if (offer.status === 'unknown') return [style.paint('dim', say(WHY_UNKNOWN[offer.why]))];
  const lines = [style.paint('red', say('conflicts with changes of the program:'))];
  for (const conflict of offer.conflicts) lines.push(...conflictLines(conflict, columns));
  return lines;
}

function conflictLines(conflict: FieldConflict, columns: number): string[] {
  const { path, shape, ...sides } = redactConflict(conflict);
  if (shape !== undefined) return [`    ! ${visible(path)}: ${shape}`];
  const room = columns - '        written last: '.length;
  const side = (name: string, value: FieldConflict['base']): string =>
    `        ${`${name}:`.padEnd(13)} ${value === undefined ? '(not there)' : valueText(value, room)}`;
  return [
    `    ! ${visible(path)}`,
    side('written last', sides.base),
    side('program', sides.program),
    side('by hand', sides.person),
  ];
}
