import type { ObjectIdentity } from '../../core/object-identity';
import type { ChangeKind, PlannedFile } from '../../core/plan';
import { isLive } from '../../core/status/live-state';
import { metadataWords, withoutNamespace } from '../../core/remake-words';
import type { RedactedFieldChange } from '../../core/secrets/redact-field-changes';
import { livePhrase } from '../view/live-phrase';
import { objectName, type ChangeView, type PlanView } from '../view/plan-view';
import { REWRITE_WORDS } from '../view/rewrite-words';
import { counted } from './counted';
import { fieldLines } from './field-text';
import { adviceLines, keptText } from './kept-text';
import { placeText } from './place-text';
import { PLAIN } from './plain-markup';
import { joined, line, own, visible, type Shown } from './shown';
import type { Format, Style } from './style';
import { wrapParts, type Part } from './wrap-parts';
import { wrapText } from './wrap-text';

/** How to show a plan. */
export interface DiffTextOptions {
  readonly style: Style;
  readonly columns: number;
  /** Fields of added and removed claims too, however many there are. */
  readonly verbose: boolean;
  /** How the command line is called, for commands to copy; default `claims`. */
  readonly called?: Shown;
  /** Headings and summary only, without fields and files. */
  readonly brief?: boolean;
}

const SIGNS: Readonly<Record<ChangeKind, { readonly sign: Shown; readonly color: Format }>> = {
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
export function diffText(view: PlanView, options: DiffTextOptions): Shown {
  const { changes, kept, touched } = view;
  if (options.brief === true) return briefText(view, options);
  const parts = changes.map((change) => changeText(change, options, changes.length <= FEW));
  if (kept.length > 0) parts.push(keptText(kept, options));
  if (touched.length > 0) parts.push(filesText(touched, options));
  parts.push(wrapText(summaryText(view), options.columns));
  return joined(parts, '\n\n');
}

/** Headings, kept files and the summary. */
function briefText(view: PlanView, options: DiffTextOptions): Shown {
  const { style, columns } = options;
  const lines = view.changes.flatMap((change) => {
    const { planned, claim } = change;
    const { sign, color } = SIGNS[planned.change];
    const heading: Part[] = [
      { text: line`${sign} ${planned.change}`, format: color },
      { text: visible(claim) },
    ];
    return [wrapParts(heading, style, columns), ...liveLines(change, { style, columns })];
  });
  for (const { planned, merge } of view.kept) {
    const offer: Part = { text: merge === undefined ? own('') : MERGE_WORDS[merge.status], format: 'dim' };
    lines.push(
      wrapParts(
        [{ text: own('= kept'), format: 'dim' }, { text: visible(planned.path) }, offer],
        style,
        columns,
      ),
    );
  }
  return joined([...lines, ...adviceLines(view.kept, options), wrapText(summaryText(view), columns)], '\n');
}

/** The summary in one sentence: `2 added; files: 7 to create, 1 to delete; 1 file edited by hand, not changed.` */
export function summaryText(view: PlanView): Shown {
  const { summary, kept } = view.plan;
  const said = view.counts
    .filter(({ number }) => number > 0)
    .map(
      ({ change, number }) => line`${number} ${change === 'registry-only' ? 'in shared files only' : change}`,
    );
  const { create, update, delete: gone } = summary.files;
  const files = [
    [create, 'to create'],
    [update, 'to update'],
    [gone, 'to delete'],
  ] as const;
  const filesSaid = files.filter(([count]) => count > 0).map(([count, word]) => line`${count} ${word}`);
  const stays = [...heldBackText(view), ...keptFilesText(view)];
  if (filesSaid.length > 0) {
    const changes = said.length === 0 ? own('No claim changes') : joined(said, ', ');
    return line`${joined([changes, line`files: ${joined(filesSaid, ', ')}`, ...stays], '; ')}.`;
  }
  if (view.heldBack.length > 0) return line`${joined(stays, '; ')}.`;
  const claims = counted(summary.claims, 'claim');
  if (kept.length === 0) return line`No changes: ${claims}, all as declared.`;
  return line`No changes: ${joined([claims, ...stays], '; ')}; the program has not changed ${kept.length === 1 ? 'it' : 'them'} since.`;
}

/** `3 claims differ from the target and cannot be changed`; nothing where the program gets what it asks for. */
export function heldBackText({ heldBack: { length } }: Pick<PlanView, 'heldBack'>): Shown[] {
  if (length === 0) return [];
  return [
    line`${counted(length, 'claim')} ${length === 1 ? 'differs' : 'differ'} from the target and cannot be changed`,
  ];
}

function keptFilesText({ kept: { length }, isAllEdited }: PlanView): Shown[] {
  if (length === 0) return [];
  return [line`${counted(length, 'file')} ${isAllEdited ? 'edited by hand, ' : ''}not changed`];
}

function changeText(view: ChangeView, options: DiffTextOptions, few: boolean): Shown {
  const { style, columns } = options;
  const { change, from, kind, source } = view.planned;
  const { sign, color } = SIGNS[change];
  const heading: Part[] = [
    { text: line`${sign} ${change}`, format: color },
    { text: visible(view.claim), format: 'bold' },
    { text: from === undefined ? own('') : line`from ${visible(from)}`, format: 'dim' },
    { text: visible(kind), format: 'dim' },
  ];
  const lines = [wrapParts(heading, style, columns)];
  if (source !== undefined) lines.push(line`  ${style.paint('cyan', placeText(source))}`);
  lines.push(...liveLines(view, options));
  for (const text of [...destroyedTexts(view), ...movedTexts(view), ...remakeTexts(view)]) {
    lines.push(style.paint('magenta', wrapText(text, columns, '  ')));
  }
  for (const { path, extent, why } of view.planned.rewrites ?? []) {
    const text = line`${visible(path)}: ${own(REWRITE_WORDS[extent])}: ${visible(why)}`;
    lines.push(style.paint('yellow', wrapText(text, columns, '  ')));
  }
  for (const field of shownFields(view, options, few)) {
    lines.push(...fieldLines(field, { style, columns, indent: own('  ') }));
  }
  return joined(lines, '\n');
}

/** The fields of a change; of a claim that comes or goes as a whole those that tell more than its heading, where they are few. */
function shownFields(view: ChangeView, { verbose }: DiffTextOptions, few: boolean): RedactedFieldChange[] {
  const { change, name, before, after } = view.planned;
  const isWhole = change === 'added' || change === 'removed';
  if (!isWhole) return view.fields();
  const isNamed = (after ?? before)?.name === name;
  const isAll = verbose || (few && change === 'added');
  // Its name in the cluster is shown where it is another one, however short the rest.
  return view.leaves(({ path }) =>
    path === 'metadata.name' ? !isNamed : isAll && path !== 'apiVersion' && path !== 'kind',
  );
}

/** That what looks like one claim is two objects, and how it stays one. */
function remakeTexts({ planned: { change, remakes = [], before, after } }: ChangeView): Shown[] {
  return remakes.map((remake) => {
    const other = visible(remake.claim);
    const keeps = line`${visible(metadataWords(remake))}${visible(withoutNamespace(remake))}`;
    return change === 'removed'
      ? line`may be ${other} under another id: ${objectText(before)} is still deleted in the cluster, which needs an acknowledgement; ${keeps} there keeps it`
      : line`may be ${other} under another id: ${objectText(after)} is created again and the object of ${other} is deleted in the cluster, which needs an acknowledgement; ${keeps} here keeps that one`;
  });
}

/** How the claim is where it runs; the more to be seen where its object goes. */
function liveLines(
  { planned: { change, live } }: ChangeView,
  { style, columns }: Pick<DiffTextOptions, 'style' | 'columns'>,
): Shown[] {
  if (live === undefined) return [];
  const states = visible(PLAIN.text(livePhrase(live)));
  const isDestroyed = (change === 'removed' || change === 'replaced') && live.some(isLive);
  const text = isDestroyed
    ? line`it is live, the registry says: ${states}`
    : line`the registry says: ${states}`;
  return [style.paint(isDestroyed ? 'magenta' : 'dim', wrapText(text, columns, '  '))];
}

/** What a move to a folder that is built apart may do. */
function movedTexts({ planned: { between } }: ChangeView): Shown[] {
  if (between === undefined) return [];
  const [from, to] = [visible(between.from || '.'), visible(between.to || '.')];
  return [
    line`the controller that applies ${from} may delete the object before the one that applies ${to} creates it again, which needs an acknowledgement; kustomize.toolkit.fluxcd.io/prune: disabled on it, merged first, keeps it`,
  ];
}

/** What a replacement does in the cluster, and what goes with a file of several documents. */
function destroyedTexts({ planned: { deletes = [] }, replaced }: ChangeView): Shown[] {
  const texts = deletes.map((object) => line`the object ${objectText(object)} is deleted in the cluster`);
  if (replaced === undefined) return texts;
  const { before, after } = replaced;
  return [
    line`the object ${objectText(before)} is deleted in the cluster and ${objectText(after)} is created`,
    ...texts,
  ];
}

function objectText(object: ObjectIdentity | undefined): Shown {
  return object === undefined ? own('') : line`${visible(object.kind)}/${visible(objectName(object))}`;
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
