import { isMap } from 'yaml';
import type { JsonObject, JsonValue } from '../../core/claim-model';
import { isJsonObject } from '../../core/json/json-guards';
import { emitYaml } from '../../core/yaml/emit-yaml';
import { isEmptyNode, nodeValue } from '../../core/yaml/node-value';
import { type ParsedDocument, parseText } from '../../core/yaml/parse-text';
import { sameValue } from '../../core/yaml/same-value';
import { yamlTokens } from '../../core/yaml/yaml-tokens';
import { UnreadableYaml } from '../../core/yaml/unreadable-yaml';
import { KUSTOMIZE } from '../../core/yaml/value-reader';
import { applySplices, lineEndingOf, type Splice } from '../text/splice';
import { CannotEdit } from './cannot-edit';
import { editBlockMap } from './edit-block-map';
import type { EditContext } from './edit-context';
import { editFlowMap } from './edit-flow';
import { flowText } from './new-text';
import { editValue } from './edit-value';

/** A value that an alias stands for may have to be written out once what it refers to has changed, and so on. */
const ROUNDS = 4;
const SEPARATOR = /^---[^\n]*(?:\n|$)/gm;

/** A text with other values, or why it cannot get them where they stand. */
export type EditedDocuments =
  | {
      readonly text: string;
      /** Comments went with a field that could not be changed item by item. */ readonly losesComments: boolean;
    }
  | { readonly problem: string };

/** How the documents of a text are read. */
export interface EditOptions {
  /** They are objects for the cluster, see `readYaml`. */
  readonly manifest: boolean;
}

/**
 * Gives the documents of a YAML text other values by changing the characters of what differs, and no other line: comments, notation and
 * spacing of the rest stay. Documents without content keep their place; documents at the end are added or taken out.
 *
 * @param after - the values of the documents that have content, in order
 */
export function editDocuments(
  text: string,
  after: readonly JsonObject[],
  options: EditOptions,
): EditedDocuments {
  try {
    const progress = { losesComments: false };
    return { text: edited(text, after, options, progress), ...progress };
  } catch (problem) {
    if (problem instanceof UnreadableYaml) return { problem: problem.message };
    if (problem instanceof CannotEdit) return { problem: 'what changes comes from an anchor or `<<`' };
    throw problem;
  }
}

interface Progress {
  losesComments: boolean;
}

interface Part {
  /** The line with `---` above it, empty for the first where there is none. */
  readonly separator: string;
  readonly body: string;
}

function edited(
  text: string,
  after: readonly JsonObject[],
  options: EditOptions,
  progress: Progress,
): string {
  const parts: Part[] = partsOf(text);
  const eol = lineEndingOf(text);
  const written: string[] = [];
  let index = 0;
  for (const { separator, body } of parts) {
    const document = documentIn(body);
    if (document === undefined) {
      written.push(separator + body);
      continue;
    }
    const value = after[index];
    index += 1;
    if (value !== undefined) written.push(separator + editedBody(body, value, options, progress));
    else if (written.length === 0) throw new CannotEdit();
  }
  for (const value of after.slice(index)) {
    const above = written.at(-1) ?? '';
    if (above !== '' && !above.endsWith('\n')) written.push(eol);
    written.push(`---\n${emitYaml(value)}`.replaceAll('\n', eol));
  }
  return written.join('');
}

function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let separator = '';
  let start = 0;
  for (const { 0: line, index } of text.matchAll(SEPARATOR)) {
    if (index > start || separator !== '') parts.push({ separator, body: text.slice(start, index) });
    separator = line;
    start = index + line.length;
  }
  parts.push({ separator, body: text.slice(start) });
  return parts;
}

/** The document of a part; undefined where it says nothing. */
function documentIn(body: string): ParsedDocument | undefined {
  const { documents } = parseText(body, {
    several: true,
    schema: 'failsafe',
    version: '1.1',
    ownKeys: true,
    keepSourceTokens: true,
  });
  const [first] = documents;
  const contents = first?.document.contents ?? null;
  if (first === undefined || contents === null || isEmptyNode(contents)) return undefined;
  return nodeValue(contents, body, first.targets, KUSTOMIZE) === null ? undefined : first;
}

function editedBody(body: string, after: JsonObject, options: EditOptions, progress: Progress): string {
  let text = body;
  for (let round = 0; round < ROUNDS; round++) {
    const document = documentIn(text);
    const contents = document?.document.contents ?? null;
    if (document === undefined || !isMap(contents)) throw new CannotEdit();
    const before = nodeValue(contents, text, document.targets, KUSTOMIZE, options.manifest) as JsonValue;
    if (!isJsonObject(before)) throw new CannotEdit();
    if (sameValue(before, after)) return text;
    const context: EditContext = {
      text,
      eol: lineEndingOf(text),
      targets: document.targets,
      splices: [],
      losesComments: false,
      edit: editValue,
    };
    if (contents.flow === true) editFlowMap(context, contents, before, after);
    else editBlockMap(context, contents, before, after, true);
    if (context.losesComments) progress.losesComments = true;
    refuseOverlap(context.splices);
    text = withLostAliases(context, applySplices(text, context.splices));
  }
  throw new CannotEdit();
}

/** Two edits of one place: one of them is inside of what the other takes out. */
function refuseOverlap(splices: readonly Splice[]): void {
  const sorted = [...splices].sort((left, right) => left.start - right.start || left.end - right.end);
  let end = 0;
  for (const splice of sorted) {
    if (splice.start < end) throw new CannotEdit();
    end = Math.max(end, splice.end);
  }
}

/** Writes out what stands for an anchor that goes. */
function withLostAliases({ text, targets, splices }: EditContext, edited: string): string {
  if (targets.size === 0) return edited;
  const anchors = new Set<string>();
  for (const token of yamlTokens(edited)) {
    if (!token.isScalar && token.text.startsWith('&')) anchors.add(token.text.slice(1));
  }
  const written = [...splices];
  for (const [alias, target] of targets) {
    const [start, end] = alias.range ?? [0, 0];
    const goes = splices.some((splice) => splice.start <= start && splice.end >= end);
    if (anchors.has(alias.source) || goes) continue;
    const value = nodeValue(target, text, targets, KUSTOMIZE) as JsonValue;
    written.push({ start, end, text: flowText(value) });
  }
  return written.length === splices.length ? edited : applySplices(text, written);
}
