import { nameProblem, shorten } from '../../core/check-object';
import type { Category } from '../../constructs/category';
import type { Claim } from '../../constructs/claim';
import { type ClaimDeclaration, DECLARATION, type Problem } from '../../constructs/declaration';
import { renderClaim } from '../../constructs/render-claim';
import type { ClaimModel, ClaimObject } from '../../core/claim-model';
import {
  claimFileProblem,
  claimFolderProblem,
  flatFileProblem,
  type NameProblem,
  objectNameProblem,
  templateProblem,
} from '../../core/claim-name';
import type { Issue } from '../../core/issue';
import { wordList } from '../../core/text/word-list';
import type { SourcePosition } from '../../core/source-position';
import type { FoundClaim } from './walk-tree';

/** A claim model in the making. */
export interface ModelDraft {
  readonly claim: Claim;
  /** True once the claim has a problem: then it gives no model. */
  broken: boolean;
  readonly constructPath: string;
  readonly category: string;
  readonly name: string;
  readonly template: string;
  file?: string;
  readonly object: ClaimObject;
  documents?: readonly ClaimObject[];
  owner?: string;
  lifecycle?: string;
  cluster?: string;
  dependsOn: ClaimModel['dependsOn'];
  readonly source: SourcePosition | undefined;
}

const NO_DEPENDENCIES: readonly string[] = Object.freeze([]);

/**
 * Reads one claim, adding what is wrong with it to the issues.
 *
 * @param categories - those of the program, for a claim that is in none
 */
export function readClaim(found: FoundClaim, issues: Issue[], categories: readonly Category[]): ModelDraft {
  const { claim, category, path } = found;
  const declared = claim[DECLARATION];
  const { object, documents, problems } = renderClaim(claim);
  const all: Problem[] = [];
  if (category === undefined) all.push(outside(declared.folder, categories));
  const folder = claimFolderProblem(declared.folder);
  if (folder !== undefined) all.push(folderProblem(declared.folder, folder, object));
  for (const problem of problems) {
    // metadata.name is the folder unless the author says otherwise: one mistake is told once.
    const told =
      folder !== undefined && problem.field === 'metadata.name' && problem.value === shorten(declared.folder);
    if (!told) all.push(problem);
  }
  const template =
    fileName('template', declared.template, templateProblem, all) ?? defaultTemplate(object.kind);
  const draft: ModelDraft = {
    claim,
    broken: false,
    constructPath: path,
    category: category?.[DECLARATION].folder ?? '',
    name: declared.folder,
    template,
    object,
    dependsOn: NO_DEPENDENCIES,
    source: declared.source,
  };
  if (documents !== undefined) draft.documents = documents;
  const file = fileOf(declared, all);
  if (file !== undefined) draft.file = file;
  const owner = word('owner', declared.owner, all);
  if (owner !== undefined) draft.owner = owner;
  const lifecycle = word('lifecycle', declared.lifecycle, all);
  if (lifecycle !== undefined) draft.lifecycle = lifecycle;
  const cluster = word('cluster', declared.cluster ?? category?.[DECLARATION].cluster, all);
  if (cluster !== undefined) draft.cluster = cluster;
  for (const problem of all) report(draft, problem, issues);
  return draft;
}

/** A name that only the folder cannot have may stay that of the object. */
function folderProblem(folder: string, problem: NameProblem, { apiVersion, kind }: ClaimObject): Problem {
  const told = nameProblem('claim name', folder, problem);
  if (problem.nearest === undefined || objectNameProblem(folder, { apiVersion, kind }) !== undefined) {
    return told;
  }
  return { ...told, hint: `call it '${problem.nearest}', with metadata: { name: '${folder}' }` };
}

/** The file that the author names, under either of its names. */
function fileOf({ file, flatFile }: ClaimDeclaration, problems: Problem[]): string | undefined {
  if (file !== undefined && flatFile !== undefined) {
    problems.push({
      code: 'claim-file-invalid',
      message: 'file and flatFile are two names of one thing, and both are given',
      field: 'flatFile',
      hint: 'keep file',
    });
  }
  return (
    fileName('file', file, claimFileProblem, problems) ??
    fileName('flatFile', flatFile, flatFileProblem, problems)
  );
}

/** Adds a problem of a claim to the issues. */
export function report(draft: ModelDraft, problem: Problem, issues: Issue[]): void {
  draft.broken = true;
  issues.push({ ...problem, construct: draft.constructPath, source: draft.source });
}

/** So many categories are named. */
const MOST_NAMED = 5;

function outside(folder: string, categories: readonly Category[]): Problem {
  const name = objectNameProblem(folder) === undefined ? folder : 'app-pvc';
  const known = [...new Set(categories.map((category) => `'${shorten(category[DECLARATION].folder)}'`))];
  const named =
    known.length > MOST_NAMED ? `${known.slice(0, MOST_NAMED).join(', ')}, …` : wordList(known, 'and');
  return {
    code: 'claim-outside-category',
    message: `claim '${shorten(folder)}' is in no category`,
    hint:
      known.length === 0
        ? `make it in one: new Claim(new Category(app, 'infra'), '${name}', …)`
        : `pass the category first: new Claim(category, '${name}', …); this program has ${named}`,
  };
}

/** A kind that is missing or wrong has its own problem; its template is never used. */
function defaultTemplate(kind: unknown): string {
  return typeof kind === 'string' ? kind.toLowerCase() : '';
}

function fileName(
  field: 'template' | 'file' | 'flatFile',
  value: unknown,
  rule: typeof templateProblem,
  problems: Problem[],
): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') {
    problems.push(noWord(field, value));
    return undefined;
  }
  const problem = rule(value);
  if (problem !== undefined) problems.push(nameProblem(field, value, problem, 'claim-file-invalid'));
  return value;
}

function word(
  field: 'owner' | 'lifecycle' | 'cluster',
  value: unknown,
  problems: Problem[],
): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && value.trim() !== '') return value;
  problems.push(noWord(field, value));
  return undefined;
}

function noWord(field: string, value: unknown): Problem {
  const found = value === null ? 'null' : typeof value === 'string' ? 'empty' : `a ${typeof value}`;
  return {
    code: 'claim-field-invalid',
    message: `${field} is ${found}, not a name`,
    field,
    hint: `write ${field} as a string, or leave it out`,
  };
}
