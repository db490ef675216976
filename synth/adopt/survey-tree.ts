import { categoryProblem, claimFolderProblem, flatFileProblem, templateProblem } from '../../core/claim-name';
import type { JsonObject } from '../../core/claim-model';
import { registryKey } from '../../core/registry-entry';
import type { Snapshot } from '../../core/snapshot';
import { categoryKustomizationPath, registryPath } from '../../harvester/paths';
import { scanRegistry, type RegistryScan, type ScannedEntry } from '../../harvester/registry/scan-registry';
import { readStringList } from '../../harvester/string-list';
import { judgeAlone, type Rule } from '../policy/rule';
import { constructPathOf, defaultTemplate, type AdoptedClaim, type LeftOut } from './adopted-claim';
import { claimModelOf } from './claim-model-of';
import { claimCandidates, type Candidate } from './claim-candidates';
import { isManifest, objectProblem } from './object-problem';
import { readClaimFile } from './read-claim-file';
import { compareText } from '../../core/text/compare-text';
import { identityKey, identityOfValue } from '../../core/object-identity';

/** What `adopt` is asked for. */
export interface SurveyOptions {
  /** Folder of the claims in the target, e.g. `claims`. */
  readonly root: string;
  /** Also adopt what stands in neither registry nor category kustomization. */
  readonly includeOrphans: boolean;
  /** Files that other projects own, by path, with the name of the project. */
  readonly foreign: ReadonlyMap<string, string>;
  /** Rules that the program would be refused by. */
  readonly rules?: readonly Rule[];
}

/** The claims of a tree and what is left out of it. */
export interface Survey {
  /** Sorted by category, then name. */
  readonly claims: readonly AdoptedClaim[];
  /** Sorted by path. */
  readonly leftOut: readonly LeftOut[];
  /** Slugs that stand in the registry. */
  readonly repositories: ReadonlySet<string>;
}

/** Finds every claim of a tree; needs the contents of all YAML files below the root (`adoptedPaths`). */
export function surveyTree(snapshot: Snapshot, options: SurveyOptions): Survey {
  const surveyor = new Surveyor(snapshot, options);
  const { candidates, misplaced } = claimCandidates(snapshot.index, options.root);
  for (const candidate of candidates) surveyor.look(candidate);
  for (const path of misplaced) surveyor.misplaced(path);
  const { claims, leftOut } = surveyor;
  return {
    repositories: surveyor.repositories,
    claims: [...claims].sort((left, right) => compareText(constructPathOf(left), constructPathOf(right))),
    leftOut: [...leftOut].sort((left, right) => compareText(left.path, right.path) || left.line - right.line),
  };
}

class Surveyor {
  readonly claims: AdoptedClaim[] = [];
  readonly leftOut: LeftOut[] = [];
  readonly repositories = new Set<string>();
  private readonly registry: RegistryScan | undefined;
  private readonly entryByPath = new Map<string, ScannedEntry>();
  private readonly categories = new Map<string, string>();
  private readonly places = new Map<string, AdoptedClaim>();
  private readonly objects = new Map<string, AdoptedClaim>();
  private readonly listed = new Map<string, ReadonlySet<string>>();

  constructor(
    private readonly snapshot: Snapshot,
    private readonly options: SurveyOptions,
  ) {
    const path = registryPath(options.root);
    const text = snapshot.contents.get(path);
    this.registry = text === undefined ? undefined : scanRegistry(text, path);
    for (const entry of this.registry?.entries ?? []) {
      const slug = entry.fields.get('repository') ?? '';
      if (slug !== '') this.repositories.add(slug);
      const at = entry.fields.get('path');
      if (at !== undefined && !this.entryByPath.has(at)) this.entryByPath.set(at, entry);
    }
  }

  look(candidate: Candidate): void {
    const reason = this.categoryReason(candidate.category);
    if (reason !== undefined) {
      for (const path of candidate.files) this.skip(path, 1, reason);
    } else if (candidate.folder === undefined) this.flat(candidate.category, candidate.files[0] ?? '');
    else this.folder(candidate.category, candidate.folder, candidate.files);
  }

  private categoryReason(category: string): string | undefined {
    const problem = categoryProblem(category);
    if (problem !== undefined) return `the category '${category}' ${problem.reason}`;
    const first = this.categories.get(category.toLowerCase());
    if (first !== undefined && first !== category) {
      return `the category '${category}' and '${first}' are one folder where letter case does not count`;
    }
    this.categories.set(category.toLowerCase(), category);
    return undefined;
  }

  misplaced(path: string): void {
    const file = readClaimFile(this.snapshot.contents.get(path) ?? '', path);
    if ('problem' in file || !isManifest(file.object)) return;
    this.skip(
      path,
      file.line,
      `it lies neither in a category nor in a folder of one (${this.options.root}/<category>/<name>/<template>.yaml)`,
    );
  }

  private flat(category: string, path: string): void {
    const file = readClaimFile(this.snapshot.contents.get(path) ?? '', path);
    if ('problem' in file) {
      this.skip(path, file.line, file.problem);
      return;
    }
    const flatFile = path.slice(path.lastIndexOf('/') + 1);
    const badFile = flatFileProblem(flatFile);
    if (badFile !== undefined) {
      this.skip(path, 1, `the file name ${badFile.reason}`);
      return;
    }
    const entry = this.entryByPath.get(path) ?? this.uncategorised(file.object);
    const stem = flatFile.replace(/\.ya?ml$/i, '');
    const name = entry?.fields.get('name') ?? stem;
    const template = entry?.fields.get('template') ?? defaultTemplate(file.object);
    const orphan = entry === undefined && !this.isListed(category, flatFile);
    this.add({ ...file, category, name, template, flatFile, path, dependsOn: [] }, orphan);
  }

