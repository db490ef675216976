import type { ClaimModel, JsonObject } from '../../core/claim-model';
import { blobObjectId, blobObjectIdOfBytes } from '../../core/git/object-id';
import type { PlanConfig } from '../../core/plan-config';
import type { ObjectFormat } from '../../core/snapshot';
import { emitYamlBytes } from '../../core/yaml/emit-yaml';
import { catalogInfo, CatalogTexts } from '../../harvester/catalog-info';
import { claimFileValue, emitClaimFile } from '../../harvester/claim-file';
import { type ClaimPaths, claimPaths } from '../../harvester/paths';
import { newKustomization } from '../../harvester/string-list';

/** Which of a claim's own files one is; each role has its own rule for what counts as "already as planned". */
export type FileRole = 'claim' | 'kustomization' | 'catalog-info';

/**
 * One own file of a claim as the program wants it. Text and value are made when asked for: nearly always the object id
 * already says that the file stands as planned, and ten thousand texts kept alive cost more than emitting a few again.
 */
export interface DesiredFile {
  readonly role: FileRole;
  readonly path: string;
  readonly objectId: string;
  text(): string;
  /** The same as data, for comparing with what stands in the target. */
  value(): JsonObject;
}

/** One declared claim with its files as the program wants them. */
export interface DesiredClaim {
  readonly model: ClaimModel;
  readonly paths: ClaimPaths;
  /** The claim file first; a list of its own each time, so that the many untouched claims need none. */
  readonly files: readonly DesiredFile[];
  /** The same files by path, as ledgers and plans list them. */
  readonly filesByPath: readonly DesiredFile[];
}

/** Emits and hashes the files of declared claims; remembers what is the same for many claims. */
export class DesiredClaims {
  private readonly kustomizations = new Map<string, { text: string; objectId: string; value: JsonObject }>();
  private readonly catalogTexts: CatalogTexts;

  constructor(
    private readonly config: PlanConfig,
    private readonly repository: string,
    private readonly format: ObjectFormat,
  ) {
    this.catalogTexts = new CatalogTexts(config, repository);
  }

  /** @param flatPath - see {@link claimPaths} */
  of(model: ClaimModel, flatPath: string | undefined): DesiredClaim {
    const paths = claimPaths(this.config.root, model, flatPath);
    const claim = this.file('claim', paths.claim, model);
    if (paths.flat) return new ModelClaim(model, paths, [claim]);
    const kustomization = this.file('kustomization', paths.kustomization, model);
    const catalogInfo = this.file('catalog-info', paths.catalogInfo, model);
    return new ModelClaim(model, paths, byPath(claim, kustomization, catalogInfo));
  }

  /** Text of one file of a claim. */
  textOf(role: FileRole, model: ClaimModel): string {
    if (role === 'claim') return emitClaimFile(claimFileValue(model));
    return role === 'kustomization' ? this.kustomization(model).text : this.catalogTexts.textOf(model);
  }

  /** Data of one file of a claim. */
  valueOf(role: FileRole, model: ClaimModel): JsonObject {
    if (role === 'claim') return claimFileValue(model);
    return role === 'kustomization'
      ? this.kustomization(model).value
      : catalogInfo(model, this.config, this.repository);
  }

  private file(role: FileRole, path: string, model: ClaimModel): DesiredFile {
    return new ModelFile(role, path, this.objectIdOf(role, model), model, this);
  }

  private objectIdOf(role: FileRole, model: ClaimModel): string {
    if (role === 'claim' && model.documents === undefined)
      return blobObjectIdOfBytes(emitYamlBytes(model.object), this.format);
    if (role === 'claim') return blobObjectId(this.textOf(role, model), this.format);
    if (role === 'kustomization') return this.kustomization(model).objectId;
    return blobObjectIdOfBytes(this.catalogTexts.bytesOf(model), this.format);
  }

  private kustomization(model: ClaimModel): { text: string; objectId: string; value: JsonObject } {
    let known = this.kustomizations.get(model.template);
    if (known === undefined) {
      const resources = [`${model.template}.yaml`];
      const text = newKustomization(resources);
      const value = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources };
      known = { text, objectId: blobObjectId(text, this.format), value };
      this.kustomizations.set(model.template, known);
    }
    return known;
  }
}

function byPath(
  claim: DesiredFile,
  kustomization: DesiredFile,
  catalogInfo: DesiredFile,
): readonly DesiredFile[] {
  if (claim.path < catalogInfo.path) return [claim, catalogInfo, kustomization];
  return claim.path < kustomization.path
    ? [catalogInfo, claim, kustomization]
    : [catalogInfo, kustomization, claim];
}

const ROLES: readonly FileRole[] = ['claim', 'kustomization', 'catalog-info'];

class ModelClaim implements DesiredClaim {
  constructor(
    readonly model: ClaimModel,
    readonly paths: ClaimPaths,
    readonly filesByPath: readonly DesiredFile[],
  ) {}

  get files(): readonly DesiredFile[] {
    return ROLES.flatMap((role) => this.filesByPath.find((file) => file.role === role) ?? []);
  }
}

class ModelFile implements DesiredFile {
  constructor(
    readonly role: FileRole,
    readonly path: string,
    readonly objectId: string,
    private readonly model: ClaimModel,
    private readonly source: DesiredClaims,
  ) {}

  text(): string {
    return this.source.textOf(this.role, this.model);
  }

  value(): JsonObject {
    return this.source.valueOf(this.role, this.model);
  }
}
