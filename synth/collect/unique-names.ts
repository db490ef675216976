import type { Category } from '../../constructs/category';
import { nameProblem } from '../../core/check-object';
import { DECLARATION } from '../../constructs/declaration';
import { categoryProblem } from '../../core/claim-name';
import type { ClaimObject } from '../../core/claim-model';
import type { Issue } from '../../core/issue';
import { formatSourcePosition, type SourcePosition } from '../../core/source-position';
import { type ModelDraft, report } from './read-claim';
import type { Relative } from './relative-source';
import { identityKey, identityOf } from '../../core/object-identity';

/** Categories whose name is no folder, is taken, or differs from another in letter case only. */
export function categoryIssues(categories: readonly Category[], relative: Relative): Issue[] {
  const at = placeWords(relative);
  const issues: Issue[] = [];
  const known = new Map<string, { folder: string; source?: SourcePosition }>();
  for (const category of categories) {
    const { folder, source, problems } = category[DECLARATION];
    const place = { construct: folder, source };
    for (const problem of problems) issues.push({ ...problem, ...place });
    const first = known.get(folder.toLowerCase());
    if (first === undefined) {
      known.set(folder.toLowerCase(), { folder, source });
      const problem = problems.length > 0 ? undefined : categoryProblem(folder);
      if (problem !== undefined) {
        issues.push({ ...nameProblem('category', folder, problem, 'category-name-invalid'), ...place });
      }
    } else if (first.folder === folder) {
      issues.push({
        code: 'category-duplicate',
        message: `category '${folder}' is declared already${at(first.source)}`,
        ...place,
        hint: 'make the category once and pass it on',
      });
    } else {
      issues.push({
        code: 'claim-name-collision',
        message: `category '${folder}' and '${first.folder}'${at(first.source)} are one folder where letter case does not count`,
        ...place,
        hint: 'rename one of them',
      });
    }
  }
  return issues;
}

/** Claims that share a folder, a flat file or a cluster object with an earlier one. */
export function claimIssues(drafts: readonly ModelDraft[], issues: Issue[], relative: Relative): void {
  const at = placeWords(relative);
  const folders = new Map<string, ModelDraft>();
  const files = new Map<string, ModelDraft>();
  const objects = new ClusterObjects();
  for (const draft of drafts) {
    if (draft.category === '') continue;
    const first = taken(folders, draft.constructPath.toLowerCase(), draft);
    if (first !== undefined) {
      reportTaken(draft, first, issues, at);
      continue;
    }
    if (draft.flatFile !== undefined) {
      const file = taken(files, `${draft.category}/${draft.flatFile}`.toLowerCase(), draft);
      if (file !== undefined) {
        report(
          draft,
          {
            code: 'claim-duplicate',
            message: `flat file '${draft.flatFile}' is that of '${file.constructPath}'${at(file.source)}`,
            field: 'flatFile',
            hint: 'name the file that holds this claim',
          },
          issues,
        );
        continue;
      }
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
  report(
    draft,
    {
      code: 'object-duplicate',
      message: both,
      field: 'metadata.name',
      hint: 'give one of them another metadata.name or namespace, or remove it',
    },
    issues,
  );
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
    taken(this.byIdentity, identityKey(identityOf(namesake.object)), namesake.draft);
    return taken(this.byIdentity, identityKey(identityOf(object)), draft);
  }
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
