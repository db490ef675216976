import { claimFolderProblem, templateProblem } from '../../core/claim-name';
import { identityOfValue } from '../../core/object-identity';
import { compareText } from '../../core/text/compare-text';
import type { ChoiceRule, ClaimChoice } from '../../harvester/claim-kinds/claim-choice';
import { choiceOfTree, type GivenKinds } from '../../harvester/claim-kinds/choice-of-tree';
import { kindKey, type KindName, kindOfObject, kindText } from '../../harvester/claim-kinds/kind-name';
import { inRoot } from '../../harvester/paths';
import type { ScannedEntry } from '../../harvester/registry/scan-registry';
import { Manifests } from '../../harvester/tree/manifests';
import { manifestFiles, standingClaims, type FoundClaim } from '../../harvester/tree/standing-claims';
import { FolderLists } from '../../harvester/tree/folder-lists';
import type { StandingTree } from '../../harvester/tree/standing-tree';
import type { Rule } from '../policy/rule';
import { AdoptableClaims } from './adoptable-claims';
import { constructPathOf, defaultTemplate, type AdoptedClaim } from './adopted-claim';
import { isManifestName } from './adopted-paths';
import { ClaimNames } from './claim-names';
import { leftOut, type LeftOut } from './left-out';
import { linkText } from './link-text';
import { isManifest, objectProblem } from './object-problem';
import { commentsOfDocument, readClaimFile, type ClaimFile } from './read-claim-file';
import type { FileObject } from '../../harvester/applied/built-identities';
import type { ClaimObject } from '../../core/claim-model';
import { identityOf } from '../../core/object-identity';
import { AppliedSet } from '../../harvester/tree/applied-set';

/** What `adopt` is asked for. */
export interface SurveyOptions {
  /** Also adopt what nothing applies and no registry names. */
  readonly includeOrphans: boolean;
  /** Kinds of claims, as far as the tree does not say them itself. */
  readonly kinds: GivenKinds;
  /** Files that other projects own, by path, with the name of the project. */
  readonly foreign: ReadonlyMap<string, string>;
  /** Rules that the program would be refused by. */
  readonly rules: readonly Rule[];
}

/** The claims of a tree and what is left out of it. */
export interface Survey {
  /** Sorted by category, then name. */
  readonly claims: readonly AdoptedClaim[];
  /** Sorted by path. */
  readonly leftOut: readonly LeftOut[];
  /** Slugs that stand in the registry. */
  readonly repositories: ReadonlySet<string>;
  /** How claims were told from other manifests. */
  readonly rule: ChoiceRule;
  /** Kinds that somebody named and no object of the tree has. */
  readonly unknownKinds: readonly UnknownKind[];
}

/** A kind that is nowhere, with those that are. */
export interface UnknownKind {
  readonly kind: string;
  readonly known: ReadonlySet<string>;
}

/**
 * Finds every claim of a tree; needs the contents of all YAML files below the root (`adoptedPaths`).
 *
 * @throws ToolkitError `registry-unreadable`, `target-file-unreadable` when a shared file cannot be read
 */
export function surveyTree(tree: StandingTree, options: SurveyOptions): Survey {
  const manifests = new Manifests(tree.source.contents);
  const choice = choiceOfTree(tree, manifests, options.kinds);
  const found = standingClaims(tree, {
    manifests,
    choice,
    owned: options.kinds.owned ?? new Set(),
    // Said below, in the words of the one who reads all of it.
    onUnreadable: () => undefined,
  });
  const surveyor = new Surveyor(tree, options, choice);
  surveyor.look(found);
  const slugs = (tree.registry?.entries ?? []).map(({ fields }) => fields.get('repository') ?? '');
  const { adoptable, skipped } = surveyor;
  return {
    repositories: new Set(slugs.filter((slug) => slug !== '')),
    claims: [...adoptable.claims].sort((left, right) =>
      compareText(constructPathOf(left), constructPathOf(right)),
    ),
    leftOut: [...skipped].sort((left, right) => compareText(left.path, right.path) || left.line - right.line),
    rule: choice.rule,
    unknownKinds: unknownKinds(tree, manifests, options.kinds.named ?? []),
  };
}

function unknownKinds(tree: StandingTree, manifests: Manifests, named: readonly KindName[]): UnknownKind[] {
  if (named.length === 0) return [];
  const objects = manifestFiles(tree).flatMap((file) => manifests.objectsOf(file));
  const known = new Set(objects.map((object) => kindText(kindOfObject(object))));
  const keys = new Set(objects.map((object) => kindKey(kindOfObject(object))));
  return named.filter((kind) => !keys.has(kindKey(kind))).map((kind) => ({ kind: kindText(kind), known }));
}

