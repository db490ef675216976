import type { ClaimModel, JsonObject } from '../../core/claim-model';
import { blobObjectId } from '../../core/git/object-id';
import type { PlanConfig } from '../../core/plan-config';
import type { ObjectFormat } from '../../core/snapshot';
import { emitYaml } from '../../core/yaml/emit-yaml';
import { catalogInfo, CatalogTexts } from '../layout/catalog-info';
import { type ClaimPaths, claimPaths } from '../layout/paths';
import { newKustomization } from '../layout/string-list';

/** Which of a claim's own files one is; each role has its own rule for what counts as "already as planned". */
export type FileRole = 'claim' | 'kustomization' | 'catalog-info';

/** One own file of a claim as the program wants it. */
export interface DesiredFile {
  readonly role: FileRole;
  readonly path: string;
  readonly text: string;
  readonly objectId: string;
  /** The same as data, for comparing with what stands in the target; made only when needed. */
  value(): JsonObject;
}

/** One declared claim with its files as the program wants them. */
export interface DesiredClaim {
  readonly model: ClaimModel;
  readonly paths: ClaimPaths;
  readonly files: readonly DesiredFile[];
}

/** Emits and hashes the files of declared claims; remembers what is the same for many claims. */
export class DesiredClaims {
  private readonly kustomizations = new Map<string, Omit<DesiredFile, 'role' | 'path'>>();
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
    const object = model.object as JsonObject;
    const claim = this.file('claim', paths.claim, emitYaml(object), () => object);
    if (paths.flat) return { model, paths, files: [claim] };
    return {
      model,
      paths,
      files: [
        claim,
        { role: 'kustomization', path: paths.kustomization, ...this.kustomization(`${model.template}.yaml`) },
        this.file('catalog-info', paths.catalogInfo, this.catalogTexts.textOf(model), () =>
          catalogInfo(model, this.config, this.repository),
        ),
      ],
    };
  }

  private file(role: FileRole, path: string, text: string, value: () => JsonObject): DesiredFile {
    return { role, path, text, objectId: blobObjectId(text, this.format), value };
  }

  private kustomization(resource: string): Omit<DesiredFile, 'role' | 'path'> {
    let known = this.kustomizations.get(resource);
    if (known === undefined) {
      const text = newKustomization([resource]);
      const value = {
        apiVersion: 'kustomize.config.k8s.io/v1beta1',
        kind: 'Kustomization',
        resources: [resource],
      };
      known = { text, objectId: blobObjectId(text, this.format), value: () => value };
      this.kustomizations.set(resource, known);
    }
    return known;
  }
}
