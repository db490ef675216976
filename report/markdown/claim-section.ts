import type { Change, ChangeKind, FieldChange, KeptFile } from '../../core/plan';
import { isOtherObject, type ObjectIdentity } from '../../core/object-identity';
import { metadataWords, withoutNamespace } from '../../core/remake-words';
import { redactText } from '../../core/secrets/redact-text';
import { countFields } from '../view/count-fields';
import { fieldGroups } from './field-groups';
import { htmlCode, inlineCode } from './inline-code';
import { sourceUrlOf } from './program-origin';
import type { DiffContext } from '../view/review-context';
import { type Block, type FieldGroup, KEPT, type Section } from './section';
import { sourceLink } from './source-link';
import { counted, grouped } from './visible-text';

/** Files of a claim listed by name. */
const MOST_FILES = 5;

const KEPT_REASONS: Readonly<Record<KeptFile['reason'], string>> = {
  'hand-edited': 'A person changed this file since it was written; it stays as it is.',
  'not-ours': 'This file was not written by this project; it stays as it is.',
  'hand-edited-removal':
    'The program asks for this file no longer, but a person changed it since it was written; it stays as it is.',
  'used-by-others':
    "This file was not written by this project, and the claim's kustomization uses it; the claim stays where it is.",
  unreadable: 'This file cannot be read, so what it says to the cluster is not known; it stays as it is.',
};

/** The words for each change, also in the headings. */
export const CHANGE_WORDS: Readonly<Record<ChangeKind, string>> = {
  added: 'added',
  changed: 'changed',
  renamed: 'renamed',
  replaced: 'replaced',
  removed: 'removed',
  'registry-only': 'registry only',
};

/** One change of a claim, folded: where it is declared, what it touches, what differs. */
export function claimSection(change: Change, heading: string, context: DiffContext): Section {
  const claim = `${change.category}/${change.name}`;
  const groups = fieldGroups(change.fields, change.after?.kind ?? change.before?.kind ?? change.kind);
  const summary =
    `${CHANGE_WORDS[change.change]} ${change.from === undefined ? '' : `${htmlCode(change.from)} → `}${htmlCode(claim)} · ` +
    `${htmlCode(change.kind)}${groups.length === 0 ? '' : ` · ${countedFields(change.fields)}`}`;
  return foldedSection(claim, heading, summary, claimFacts(change, context), { groups, ...change });
}

/** A file that is kept, folded: why, and what the program says instead. */
export function keptSection(file: KeptFile, heading: string, context: DiffContext): Section {
  const claim = `${file.category}/${file.name}`;
  const groups = fieldGroups(file.fields, '');
  const facts = [
    KEPT_REASONS[file.reason],
    `File ${sourceLink(file.path, undefined, context.targetUrl)}`,
    ...(file.source === undefined
      ? []
      : [
          `Declared at ${sourceLink(file.source.file, file.source.line, sourceUrlOf(context, file.source.file))}`,
        ]),
    ...(file.programChanged ? ['The program asks for something else here, which is not written'] : []),
    ...mergeFacts(file, claim),
    file.reason === 'hand-edited-removal'
      ? `\`--overwrite\` ${inlineCode(claim)} removes it`
      : `\`--overwrite\` ${inlineCode(claim)} takes what the program says`,
  ];
  const summary = `kept ${htmlCode(file.path)}`;
  const lead = 'What the program says instead; it is not written:';
  return foldedSection(`${KEPT}${file.path}`, heading, summary, facts, { groups, ...file, lead });
}

function mergeFacts({ merge }: KeptFile, claim: string): string[] {
  if (merge?.status === 'clean') {
    return [
      `\`--merge-edits\` ${inlineCode(claim)} brings what the program changed into it, without conflict`,
    ];
  }
  if (merge?.status !== 'conflicts') return [];
  const paths = merge.conflicts.slice(0, MOST_FILES).map(({ path }) => inlineCode(redactText(path)));
  const more =
    merge.conflicts.length > MOST_FILES ? ` and ${grouped(merge.conflicts.length - MOST_FILES)} more` : '';
  return [`Changed by the program, too, to something else: ${paths.join(', ')}${more}`];
}

