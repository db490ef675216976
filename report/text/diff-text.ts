import { areEdited, heldBackClaims } from '../../core/held-back';
import type { Change, ChangeKind, Plan, PlannedFile } from '../../core/plan';
import { isOtherObject } from '../../core/object-identity';
import { metadataWords, withoutNamespace } from '../../core/remake-words';
import { redactFieldChanges } from '../../core/secrets/redact-field-changes';
import { fieldLines } from './field-text';
import { leavesOf } from '../view/field-leaves';
import { adviceLines, keptText } from './kept-text';
import { placeText } from './place-text';
import { joined, line, own, visible, type OwnWord, type Shown } from './shown';
import type { Format, Style } from './style';
import { wrapParts, type Part } from './wrap-parts';
import { wrapText } from './wrap-text';

/** How to show a plan. */
export interface DiffTextOptions {
  readonly style: Style;
  readonly columns: number;
  /** Fields of added and removed claims too, however many there are. */
  readonly verbose: boolean;
  /** Headings and summary only, without fields and files. */
  readonly brief?: boolean;
}

const WORDS: Readonly<Record<ChangeKind, { readonly sign: Shown; readonly color: Format }>> = {
  added: { sign: own('+'), color: 'green' },
  changed: { sign: own('~'), color: 'yellow' },
  renamed: { sign: own('>'), color: 'cyan' },
  replaced: { sign: own('!'), color: 'magenta' },
  removed: { sign: own('-'), color: 'red' },
  'registry-only': { sign: own('.'), color: 'dim' },
};

const FILE_SIGNS = {
  create: { sign: own('+'), color: 'green' },
  update: { sign: own('~'), color: 'yellow' },
  delete: { sign: own('-'), color: 'red' },
} as const;

const MERGE_WORDS = {
  clean: own('(merges)'),
  nothing: own(''),
  conflicts: own('(conflicts)'),
  unknown: own(''),
} as const;

/** Up to this many changes, the fields of added claims are shown without being asked for. */
const FEW = 10;

/** A plan for people: what happens to each claim and why, kept files, the files touched, and a summary. */
export function diffText(plan: Plan, options: DiffTextOptions): Shown {
  const touched = plan.files.filter((file) => file.action !== 'unchanged');
  const parts: Shown[] = [];
  if (options.brief === true) return briefText(plan, options);
  for (const change of plan.changes) parts.push(changeText(change, options, plan.changes.length <= FEW));
  if (plan.kept.length > 0) parts.push(keptText(plan.kept, options));
  if (touched.length > 0) parts.push(filesText(touched, options));
  parts.push(wrapText(summaryText(plan), options.columns));
  return joined(parts, '\n\n');
}

/** Headings, kept files and the summary. */
export function briefText(plan: Plan, { style, columns }: Pick<DiffTextOptions, 'style' | 'columns'>): Shown {
  const lines = plan.changes.map((change) => {
    const { sign, color } = WORDS[change.change];
    const key = line`${visible(change.category)}/${visible(change.name)}`;
    return wrapParts(
      [{ text: line`${sign} ${change.change}`, format: color }, { text: key }],
      style,
      columns,
    );
  });
  for (const { path, merge } of plan.kept) {
    const offer: Part = { text: merge === undefined ? own('') : MERGE_WORDS[merge.status], format: 'dim' };
    lines.push(
      wrapParts([{ text: own('= kept'), format: 'dim' }, { text: visible(path) }, offer], style, columns),
    );
  }
  return joined(
    [...lines, ...adviceLines(plan.kept, { style, columns }), wrapText(summaryText(plan), columns)],
    '\n',
  );
}

/** The summary in one sentence: `2 added; files: 7 to create, 1 to delete; 1 file kept as edited by hand.` */
export function summaryText({ summary, kept }: Pick<Plan, 'summary' | 'kept'>): Shown {
  const counts = [
    [summary.added, 'added'],
    [summary.changed, 'changed'],
    [summary.renamed, 'renamed'],
    [summary.replaced, 'replaced'],
    [summary.removed, 'removed'],
    [summary.registryOnly, 'in shared files only'],
  ] as const;
  const said = counts.filter(([count]) => count > 0).map(([count, word]) => line`${count} ${word}`);
  const { create, update, delete: gone } = summary.files;
  const files = [
    [create, 'to create'],
    [update, 'to update'],
    [gone, 'to delete'],
  ] as const;
  const filesSaid = files.filter(([count]) => count > 0).map(([count, word]) => line`${count} ${word}`);
  const heldBack = heldBackText(kept);
  if (filesSaid.length > 0) {
    const changes = said.length === 0 ? own('No claim changes') : joined(said, ', ');
    const touched = line`files: ${joined(filesSaid, ', ')}`;
    return line`${joined([changes, touched, ...heldBack, ...keptFilesText(kept)], '; ')}.`;
  }
  if (heldBack.length > 0) return line`${joined([...heldBack, ...keptFilesText(kept)], '; ')}.`;
  const claims = counted(summary.claims, 'claim');
  if (kept.length === 0) return line`No changes: ${claims}, all as declared.`;
  const standing = joined([claims, ...keptFilesText(kept)], '; ');
  return line`No changes: ${standing}, where the program has not changed since.`;
}

