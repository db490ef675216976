import type { JsonObject } from '../../core/claim-model';
import { categoryProblem, flatFileProblem } from '../../core/claim-name';
import { registryKey } from '../../core/registry-entry';
import { categoryKustomizationPath } from '../../harvester/paths';
import type { ScannedEntry } from '../../harvester/registry/scan-registry';
import { sameItem } from '../../harvester/string-list';
import type { StandingTree } from '../../harvester/tree/standing-tree';
import type { Rule } from '../policy/rule';
import { AdoptableClaims } from './adoptable-claims';
import { constructPathOf, defaultTemplate, type AdoptedClaim, type LeftOut } from './adopted-claim';
import { claimCandidates, type Candidate } from './claim-candidates';
import { isManifest } from './object-problem';
import { readClaimFile } from './read-claim-file';
import { compareText } from '../../core/text/compare-text';

/** What `adopt` is asked for. */
export interface SurveyOptions {
  /** Also adopt what stands in neither registry nor category kustomization. */
  readonly includeOrphans: boolean;
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
}

/**
 * Finds every claim of a tree; needs the contents of all YAML files below the root (`adoptedPaths`).
 *
 * @throws ToolkitError `registry-unreadable`, `target-file-unreadable` when a shared file cannot be read
 */
export function surveyTree(tree: StandingTree, options: SurveyOptions): Survey {
  const surveyor = new Surveyor(tree, options);
  const slugs = (tree.registry?.entries ?? []).map(({ fields }) => fields.get('repository') ?? '');
  const { candidates, misplaced } = claimCandidates(tree);
  for (const candidate of candidates) surveyor.look(candidate);
  for (const path of misplaced) surveyor.misplaced(path);
  const { adoptable, leftOut } = surveyor;
  const { claims } = adoptable;
  return {
    repositories: new Set(slugs.filter((slug) => slug !== '')),
    claims: [...claims].sort((left, right) => compareText(constructPathOf(left), constructPathOf(right))),
    leftOut: [...leftOut].sort((left, right) => compareText(left.path, right.path) || left.line - right.line),
  };
}

class Surveyor {
  readonly leftOut: LeftOut[] = [];
  readonly adoptable: AdoptableClaims;
  private readonly categories = new Map<string, string>();
  private readonly listed = new Map<string, ReadonlySet<string>>();

  constructor(
    private readonly tree: StandingTree,
    private readonly options: SurveyOptions,
  ) {
    this.adoptable = new AdoptableClaims(options.foreign, options.rules);
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
    const file = readClaimFile(this.tree.source.contents.get(path) ?? '', path);
    if ('problem' in file || !isManifest(file.object)) return;
    this.skip(
      path,
      file.line,
      `it lies neither in a category nor in a folder of one (${this.tree.source.root}/<category>/<name>/<template>.yaml)`,
    );
  }

  private flat(category: string, path: string): void {
    const file = readClaimFile(this.tree.source.contents.get(path) ?? '', path);
    if ('problem' in file) {
      this.skip(path, file.line, file.problem);
      return;
    }
    const flatFile = fileName(path);
    const badFile = flatFileProblem(flatFile);
    if (badFile !== undefined) {
      this.skip(path, 1, `the file name ${badFile.reason}`);
      return;
    }
    const entry = this.tree.entryByPath.get(path) ?? this.uncategorised(file.object);
    const stem = flatFile.replace(/\.ya?ml$/i, '');
    const name = entry?.fields.get('name') ?? stem;
    const template = entry?.fields.get('template') ?? defaultTemplate(file.object);
    const orphan = entry === undefined && !this.isListed(category, flatFile);
    this.add({ ...file, category, name, template, flatFile, path, dependsOn: [] }, orphan);
  }

  private folder(category: string, name: string, files: readonly string[]): void {
    const entry = this.tree.registry?.byKey.get(registryKey({ category, name }));
    const main = this.mainFile(category, name, files, entry?.fields.get('template'));
    for (const path of files) {
      const file = readClaimFile(this.tree.source.contents.get(path) ?? '', path);
      const base = fileName(path);
      if ('problem' in file) this.skip(path, file.line, file.problem);
      else if (path !== main) {
        if (isManifest(file.object)) {
          this.skip(path, file.line, `a folder holds one claim, here that is ${fileName(main)}`);
        }
      } else if (!base.endsWith('.yaml')) {
        this.skip(path, file.line, `a claim file is called <template>.yaml, rename '${base}'`);
      } else {
        const orphan = entry === undefined && !this.isListed(category, name);
        const template = base.replace(/\.yaml$/, '');
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
    const folder = `${this.tree.source.root}/${category}/${name}`;
    const listed = this.tree
      .resources(`${folder}/kustomization.yaml`)
      .map(({ value }) => `${folder}/${sameItem(value)}`);
    return (
      [`${folder}/${template ?? ''}.yaml`, ...listed, ...files].find((path) => files.includes(path)) ?? ''
    );
  }

  /** Older tools wrote entries with an empty category and the path `.`: it is the one whose kind and name fit. */
  private uncategorised(object: JsonObject): ScannedEntry | undefined {
    const name = (object['metadata'] as JsonObject | undefined)?.['name'];
    const entry = typeof name === 'string' ? this.tree.registry?.byKey.get(`/${name}`) : undefined;
    const fits =
      entry?.fields.get('path') === '.' && entry.fields.get('template') === defaultTemplate(object);
    return fits ? entry : undefined;
  }

  private isListed(category: string, resource: string): boolean {
    let listed = this.listed.get(category);
    if (listed === undefined) {
      const resources = this.tree.resources(categoryKustomizationPath(this.tree.source.root, category));
      this.listed.set(category, (listed = new Set(resources.map(({ value }) => sameItem(value)))));
    }
    return listed.has(resource);
  }

  private add(claim: AdoptedClaim, orphan: boolean): void {
    const { category, name, path, line } = claim;
    const refusal = this.adoptable.refusal(claim);
    if (refusal !== undefined) this.skip(path, refusal.line, refusal.reason);
    else if (!orphan || this.options.includeOrphans) this.adoptable.add(claim);
    else {
      this.leftOut.push({
        path,
        line,
        why: 'orphan',
        reason: `${category}/${name} stands in neither registry nor category kustomization`,
      });
    }
  }

  private skip(path: string, line: number, reason: string): void {
    this.leftOut.push({ path, line, why: 'unsupported', reason });
  }
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
