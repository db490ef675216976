import { blobObjectId } from '../../core/git/object-id';
import { ToolkitError } from '../../core/errors/toolkit-error';
import type { ClaimModel } from '../../core/claim-model';
import type { Artifacts } from '../../core/plan-config';
import type { ModelsDocument } from '../../core/models-document';
import type { ObjectFormat, Snapshot, SnapshotIndex } from '../../core/snapshot';
import { otherNames } from '../../harvester/claim-files/other-names';
import { artifactsOf } from '../../harvester/artifacts';
import { claimFileValue, emitClaimFile } from '../../harvester/claim-file';
import {
  authoredFile,
  claimFileOf,
  claimPaths,
  flatFileOf,
  inRoot,
  registryPath,
  ROOT_CATALOG_INFO_PATH,
} from '../../harvester/paths';
import { type RegistryScan, scanRegistry, type ScannedEntry } from '../../harvester/registry/scan-registry';
import { isSlug, slugOf } from '../../harvester/tree/repository-view';
import { type DesiredClaim, DesiredClaims, type FileClaim, sharingFile } from './desired-claim';
import { CategoryStyles } from './category-style';
import { Ownership } from './ownership';
import type { PlanContext } from './plan-context';
import { type DividedClaims, divideClaims } from './untouched-claims';
import { compareText } from '../../core/text/compare-text';

/** What the declared claims come to in a target, found in its registry and ledgers; the same in every round of a plan. */
export interface TargetFacts extends DividedClaims {
  readonly ownership: Ownership;
  readonly registry?: RegistryScan;
  readonly openRequest?: RegistryScan;
  /** Slug for new entries and catalog files, never empty. */
  readonly repository: string;
  /** The same, undefined when it is only a placeholder. */
  readonly knownRepository?: string;
  readonly claims: readonly DesiredClaim[];
  /** What is written beside the claims. */
  readonly artifacts: Artifacts;
  /** Files that go with claims under another name than usual, by the path that the usual name has. */
  readonly names: ReadonlyMap<string, string>;
  /** Declared claims by their file, whatever this plan is about. */
  readonly claimFiles: () => ReadonlyMap<string, readonly FileClaim[]>;
}

type UndividedFacts = Omit<TargetFacts, keyof DividedClaims>;

/** What the facts were found in: while these are the same, so are they. */
interface Basis {
  readonly index: SnapshotIndex;
  readonly registry?: string;
  readonly openRequest?: string;
  readonly slug?: string;
}

/** Finds the facts in steps, as contents become known; emits and hashes every claim once. */
export class FactsReader {
  private readonly declared: readonly ClaimModel[];
  private emitted: { key: string; by: DesiredClaims; claims: DesiredClaim[] } | undefined;
  private styles: CategoryStyles | undefined;
  private begun: { basis: Basis; facts: UndividedFacts; divided?: DividedClaims } | undefined;

  constructor(
    private readonly models: ModelsDocument,
    private readonly context: PlanContext,
  ) {
    const inScope = (model: ClaimModel): boolean => context.scope?.has(model.constructPath) ?? true;
    this.declared = models.claims
      .filter(inScope)
      .sort((a, b) => compareText(a.constructPath, b.constructPath));
  }

  /** Paths whose contents are needed before {@link facts} can be asked. */
  missing(snapshot: Snapshot): string[] {
    const { root, repository = snapshot.repository } = this.context.config;
    const first = [registryPath(root), ...(repository === undefined ? [ROOT_CATALOG_INFO_PATH] : [])];
    const missing = first.filter((path) => snapshot.index.entries.has(path) && !snapshot.contents.has(path));
    return missing.length > 0 ? missing : this.begin(snapshot).facts.ownership.read(snapshot.contents);
  }

  facts(snapshot: Snapshot): TargetFacts {
    const begun = this.begin(snapshot);
    begun.divided ??= divideClaims(begun.facts.claims, snapshot.index, begun.facts.ownership);
    return { ...begun.facts, ...begun.divided };
  }

  private begin({
    index,
    contents,
    repository,
    openRequestRegistry: openRequest,
  }: Snapshot): NonNullable<typeof this.begun> {
    const registry = contents.get(registryPath(this.context.config.root));
    const slug = this.context.config.repository ?? slugOf({ slug: repository, contents });
    const basis = this.begun?.basis;
    if (
      this.begun !== undefined &&
      basis?.index === index &&
      basis.registry === registry &&
      basis.openRequest === openRequest &&
      basis.slug === slug
    ) {
      return this.begun;
    }
    const found: Basis = { index, registry, openRequest, slug };
    return (this.begun = { basis: found, facts: this.find(found) });
  }

