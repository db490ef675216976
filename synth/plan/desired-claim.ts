import type { ClaimModel, JsonObject } from '../../core/claim-model';
import type { Artifacts, PlanConfig } from '../../core/plan-config';
import type { ObjectFormat } from '../../core/snapshot';
import type { ClaimFileWriter, ClaimRole } from '../../harvester/claim-files/claim-role';
import { CLAIM_ROLES } from '../../harvester/claim-files/claim-roles';
import { resourcesOf } from '../../harvester/claim-files/role-of-file';
import { type ClaimPaths, claimPaths } from '../../harvester/paths';

/**
 * One own file of a claim as the program wants it. Text and value are made when asked for: nearly always the object id
 * already says that the file stands as planned, and ten thousand texts kept alive cost more than emitting a few again.
 */
export interface DesiredFile {
  readonly role: ClaimRole;
  readonly path: string;
  readonly objectId: string;
  text(): string;
  /**
   * The same as data, for comparing with what stands in the target.
   *
   * @param place - another place: what the file would say if the claim stood there
   */
  value(place?: Pick<ClaimModel, 'category' | 'name' | 'template'>): JsonObject;
  /** What the claim alone says, under another path: its part of a file that it shares. */
  at(path: string): DesiredFile;
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

/** A declared claim by its file. */
export interface FileClaim {
  readonly model: ClaimModel;
  /** Whether the file is all that there is of it, or its part of that; else it stands in the claim's own folder. */
  readonly flat: boolean;
}

/** Emits and hashes the files of declared claims; remembers what is the same for many claims. */
export class DesiredClaims {
  private readonly writers: readonly ClaimFileWriter[];

  constructor(
    private readonly config: PlanConfig,
    repository: string,
    format: ObjectFormat,
    private readonly artifacts: Artifacts,
    /** See `otherNames`. */
    private readonly names: ReadonlyMap<string, string>,
  ) {
    const context = { config, repository, format, resources: resourcesOf };
    this.writers = CLAIM_ROLES.map((role) => role.writer(context));
  }

  /** @param flatPath - see {@link claimPaths} */
  of(model: ClaimModel, flatPath: string | undefined): DesiredClaim {
    const paths = claimPaths(this.config.root, model, flatPath);
    const files: ModelFile[] = [];
    for (let at = 0; at < CLAIM_ROLES.length; at++) {
      const role = CLAIM_ROLES[at] as ClaimRole;
      const { fileName } = role;
      if (fileName !== undefined && (paths.flat || role.isFor?.(model) === false)) continue;
      if (role.artifact !== undefined && !this.artifacts[role.artifact]) continue;
      const path = fileName === undefined || paths.flat ? paths.claim : `${paths.folder}/${fileName}`;
      // A person's file of this meaning stays theirs, and no second one comes beside it.
      if (this.names.has(path)) continue;
      const file = new ModelFile(role, path, model, this.writers[at] as ClaimFileWriter);
      let place = files.push(file) - 1;
      for (; place > 0 && (files[place - 1] as ModelFile).path > path; place--) {
        files[place] = files[place - 1] as ModelFile;
      }
      files[place] = file;
    }
    return new ModelClaim(model, paths, files);
  }
}

/**
 * A claim in a file that it shares with other declared ones, so that the file as a whole can be told by its object id.
 *
 * @param whole - the file as all of them want it
 */
export function sharingFile(
  claim: DesiredClaim,
  whole: { readonly objectId: string; readonly text: string },
): DesiredClaim {
  const [file] = claim.files;
  return file === undefined
    ? claim
    : new ModelClaim(claim.model, claim.paths, [new SharedClaimFile(file, whole)]);
}

/** One claim's file, where others are in it. */
class SharedClaimFile implements DesiredFile {
  readonly role: ClaimRole;
  readonly path: string;
  readonly objectId: string;

  constructor(
    private readonly single: DesiredFile,
    private readonly whole: { readonly objectId: string; readonly text: string },
  ) {
    this.role = single.role;
    this.path = single.path;
    this.objectId = whole.objectId;
  }

  text(): string {
    return this.whole.text;
  }

  value(place?: Pick<ClaimModel, 'category' | 'name' | 'template'>): JsonObject {
    return this.single.value(place);
  }

  at(path: string): DesiredFile {
    return this.single.at(path);
  }
}

class ModelClaim implements DesiredClaim {
  constructor(
    readonly model: ClaimModel,
    readonly paths: ClaimPaths,
    readonly filesByPath: readonly DesiredFile[],
  ) {}

  get files(): readonly DesiredFile[] {
    return CLAIM_ROLES.flatMap((role) => this.filesByPath.find((file) => file.role === role) ?? []);
  }
}

class ModelFile implements DesiredFile {
  readonly objectId: string;

  constructor(
    readonly role: ClaimRole,
    readonly path: string,
    private readonly model: ClaimModel,
    private readonly writer: ClaimFileWriter,
  ) {
    this.objectId = writer.objectId(model);
  }

  at(path: string): DesiredFile {
    return new ModelFile(this.role, path, this.model, this.writer);
  }

  text(): string {
    return this.writer.text(this.model);
  }

  value(place?: Pick<ClaimModel, 'category' | 'name' | 'template'>): JsonObject {
    return this.writer.value(place === undefined ? this.model : { ...this.model, ...place });
  }
}