class Surveyor {
  readonly skipped: LeftOut[] = [];
  readonly adoptable: AdoptableClaims;
  private readonly applied: AppliedSet;
  private readonly lists: FolderLists;
  private readonly entriesByPath = new Map<string, ScannedEntry[]>();

  constructor(
    private readonly tree: StandingTree,
    private readonly options: SurveyOptions,
    private readonly choice: ClaimChoice,
  ) {
    this.applied = new AppliedSet(tree.source);
    this.adoptable = new AdoptableClaims(options.foreign, options.rules, (one, other) =>
      this.applied.identities.areTwo(placeOf(one), placeOf(other)),
    );
    this.lists = new FolderLists(tree);
    for (const entry of tree.registry?.entries ?? []) {
      const path = entry.fields.get('path') ?? '';
      const same = this.entriesByPath.get(path);
      if (same === undefined) this.entriesByPath.set(path, [entry]);
      else same.push(entry);
    }
  }

  look(found: readonly FoundClaim[]): void {
    const claims = new Map<string, FoundClaim[]>();
    for (const claim of found) {
      const siblings = claims.get(claim.file);
      if (siblings === undefined) claims.set(claim.file, [claim]);
      else siblings.push(claim);
    }
    const candidates: AdoptedClaim[] = [];
    for (const path of manifestFiles(this.tree).sort(compareText)) {
      const text = this.tree.source.contents.get(path);
      if (text === undefined) continue;
      const file = readClaimFile(text, path);
      if ('problem' in file) this.skipped.push(this.problemOf(path, text, file));
      else if (claims.has(path)) candidates.push(...this.claimsOf(path, file, claims.get(path) ?? []));
      else this.noClaim(path, file);
    }
    const names = new ClaimNames(candidates);
    for (const claim of candidates) this.add(names.named(claim, this.adoptable));
    for (const path of this.tree.rootFiles) this.outOfPlace(path);
  }

  private problemOf(path: string, text: string, file: Extract<ClaimFile, { problem: string }>): LeftOut {
    const target = file.cause === 'no-manifest' ? linkText(text, path, this.tree.source.index) : undefined;
    if (target === undefined) return leftOut(path, file.line, file.cause, file.problem);
    const reason = `it holds the path ${target} alone: a symbolic link that was checked out as a file`;
    return leftOut(path, 1, 'symbolic-link', reason);
  }

  private noClaim(path: string, file: Extract<ClaimFile, { documents: unknown }>): void {
    const [{ object, line }] = file.documents;
    if (!isManifest(object)) {
      this.skipped.push(leftOut(path, line, 'no-manifest', 'it is not a Kubernetes manifest'));
      return;
    }
    const { apiVersion, kind } = object as { apiVersion: string; kind: string };
    if (this.choice.isClaimKind({ apiVersion, kind })) {
      const reason = objectProblem(object) ?? 'it has no name by which a program could declare it';
      this.skipped.push(leftOut(path, line, 'value', reason));
      return;
    }
    const name = kindText(kindOfObject({ apiVersion, kind }));
    this.skipped.push(leftOut(path, line, 'no-claim', `${name} is not one of the kinds of claims`));
  }

  /** The claims of a file: one with all documents, or each with its own document. */
  private claimsOf(
    path: string,
    { documents, comments }: Extract<ClaimFile, { documents: unknown }>,
    found: readonly FoundClaim[],
  ): AdoptedClaim[] {
    const [first] = found;
    if (found.length === 1 && first !== undefined && this.indexOf(first, documents) === 0) {
      const [{ object, line }, ...others] = documents;
      const more = others.length > 0 ? { documents: others } : {};
      return [this.placed(first, path, { object, line, comments, ...more })];
    }
    return found.flatMap((claim) => {
      const index = this.indexOf(claim, documents);
      const document = documents[index];
      if (document === undefined) return [];
      const own = commentsOfDocument(comments, index);
      const known = claim.flat ? claim : { ...claim, flat: true, name: claim.object.name };
      return [this.placed(known, path, { ...document, comments: own })];
    });
  }

  private indexOf(
    { object }: FoundClaim,
    documents: readonly { readonly object: AdoptedClaim['object'] }[],
  ): number {
    return documents.findIndex((document) => {
      const identity = identityOfValue(document.object);
      return (
        identity !== undefined &&
        identity.apiVersion === object.apiVersion &&
        identity.kind === object.kind &&
        identity.name === object.name &&
        (identity.namespace ?? '') === (object.namespace ?? '')
      );
    });
  }