function foldedSection(
  id: string,
  heading: string,
  summary: string,
  facts: readonly string[],
  shown: {
    readonly groups: readonly FieldGroup[];
    readonly fields: readonly FieldChange[];
    readonly path: string;
    /** Stands above the diff. */
    readonly lead?: string;
  },
): Section {
  const { groups, path, lead } = shown;
  const list: Block = { type: 'list', items: facts };
  const size = groups.reduce(
    (sum, group) => sum + group.lines.reduce((length, line) => length + line.length, 0),
    0,
  );
  const lines = groups.reduce((sum, group) => sum + group.lines.length, 0);
  const brief: Block = {
    type: 'text',
    text:
      `${countedFields(shown.fields)} with ${counted(lines, 'line')} and ${grouped(size)} characters differ, too much to be ` +
      `shown here; see the file ${inlineCode(path)}.`,
  };
  const fold = (...blocks: Block[]): Block[] => [{ type: 'details', summary, blocks: [list, ...blocks] }];
  if (groups.length === 0) {
    return { id, heading, blocks: fold(), brief: fold() };
  }
  const heads: Block[] = lead === undefined ? [] : [{ type: 'text', text: lead }];
  return { id, heading, blocks: fold(...heads, { type: 'diff', groups }), brief: fold(brief) };
}

function countedFields(fields: readonly FieldChange[]): string {
  return counted(countFields(fields), 'field');
}

function claimFacts(change: Change, context: DiffContext): string[] {
  const facts: string[] = [];
  if (change.source !== undefined) {
    facts.push(
      `Declared at ${sourceLink(change.source.file, change.source.line, sourceUrlOf(context, change.source.file))} as ${inlineCode(change.source.construct)}`,
    );
  }
  if (change.from !== undefined) {
    facts.push(`Moved from ${inlineCode(change.from)}; ${stayText(change.from, change)}`);
  }
  const { before, after } = change;
  // It may be that only further objects of the file go.
  if (
    change.change === 'replaced' &&
    before !== undefined &&
    after !== undefined &&
    isOtherObject(before, after)
  ) {
    facts.push(`${identity(before)} is deleted from the cluster, ${identity(after)} is created`);
  }
  if (change.change === 'removed') {
    facts.push(`${identity(change.before)} is deleted from the cluster`);
  }
  for (const object of change.deletes ?? []) {
    facts.push(`${identity(object)} of the same file is deleted from the cluster`);
  }
  if (change.change === 'registry-only') {
    facts.push('Its own files stay; what names it in shared files (registry, lists or ledger) changes');
  }
  facts.push(...remakeFacts(change));
  facts.push(
    `File ${sourceLink(change.path, undefined, change.change === 'removed' ? context.targetUrl : undefined)}`,
  );
  const others = change.files.filter((file) => file !== change.path);
  if (others.length > 0) {
    const more = others.length > MOST_FILES ? ` and ${grouped(others.length - MOST_FILES)} more` : '';
    facts.push(
      `Also touched: ${others
        .slice(0, MOST_FILES)
        .map((file) => inlineCode(file))
        .join(', ')}${more}`,
    );
  }
  return facts;
}

/** Inside of one category a move is none for whoever applies it; two categories may be pruned one before the other is applied (Flux's FAQ). */
function stayText(from: string, { category }: Change): string {
  if (from.startsWith(`${category}/`)) return 'the object in the cluster stays';
  return 'it is the same object in the cluster, which stays where one Flux Kustomization or Argo CD Application applies both categories; where two do, one may prune it before the other applies it anew';
}

function remakeFacts({ change, remakes = [], before, after }: Change): string[] {
  return remakes.map((remake) => {
    const keeps = `${inlineCode(metadataWords(remake), 300)}${withoutNamespace(remake)}`;
    return change === 'removed'
      ? `May be ${inlineCode(remake.claim)} under another id: ${identity(before)} is deleted all the same, which wants an acknowledgement; ${keeps} there keeps it`
      : `May be ${inlineCode(remake.claim)} under another id: to the cluster ${identity(after)} is a new object, and the old one is deleted, which wants an acknowledgement; ${keeps} here keeps the old one`;
  });
}

/** The object in the cluster that a claim file stands for. */
export function identity(object: ObjectIdentity | undefined): string {
  if (object === undefined) {
    return 'The object';
  }
  const name = object.namespace === undefined ? object.name : `${object.namespace}/${object.name}`;
  return `${inlineCode(object.kind)} ${inlineCode(name)}`;
}