  private find({ index, registry: text, openRequest: requestText, slug }: Basis): UndividedFacts {
    const { config } = this.context;
    this.styles = new CategoryStyles(
      this.models.claims,
      index,
      config.root,
      config.artifacts?.kustomizations === true,
    );
    const registry = text === undefined ? undefined : scanRegistry(text, registryPath(config.root));
    const openRequest = requestText === undefined ? undefined : scanIfReadable(requestText);
    const knownRepository = slug ?? registeredSlug(registry);
    const repository = knownRepository ?? `${PLACEHOLDER_OWNER}${config.project}`;
    const artifacts = artifactsOf(index, config.root, config.artifacts);
    let files: ReadonlyMap<string, readonly FileClaim[]> | undefined;
    const claimFiles = (): ReadonlyMap<string, readonly FileClaim[]> => (files ??= this.claimFiles(registry));
    const names = otherNames(index);
    const claims = this.sharing(
      this.desired(repository, index.objectFormat, registry, artifacts, names),
      index.objectFormat,
      claimFiles,
    );
    const findClaims = (path: string): readonly FileClaim[] => claimFiles().get(path) ?? [];
    const ownership = new Ownership({ index }, config.root, config.project, claims, findClaims);
    return {
      ownership,
      registry,
      openRequest,
      repository,
      knownRepository,
      claims,
      artifacts,
      names,
      claimFiles,
    };
  }

  /** In the order of construct paths. */
  private desired(
    repository: string,
    format: ObjectFormat,
    registry: RegistryScan | undefined,
    artifacts: Artifacts,
    names: ReadonlyMap<string, string>,
  ): DesiredClaim[] {
    const key = JSON.stringify([repository, format, artifacts, [...names]]);
    if (this.emitted?.key !== key) {
      this.emitted = {
        key,
        by: new DesiredClaims(this.context.config, repository, format, artifacts, names),
        claims: [],
      };
    }
    const { by, claims } = this.emitted;
    return this.declared.map((model, index) => {
      const flatPath = this.flatPathOf(model, registry);
      const known = claims[index];
      if (known !== undefined && (known.paths.flat ? known.paths.claim : undefined) === flatPath) {
        return known;
      }
      return (claims[index] = by.of(model, flatPath));
    });
  }

  /** Claims that share a file know what it holds as a whole. */
  private sharing(
    claims: DesiredClaim[],
    format: ObjectFormat,
    claimFiles: TargetFacts['claimFiles'],
  ): DesiredClaim[] {
    if (!claims.some(({ paths }) => paths.flat)) return claims;
    const files = claimFiles();
    const wholes = new Map<string, { readonly objectId: string; readonly text: string }>();
    return claims.map((claim) => {
      const path = claim.paths.claim;
      const its = claim.paths.flat ? (files.get(path) ?? []) : [];
      if (its.length < 2) return claim;
      let whole = wholes.get(path);
      if (whole === undefined) {
        const texts = its.map(({ model }) => emitClaimFile(claimFileValue(model)));
        const text = texts.join('---\n');
        wholes.set(path, (whole = { text, objectId: blobObjectId(text, format) }));
      }
      return sharingFile(claim, whole);
    });
  }

  /** In the order of construct paths. */
  private claimFiles(registry: RegistryScan | undefined): Map<string, FileClaim[]> {
    const files = new Map<string, FileClaim[]>();
    const sorted = [...this.models.claims].sort((a, b) => compareText(a.constructPath, b.constructPath));
    for (const model of sorted) {
      const { flat, claim } = claimPaths(this.context.config.root, model, this.flatPathOf(model, registry));
      const its = files.get(claim);
      if (its === undefined) files.set(claim, [{ model, flat }]);
      else its.push({ model, flat });
    }
    return files;
  }

  private flatPathOf(model: ClaimModel, registry: RegistryScan | undefined): string | undefined {
    const { root } = this.context.config;
    if (model.file !== undefined) return authoredFile(root, model);
    const entry = registry?.byKey.get(model.constructPath);
    if (entry?.says('path', inRoot(root, model.constructPath)) === true) return undefined;
    const path = entry?.fields.get('path');
    const registered = flatFileOf(root, model.category, path);
    if (registered !== undefined) return registered;
    const isOpen = entry === undefined || claimFileOf(root, model.category, path) !== undefined;
    return isOpen ? this.styles?.fileOf(model) : undefined;
  }
}

/** Owner of the slug that stands where nobody tells the right one. */
const PLACEHOLDER_OWNER = 'local/';

/** What the registry calls the repository, where all of its entries agree; a placeholder is nobody's word. */
function registeredSlug(registry: RegistryScan | undefined): string | undefined {
  const slug = registry?.entries.map(repositoryOf).find((repository) => repository !== '');
  if (slug === undefined || !isSlug(slug) || slug.startsWith(PLACEHOLDER_OWNER)) return undefined;
  const agrees = (entry: ScannedEntry): boolean =>
    entry.says('repository', slug) || repositoryOf(entry) === '';
  return registry?.entries.every(agrees) === true ? slug : undefined;
}

function repositoryOf({ fields }: ScannedEntry): string {
  return fields.get('repository') ?? '';
}

/** The registry of the open request tells since when its claims are there. Others may have written it: what cannot be read tells nothing. */
function scanIfReadable(text: string): RegistryScan | undefined {
  try {
    return scanRegistry(text, 'registry of the open change request');
  } catch (error) {
    if (ToolkitError.isToolkitError(error)) return undefined;
    throw error;
  }
}
