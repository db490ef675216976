import type { IConstruct } from 'constructs';
import type { Category } from '../../constructs/category';
import { DECLARATION } from '../../constructs/declaration';
import type { CategoryModel, ClaimModel } from '../../core/claim-model';
import type { Issue } from '../../core/issue';
import { MODELS_DOCUMENT_VERSION, type ModelsDocument } from '../../core/models-document';
import { readDependencies } from './read-dependencies';
import { type ModelDraft, readClaim } from './read-claim';
import { type Relative, relativeTo } from './relative-source';
import { categoryIssues, claimIssues } from './unique-names';
import { walkTree } from './walk-tree';
import { compareText } from '../../core/text/compare-text';

/** Options of {@link collectModels}. */
export interface CollectOptions {
  /** Folder that source positions are relative to. Default: the current directory. */
  readonly folder?: string;
}

/**
 * Reads a construct tree into plain data, in one walk and linear time. Never throws for what an author wrote: every
 * problem is an issue with construct path and the author's line, all at once, in the order of the source. A claim with
 * a problem of its own is left out of `claims`.
 *
 * Order is the author's. Everything is frozen.
 */
export function collectModels(app: IConstruct, options: CollectOptions = {}): ModelsDocument {
  const relative = relativeTo(options.folder ?? process.cwd());
  const tree = walkTree(app);
  const issues: Issue[] = [...tree.issues];
  issues.push(...categoryIssues(tree.categories, relative));
  const drafts: ModelDraft[] = [];
  for (const found of tree.claims) drafts.push(readClaim(found, issues, tree.categories));
  claimIssues(drafts, tree.categories, issues, relative);
  readDependencies(drafts, issues);

  const claims: ClaimModel[] = [];
  for (const draft of drafts) {
    if (draft.broken) continue;
    claims.push(modelOf(draft, relative));
  }
  return Object.freeze({
    version: MODELS_DOCUMENT_VERSION,
    categories: Object.freeze(uniqueCategories(tree.categories, relative)),
    claims: Object.freeze(claims),
    issues: Object.freeze(inSourceOrder(issues.map((issue) => placed(issue, relative)))),
  });
}

/** Field by field: taking a draft apart with rest and spread costs more than everything else about a claim. */
function modelOf(draft: ModelDraft, relative: Relative): ClaimModel {
  const { constructPath, category, name, template, file, object, owner, lifecycle, cluster, dependsOn } =
    draft;
  const model: { -readonly [Field in keyof ClaimModel]: ClaimModel[Field] } = {
    constructPath,
    category,
    name,
    template,
    object,
    dependsOn,
  };
  if (draft.documents !== undefined) model.documents = draft.documents;
  if (file !== undefined) model.file = file;
  if (owner !== undefined) model.owner = owner;
  if (lifecycle !== undefined) model.lifecycle = lifecycle;
  if (cluster !== undefined) model.cluster = cluster;
  if (draft.source !== undefined) model.source = relative(draft.source);
  return Object.freeze(model);
}

function uniqueCategories(categories: readonly Category[], relative: Relative): CategoryModel[] {
  const models = new Map<string, CategoryModel>();
  for (const category of categories) {
    const { folder, source } = category[DECLARATION];
    if (models.has(folder)) continue;
    models.set(
      folder,
      Object.freeze(source === undefined ? { name: folder } : { name: folder, source: relative(source) }),
    );
  }
  return [...models.values()];
}

function placed(issue: Issue, relative: Relative): Issue {
  const { source, ...rest } = issue;
  return Object.freeze(source === undefined ? rest : { ...rest, source: relative(source) });
}

/** By file and line; issues of one place keep their order, those without a place come last. */
function inSourceOrder(issues: Issue[]): Issue[] {
  return issues.sort((a, b) => {
    if (a.source === undefined || b.source === undefined) {
      return Number(a.source === undefined) - Number(b.source === undefined);
    }
    return compareText(a.source.file, b.source.file) || a.source.line - b.source.line;
  });
}