  private placed(
    { category, name, flat, isListedAlone }: FoundClaim,
    path: string,
    content: Pick<AdoptedClaim, 'object' | 'documents' | 'line' | 'comments'>,
  ): AdoptedClaim {
    const base = path.slice(path.lastIndexOf('/') + 1);
    const template = base.replace(/\.yaml$/, '');
    const isUsual =
      !flat && isListedAlone !== true && template !== base && templateProblem(template) === undefined;
    if (isUsual && claimFolderProblem(name) === undefined) {
      return { ...content, category, name, template, path, dependsOn: [] };
    }
    const { root } = this.tree.source;
    const file = path.slice(inRoot(root, category).length + 1);
    const entry = this.entryOf(path, content.object);
    return {
      ...content,
      category,
      name: entry?.fields.get('name') ?? name,
      template: entry?.fields.get('template') ?? templateOf(content.object, base),
      file,
      path,
      dependsOn: [],
    };
  }

  /** The registry's entry of a claim that is known by its file. */
  private entryOf(path: string, object: AdoptedClaim['object']): ScannedEntry | undefined {
    const { registry, entryByPath } = this.tree;
    const name = identityOfValue(object)?.name;
    const same = this.entriesByPath.get(path) ?? [];
    const byName = same.find(({ fields }) => fields.get('name') === name);
    if (byName !== undefined) return byName;
    if (same.length <= 1 && entryByPath.has(path)) return entryByPath.get(path);
    // Older tools wrote entries with an empty category and the path `.`: it is the one whose kind and name fit.
    const legacy = name === undefined ? undefined : registry?.byKey.get(`/${name}`);
    const fits =
      legacy?.fields.get('path') === '.' && legacy.fields.get('template') === defaultTemplate(object);
    return fits ? legacy : undefined;
  }

  private outOfPlace(path: string): void {
    const { root, contents } = this.tree.source;
    if (path === this.tree.registryPath || !isManifestName(path)) return;
    const file = readClaimFile(contents.get(path) ?? '', path);
    if ('problem' in file || !isManifest(file.documents[0].object)) return;
    const reason = `it lies in no category (${inRoot(root, '<category>/…')})`;
    this.skipped.push(leftOut(path, file.documents[0].line, 'out-of-place', reason));
  }

  private add(claim: AdoptedClaim): void {
    const { path, line } = claim;
    const refusal = this.adoptable.refusal(claim);
    if (refusal !== undefined) {
      this.skipped.push(leftOut(path, refusal.line, refusal.cause, refusal.reason));
    } else if (this.options.includeOrphans || !this.isOrphan(claim)) this.adoptable.add(claim);
    else {
      const reason = `${constructPathOf(claim)} is applied by nothing, and no registry names it`;
      this.skipped.push(leftOut(path, line, 'orphan', reason));
    }
  }

  /** In a folder that its category lists as a whole and that has no kustomization yet: what lists it does not build, but means it. */
  private isInListedFolder({ category, path }: AdoptedClaim): boolean {
    const folder = inRoot(this.tree.source.root, category);
    const listed = this.lists.targetsOf(folder);
    for (let end = path.lastIndexOf('/'); end > folder.length; end = path.lastIndexOf('/', end - 1)) {
      if (this.tree.kustomizationIn(path.slice(0, end)) !== undefined) return false;
      if (listed.has(path.slice(0, end))) return true;
    }
    return false;
  }

  private isOrphan(claim: AdoptedClaim): boolean {
    const { registry } = this.tree;
    if (this.entryOf(claim.path, claim.object) !== undefined) return false;
    if (claim.file === undefined && registry?.byKey.has(constructPathOf(claim)) === true) return false;
    return this.applied.waysTo(claim.path).length === 0 && !this.isInListedFolder(claim);
  }
}

/** The kind, unless files of folders are called so (a Flux Kustomization): then the file's own name. */
function templateOf(object: AdoptedClaim['object'], base: string): string {
  const usual = defaultTemplate(object);
  const stem = base.replace(/\.ya?ml$/i, '');
  const wishes = [usual, stem, `${usual}-claim`];
  return wishes.find((wish) => templateProblem(wish) === undefined) ?? usual;
}

function placeOf({ path, object }: AdoptedClaim): FileObject {
  return { file: path, object: identityOf(object as unknown as ClaimObject) };
}