  private folder(category: string, name: string, files: readonly string[]): void {
    const entry = this.registry?.byKey.get(registryKey({ category, name }));
    const main = this.mainFile(category, name, files, entry?.fields.get('template'));
    for (const path of files) {
      const file = readClaimFile(this.snapshot.contents.get(path) ?? '', path);
      const fileName = path.slice(path.lastIndexOf('/') + 1);
      if ('problem' in file) this.skip(path, file.line, file.problem);
      else if (path !== main) {
        if (isManifest(file.object))
          this.skip(
            path,
            file.line,
            `a folder holds one claim, here that is ${main.slice(main.lastIndexOf('/') + 1)}`,
          );
      } else if (!fileName.endsWith('.yaml'))
        this.skip(path, file.line, `a claim file is called <template>.yaml, rename '${fileName}'`);
      else {
        const orphan = entry === undefined && !this.isListed(category, name);
        const template = fileName.replace(/\.yaml$/, '');
        this.add({ ...file, category, name, template, path, dependsOn: [] }, orphan);
      }
    }
  }

  /** Which of several files of a folder is its claim: the registry's template, else what its kustomization lists first. */
  private mainFile(
    category: string,
    name: string,
    files: readonly string[],
    template: string | undefined,
  ): string {
    const folder = `${this.options.root}/${category}/${name}`;
    const listed = this.resources(`${folder}/kustomization.yaml`).map((resource) => `${folder}/${resource}`);
    return (
      [`${folder}/${template ?? ''}.yaml`, ...listed, ...files].find((path) => files.includes(path)) ?? ''
    );
  }

  /** Older tools wrote entries with an empty category and the path `.`: it is the one whose kind and name fit. */
  private uncategorised(object: JsonObject): ScannedEntry | undefined {
    const name = (object['metadata'] as JsonObject | undefined)?.['name'];
    const entry = typeof name === 'string' ? this.registry?.byKey.get(`/${name}`) : undefined;
    const fits =
      entry?.fields.get('path') === '.' && entry.fields.get('template') === defaultTemplate(object);
    return fits ? entry : undefined;
  }

  private isListed(category: string, resource: string): boolean {
    let listed = this.listed.get(category);
    if (listed === undefined) {
      listed = new Set(this.resources(categoryKustomizationPath(this.options.root, category)));
      this.listed.set(category, listed);
    }
    return listed.has(resource);
  }

  private resources(path: string): string[] {
    const text = this.snapshot.contents.get(path);
    if (text === undefined) return [];
    return readStringList(text, ['resources'], path).map(({ value }) =>
      value.replace(/^\.\//, '').replace(/\/$/, ''),
    );
  }

  private add(claim: AdoptedClaim, orphan: boolean): void {
    const { category, name, template, path, line, object } = claim;
    for (const document of claim.documents ?? []) {
      const problem = objectProblem(document.object);
      if (problem === undefined) continue;
      this.skip(path, document.line, problem);
      return;
    }
    const reason =
      objectProblem(object) ??
      nameReason('the folder name', name, claimFolderProblem(name)) ??
      nameReason('the template', template, templateProblem(template)) ??
      this.ownerReason(path) ??
      this.collision(claim) ??
      this.ruleReason(claim);
    if (reason !== undefined) {
      this.skip(path, line, reason);
      return;
    }
    if (orphan && !this.options.includeOrphans) {
      this.leftOut.push({
        path,
        line,
        why: 'orphan',
        reason: `${category}/${name} stands in neither registry nor category kustomization`,
      });
      return;
    }
    this.claims.push(claim);
    this.places.set(constructPathOf(claim).toLowerCase(), claim);
    this.places.set(path.toLowerCase(), claim);
    for (const key of objectKeys(claim)) this.objects.set(key, claim);
  }

  private ownerReason(path: string): string | undefined {
    const owner = this.options.foreign.get(path);
    return owner === undefined ? undefined : `it belongs to project '${owner}'`;
  }

  private collision(claim: AdoptedClaim): string | undefined {
    const place = this.places.get(constructPathOf(claim).toLowerCase());
    if (place !== undefined) return `${constructPathOf(claim)} is already ${place.path}`;
    const file = claim.flatFile === undefined ? undefined : this.places.get(claim.path.toLowerCase());
    if (file !== undefined) return `its name differs from ${file.path} in letter case only`;
    const keys = objectKeys(claim);
    if (new Set(keys).size < keys.length) return 'it holds the same object twice';
    const same = keys.map((key) => this.objects.get(key)).find((other) => other !== undefined);
    return same === undefined
      ? undefined
      : `it is the same object in the cluster as ${same.path}:${same.line}`;
  }

  private ruleReason(claim: AdoptedClaim): string | undefined {
    const { rules = [] } = this.options;
    if (rules.length === 0) return undefined;
    return judgeAlone(claimModelOf(claim), rules).find(({ severity }) => severity !== 'warning')?.message;
  }

  private skip(path: string, line: number, reason: string): void {
    this.leftOut.push({ path, line, why: 'unsupported', reason });
  }
}

function nameReason(
  what: string,
  name: string,
  problem: { readonly reason: string } | undefined,
): string | undefined {
  return problem === undefined ? undefined : `${what} '${name}' ${problem.reason}`;
}

/** Its objects were checked: each has an identity. */
function objectKeys({ object, documents = [] }: AdoptedClaim): string[] {
  return [object, ...documents.map((document) => document.object)]
    .flatMap((each) => identityOfValue(each) ?? [])
    .map(identityKey);
}
