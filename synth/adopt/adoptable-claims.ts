import { claimFolderProblem, templateProblem } from '../../core/claim-name';
import { identityKey, identityOfValue } from '../../core/object-identity';
import { judgeAlone, type Rule } from '../policy/rule';
import { constructPathOf, type AdoptedClaim } from './adopted-claim';
import { claimModelOf } from './claim-model-of';
import { objectProblem } from './object-problem';

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

  /**
   * @param foreign - files that other projects own, by path, with the name of the project
   * @param rules - those that the program would be refused by
   */
  constructor(
    private readonly foreign: ReadonlyMap<string, string>,
    private readonly rules: readonly Rule[],
  ) {}

  add(claim: AdoptedClaim): void {
    this.claims.push(claim);
    this.places.set(constructPathOf(claim).toLowerCase(), claim);
    this.places.set(claim.path.toLowerCase(), claim);
    for (const key of objectKeys(claim)) this.objects.set(key, claim);
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
      this.ruleReason(claim);
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
    const keys = objectKeys(claim);
    if (new Set(keys).size < keys.length) return 'it holds the same object twice';
    const same = keys.map((key) => this.objects.get(key)).find((other) => other !== undefined);
    return same === undefined
      ? undefined
      : `it is the same object in the cluster as ${same.path}:${same.line}`;
  }

  private ruleReason(claim: AdoptedClaim): string | undefined {
    if (this.rules.length === 0) return undefined;
    return judgeAlone(claimModelOf(claim), this.rules).find(({ severity }) => severity !== 'warning')
      ?.message;
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
