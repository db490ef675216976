import type { ClaimModel, JsonObject } from '../../core/claim-model';
import { claimFolderProblem, templateProblem } from '../../core/claim-name';
import type { Issue } from '../../core/issue';
import { constructPathOf, type AdoptedClaim } from './adopted-claim';
import { claimModelOf } from './claim-model-of';
import { objectProblem } from './object-problem';

/** Rules that the program would be refused by. */
export type AdoptPolicies = readonly ((model: ClaimModel) => readonly Issue[])[];

/** Why a claim cannot be declared, and where. */
interface Refusal {
  /** One sentence, lower case, without a period. */
  readonly reason: string;
  readonly line: number;
}

/** The claims that one program can declare together, in the order in which they came. */
export class AdoptableClaims {
  readonly claims: AdoptedClaim[] = [];
  private readonly places = new Map<string, AdoptedClaim>();
  private readonly objects = new Map<string, AdoptedClaim>();

  /** @param foreign - files that other projects own, by path, with the name of the project */
  constructor(
    private readonly foreign: ReadonlyMap<string, string>,
    private readonly policies: AdoptPolicies,
  ) {}

  add(claim: AdoptedClaim): void {
    this.claims.push(claim);
    this.places.set(constructPathOf(claim).toLowerCase(), claim);
    this.places.set(claim.path.toLowerCase(), claim);
    for (const object of objectsOf(claim)) this.objects.set(objectKey(object), claim);
  }

  /** Why a program that declares the claims so far could not declare this one too; undefined where it can. */
  refusal(claim: AdoptedClaim): Refusal | undefined {
    for (const { object, line } of claim.documents ?? []) {
      const reason = objectProblem(object);
      if (reason !== undefined) return { reason, line };
    }
    const { object, name, template, path, line } = claim;
    const reason =
      objectProblem(object) ??
      nameReason('the folder name', name, claimFolderProblem(name)) ??
      nameReason('the template', template, templateProblem(template)) ??
      this.ownerReason(path) ??
      this.collision(claim) ??
      this.policyReason(claim);
    return reason === undefined ? undefined : { reason, line };
  }

  private ownerReason(path: string): string | undefined {
    const owner = this.foreign.get(path);
    return owner === undefined ? undefined : `it belongs to project '${owner}'`;
  }

  private collision(claim: AdoptedClaim): string | undefined {
    const place = this.places.get(constructPathOf(claim).toLowerCase());
    if (place !== undefined) return `${constructPathOf(claim)} is already ${place.path}`;
    const file = claim.flatFile === undefined ? undefined : this.places.get(claim.path.toLowerCase());
    if (file !== undefined) return `its name differs from ${file.path} in letter case only`;
    const keys = objectsOf(claim).map(objectKey);
    if (new Set(keys).size < keys.length) return 'it holds the same object twice';
    const same = keys.map((key) => this.objects.get(key)).find((other) => other !== undefined);
    return same === undefined
      ? undefined
      : `it is the same object in the cluster as ${same.path}:${same.line}`;
  }

  private policyReason(claim: AdoptedClaim): string | undefined {
    if (this.policies.length === 0) return undefined;
    const model = claimModelOf(claim);
    for (const policy of this.policies) {
      const issue = policy(model).find((found) => found.severity !== 'warning');
      if (issue !== undefined) return issue.message;
    }
    return undefined;
  }
}

function nameReason(
  what: string,
  name: string,
  problem: { readonly reason: string } | undefined,
): string | undefined {
  return problem === undefined ? undefined : `${what} '${name}' ${problem.reason}`;
}

function objectsOf({ object, documents = [] }: AdoptedClaim): JsonObject[] {
  return [object, ...documents.map((document) => document.object)];
}

/** Versions of a group are views on the same object. */
function objectKey(object: JsonObject): string {
  const metadata = object['metadata'] as JsonObject;
  const { apiVersion, kind } = object;
  const group =
    typeof apiVersion === 'string' && apiVersion.includes('/')
      ? apiVersion.slice(0, apiVersion.indexOf('/'))
      : '';
  return [group, kind, metadata['namespace'] ?? '', metadata['name']].map(String).join('\n');
}