/** `3 claims differ from the target and cannot be changed`; nothing where the program gets what it asks for. */
export function heldBackText(kept: Plan['kept']): Shown[] {
  const { length } = heldBackClaims(kept);
  if (length === 0) return [];
  return [
    line`${counted(length, 'claim')} ${length === 1 ? 'differs' : 'differ'} from the target and cannot be changed`,
  ];
}

function keptFilesText(kept: Plan['kept']): Shown[] {
  if (kept.length === 0) return [];
  const how = areEdited(kept) ? 'as edited by hand' : kept.length === 1 ? 'as it is' : 'as they are';
  return [line`${counted(kept.length, 'file')} kept ${how}`];
}

function changeText(change: Change, options: DiffTextOptions, few: boolean): Shown {
  const { style, columns } = options;
  const { sign, color } = WORDS[change.change];
  const key = line`${visible(change.category)}/${visible(change.name)}`;
  const from = change.from === undefined ? own('') : line`from ${visible(change.from)}`;
  const heading: Part[] = [
    { text: line`${sign} ${change.change}`, format: color },
    { text: key, format: 'bold' },
    { text: from, format: 'dim' },
    { text: visible(change.kind), format: 'dim' },
  ];
  const lines = [wrapParts(heading, style, columns)];
  if (change.source !== undefined) lines.push(line`  ${style.paint('cyan', placeText(change.source))}`);
  lines.push(...destroyedLines(change, options), ...remakeLines(change, options));
  const whole = change.change === 'added' || change.change === 'removed';
  const isTelling = tells(change);
  if (!whole || options.verbose || (few && change.change === 'added')) {
    const fields = redactFieldChanges(
      whole ? change.fields.flatMap(leavesOf).filter(isTelling) : change.fields,
      change,
    );
    for (const field of fields) lines.push(...fieldLines(field, { style, columns, indent: own('  ') }));
  } else {
    // Its name in the cluster is shown where it is another one, however short the rest.
    const name = change.fields
      .flatMap(leavesOf)
      .filter((field) => field.path === 'metadata.name' && isTelling(field));
    for (const field of redactFieldChanges(name, change))
      lines.push(...fieldLines(field, { style, columns, indent: own('  ') }));
  }
  return joined(lines, '\n');
}

/** Whether a field of a whole object says what its heading does not say already. */
function tells({ name, before, after }: Change): (field: { readonly path: string }) => boolean {
  const isNamed = (after ?? before)?.name === name;
  return ({ path }) => path !== 'apiVersion' && path !== 'kind' && !(isNamed && path === 'metadata.name');
}

/** That what looks like one claim is two objects, and how it stays one. */
function remakeLines(
  { change, remakes = [], before, after }: Change,
  { style, columns }: DiffTextOptions,
): Shown[] {
  return remakes.map((remake) => {
    const other = visible(remake.claim);
    const keeps = line`${visible(metadataWords(remake))}${visible(withoutNamespace(remake))}`;
    const text =
      change === 'removed'
        ? line`may be ${other} under another id: ${objectName(before)} is deleted in the cluster all the same, which wants an acknowledgement; ${keeps} there keeps it`
        : line`may be ${other} under another id: ${objectName(after)} is made anew and the object of ${other} is deleted in the cluster, which wants an acknowledgement; ${keeps} here keeps that one`;
    return style.paint('magenta', wrapText(text, columns, '  '));
  });
}

/** What a replacement does in the cluster, and what goes with a file of several documents. */
function destroyedLines(change: Change, { style, columns }: DiffTextOptions): Shown[] {
  const { before, after, deletes = [] } = change;
  const shown = (text: Shown): Shown => style.paint('magenta', wrapText(text, columns, '  '));
  const lines = deletes.map((object) =>
    shown(line`the object ${objectName(object)} is deleted in the cluster`),
  );
  const isOther = before !== undefined && after !== undefined && isOtherObject(before, after);
  if (change.change !== 'replaced' || !isOther) return lines;
  const main = line`the object ${objectName(before)} is deleted in the cluster and ${objectName(after)} is created`;
  return [shown(main), ...lines];
}

function objectName(identity: Change['before']): Shown {
  if (identity === undefined) return own('');
  const { kind, namespace, name } = identity;
  return visible([kind, namespace, name].filter((part) => part !== undefined).join('/'));
}

/** The files touched; a folder of which several files share one fate is one line, unless every file is asked for. */
function filesText(files: readonly PlannedFile[], { style, columns, verbose }: DiffTextOptions): Shown {
  const lines = [style.paint('bold', line`files (${files.length})`)];
  const groups = new Map<string, { readonly file: PlannedFile; readonly folder: string; count: number }>();
  for (const file of files) {
    const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
    const key = verbose ? file.path : `${file.action} ${folder}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { file, folder, count: 1 });
    else group.count++;
  }
  for (const { file, folder, count } of groups.values()) {
    if (file.action === 'unchanged') continue;
    const { sign, color } = FILE_SIGNS[file.action];
    const parts: Part[] = [
      { text: sign, format: color },
      { text: visible(count === 1 ? file.path : folder) },
      { text: count === 1 ? own('') : line`(${count} files)`, format: 'dim' },
    ];
    lines.push(wrapParts(parts, style, columns, '  '));
  }
  return joined(lines, '\n');
}

/** `1 claim`, `2 claims`. */
export function counted<const Noun extends string>(count: number, noun: OwnWord<Noun>): Shown {
  return line`${count} ${own(noun)}${count === 1 ? '' : 's'}`;
}
