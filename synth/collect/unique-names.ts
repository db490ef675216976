import type { Category } from '../../constructs/category';
import { nameProblem } from '../../core/check-object';
import { DECLARATION } from '../../constructs/declaration';
import { categoryProblem } from '../../core/claim-name';
import type { ClaimObject } from '../../core/claim-model';
import type { Issue } from '../../core/issue';
import { formatSourcePosition, type SourcePosition } from '../../core/source-position';
import { type ModelDraft, report } from './read-claim';
import { ClaimPlaces } from './claim-places';
import type { Relative } from './relative-source';
import { clusterKey, identityOf } from '../../core/object-identity';

/** Categories whose name is no folder, is taken, or differs from another in letter case only. */
export function categoryIssues(categories: readonly Category[], relative: Relative): Issue[] {
  const at = placeWords(relative);
  const issues: Issue[] = [];
  const known = new Map<string, SourcePosition | undefined>();
  const folders = new Map<string, FirstFolder>();
  for (const category of categories) {
    const { folder, source, problems } = category[DECLARATION];
    const place = { construct: folder, source };
    for (const problem of problems) issues.push({ ...problem, ...place });
    if (known.has(folder)) {
      issues.push({
        code: 'category-duplicate',
        message: `category '${folder}' is declared already${at(known.get(folder))}`,
        ...place,
        hint: 'make the category once and pass it on',
      });
      continue;
    }
    known.set(folder, source);
    const other = otherCase(folder, folders, source);
    if (other !== undefined) {
      issues.push({
        code: 'claim-name-collision',
        message: `category '${folder}' and '${other.folder}'${at(other.source)} are one folder where letter case does not count`,
        ...place,
        hint: 'rename one of them',
      });
      continue;
    }
    const problem = problems.length > 0 ? undefined : categoryProblem(folder);
    if (problem !== undefined) {
      issues.push({ ...nameProblem('category', folder, problem, 'category-name-invalid'), ...place });
    }
  }
  return issues;
}

/** A folder as it was spelled first. */
interface FirstFolder {
  readonly folder: string;
  readonly source: SourcePosition | undefined;
}

/** The folder that this one, or one around it, is spelled like but for letter case. */
function otherCase(
  folder: string,
  known: Map<string, FirstFolder>,
  source: SourcePosition | undefined,
): FirstFolder | undefined {
  for (const part of foldersTo(folder)) {
    const first = known.get(part.toLowerCase());
    if (first === undefined) known.set(part.toLowerCase(), { folder: part, source });
    else if (first.folder !== part) return first;
  }
  return undefined;
}

/** A folder and those around it, the outermost first. */
function foldersTo(folder: string): string[] {
  const folders: string[] = [];
  for (let end = folder.indexOf('/'); end >= 0; end = folder.indexOf('/', end + 1)) {
    folders.push(folder.slice(0, end));
  }
  return [...folders, folder];
}

/** Claims that share a folder or a cluster object with an earlier one, or stand where something else is declared. */
export function claimIssues(
  drafts: readonly ModelDraft[],
  categories: readonly Category[],
  issues: Issue[],
  relative: Relative,
): void {
  const at = placeWords(relative);
  const folders = new Map<string, ModelDraft>();
  const places = new ClaimPlaces(drafts, categories, at);
  const objects = new ClusterObjects();
  for (const draft of drafts) {
    if (draft.category === '') continue;
    const first = taken(folders, draft.constructPath.toLowerCase(), draft);
    if (first !== undefined) {
      reportTaken(draft, first, issues, at);
      continue;
    }
    const problem = places.problemOf(draft);
    if (problem !== undefined) {
      report(draft, problem, issues);
      continue;
    }
    if (draft.broken) continue;
    reportSameObject(draft.object, draft, objects, issues, at);
    if (draft.documents === undefined) continue;
    for (const document of draft.documents) reportSameObject(document, draft, objects, issues, at);
  }
}

function reportSameObject(
  object: ClaimObject,
  draft: ModelDraft,
  objects: ClusterObjects,
  issues: Issue[],
  at: ReturnType<typeof placeWords>,
): void {
  const same = objects.taken(object, draft);
  if (same === undefined) return;
  const { kind, metadata } = object;
  const name = metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
  const both =
    same === draft
      ? `'${draft.constructPath}' has ${kind} ${name} twice`
      : `'${draft.constructPath}' and '${same.constructPath}'${at(same.source)} are both ${kind} ${name} in the cluster`;
  const problem = {
    code: 'object-duplicate',
    message: both,
    field: 'metadata.name',
    hint: 'give one of them another metadata.name or namespace, or remove it',
  } as const;
  // In another category a kustomization may put it into another namespace: the target decides, so the claim is handed over.
  if (same.category === draft.category) report(draft, problem, issues);
  else issues.push({ ...problem, construct: draft.constructPath, source: draft.source });
}

/** Finds claims that are one object in the cluster. */
class ClusterObjects {
  private readonly byName = new Map<string, { readonly object: ClaimObject; readonly draft: ModelDraft }>();
  /** Made only of objects that share their name with another one: most do not. */
  private readonly byIdentity = new Map<string, ModelDraft>();

  /** The earlier claim that has the same object; undefined for the first one. */
  taken(object: ClaimObject, draft: ModelDraft): ModelDraft | undefined {
    const namesake = this.byName.get(object.metadata.name);
    if (namesake === undefined) {
      this.byName.set(object.metadata.name, { object, draft });
      return undefined;
    }
    taken(this.byIdentity, keyOf(namesake.object, namesake.draft), namesake.draft);
    return taken(this.byIdentity, keyOf(object, draft), draft);
  }
}

/** Of two clusters, equal objects are two. */
function keyOf(object: ClaimObject, { cluster = '' }: ModelDraft): string {
  return `${clusterKey(identityOf(object))}\n${cluster}`;
}

function taken(known: Map<string, ModelDraft>, key: string, draft: ModelDraft): ModelDraft | undefined {
  const first = known.get(key);
  if (first === undefined) known.set(key, draft);
  return first;
}

function reportTaken(
  draft: ModelDraft,
  first: ModelDraft,
  issues: Issue[],
  at: ReturnType<typeof placeWords>,
): void {
  if (first.constructPath === draft.constructPath) {
    report(
      draft,
      {
        code: 'claim-duplicate',
        message: `claim '${draft.constructPath}' is declared already${at(first.source)}`,
        hint: 'rename one of them, or give it another folder',
      },
      issues,
    );
    return;
  }
  // Where the cause is a name that is wrong anyway, or two categories that collide, that has been told.
  if (draft.broken || first.broken || draft.category !== first.category) return;
  report(
    draft,
    {
      code: 'claim-name-collision',
      message: `claim '${draft.constructPath}' and '${first.constructPath}'${at(first.source)} are one folder where letter case does not count`,
      hint: 'rename one of them',
    },
    issues,
  );
}

function placeWords(relative: Relative): (source: SourcePosition | undefined) => string {
  return (source) => (source === undefined ? '' : ` at ${formatSourcePosition(relative(source))}`);
}
