import type { Change, ChangeKind, ClaimIdentity, KeptFile } from '../../core/plan';
import { isOtherObject } from '../../core/other-object';
import { redactText } from '../../core/secrets/redact-text';
import { fieldGroups } from './field-groups';
import { htmlCode, inlineCode } from './inline-code';
import { sourceUrlOf } from './program-origin';
import type { DiffContext } from './review-context';
import type { Block, FieldGroup, Section } from './section';
import { sourceLink } from './source-link';
import { counted, grouped } from './visible-text';

/** Files of a claim listed by name. */
const MOST_FILES = 5;

const KEPT_REASONS: Readonly<Record<KeptFile['reason'], string>> = {
  'hand-edited': 'A person changed this file since it was written; it stays as it is.',
  'not-ours': 'This file was not written by this project; it stays as it is.',
  'hand-edited-removal': 'The claim is no longer declared, but a person changed its files; all of them stay.',
  'used-by-others':
    "This file was not written by this project, and the claim's kustomization uses it; the claim stays where it is.",
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
    `${htmlCode(change.kind)}${groups.length === 0 ? '' : ` · ${counted(groups.length, 'field')}`}`;
  return foldedSection(claim, heading, summary, claimFacts(change, context), groups, change.path);
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
    ...mergeFacts(file, claim),
    `\`--overwrite\` ${inlineCode(claim)} takes what the program says`,
  ];
  return foldedSection(`kept ${file.path}`, heading, `kept ${htmlCode(file.path)}`, facts, groups, file.path);
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
  groups: readonly FieldGroup[],
  path: string,
): Section {
  const list: Block = { type: 'list', items: facts };
  const size = groups.reduce(
    (sum, group) => sum + group.lines.reduce((length, line) => length + line.length, 0),
    0,
  );
  const lines = groups.reduce((sum, group) => sum + group.lines.length, 0);
  const brief: Block = {
    type: 'text',
    text:
      `${counted(groups.length, 'field')} with ${counted(lines, 'line')} and ${grouped(size)} characters differ, too much to be ` +
      `shown here; see the file ${inlineCode(path)}.`,
  };
  const fold = (...blocks: Block[]): Block[] => [{ type: 'details', summary, blocks: [list, ...blocks] }];
  if (groups.length === 0) {
    return { id, heading, blocks: fold(), brief: fold() };
  }
  return { id, heading, blocks: fold({ type: 'diff', groups }), brief: fold(brief) };
}

function claimFacts(change: Change, context: DiffContext): string[] {
  const facts: string[] = [];
  if (change.source !== undefined) {
    facts.push(
      `Declared at ${sourceLink(change.source.file, change.source.line, sourceUrlOf(context, change.source.file))} as ${inlineCode(change.source.construct)}`,
    );
  }
  if (change.from !== undefined) {
    facts.push(`Moved from ${inlineCode(change.from)}; the object in the cluster stays`);
  }
  const { before, after } = change;
  // It may be that only further objects of the file go.
  if (
    change.change === 'replaced' &&
    (before === undefined || after === undefined || isOtherObject(before, after))
  ) {
    facts.push(
      `${identity(change.before)} is deleted from the cluster, ${identity(change.after)} is created`,
    );
  }
  if (change.change === 'removed') {
    facts.push(`${identity(change.before)} is deleted from the cluster`);
  }
  for (const object of change.deletes ?? []) {
    facts.push(`${identity(object)} of the same file is deleted from the cluster`);
  }
  if (change.change === 'registry-only') {
    facts.push('Only the entry in the registry differs');
  }
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

/** The object in the cluster that a claim file stands for. */
export function identity(object: ClaimIdentity | undefined): string {
  if (object === undefined) {
    return 'The object';
  }
  const name = object.namespace === undefined ? object.name : `${object.namespace}/${object.name}`;
  return `${inlineCode(object.kind)} ${inlineCode(name)}`;
}
