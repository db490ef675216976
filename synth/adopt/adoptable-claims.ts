import {
  categoryProblem,
  claimFileProblem,
  claimFolderProblem,
  templateProblem,
} from '../../core/claim-name';
import { clusterKey, identityOfValue } from '../../core/object-identity';
import { judgeAlone, type Rule } from '../policy/rule';
import { constructPathOf, type AdoptedClaim } from './adopted-claim';
import { claimModelOf } from './claim-model-of';
import type { LeftOutCause } from './left-out';
import { objectProblem } from './object-problem';

/** A field of a further document, as the claim has it. */
const FURTHER = /^documents\[(\d+)\]\./;

/** Why a claim cannot be declared, and where. */
interface Refusal {
  readonly cause: LeftOutCause;
  /** One sentence, lower case, without a period. */
  readonly reason: string;
  readonly line: number;
}

/** The claims that one program can declare together, in the order in which they came. */
export class AdoptableClaims {
  readonly claims: AdoptedClaim[] = [];
  private readonly places = new Map<string, AdoptedClaim>();
  private readonly files = new Map<string, AdoptedClaim>();
  private readonly objects = new Map<string, AdoptedClaim>();
  /** Folders of categories in lower case, as they were spelled first. */
  private readonly folders = new Map<string, string>();

  /**
   * @param foreign - files that other projects own, by path, with the name of the project
   * @param rules - those that the program would be refused by
   * @param areTwo - whether two claims of one object are two in the cluster: kustomizations put them into several namespaces; default: none are
   */
  constructor(
    private readonly foreign: ReadonlyMap<string, string>,
    private readonly rules: readonly Rule[],
    private readonly areTwo: (one: AdoptedClaim, other: AdoptedClaim) => boolean = () => false,
  ) {}

  add(claim: AdoptedClaim): void {
    this.claims.push(claim);
    this.places.set(constructPathOf(claim).toLowerCase(), claim);
    this.files.set(claim.path.toLowerCase(), claim);
    for (const folder of foldersOf(claim.category)) this.folders.set(folder.toLowerCase(), folder);
    for (const key of objectKeys(claim)) this.objects.set(key, claim);
  }

  /** Whether no claim has a name in its category yet. */
  isFree(category: string, name: string): boolean {
    return !this.places.has(`${category}/${name}`.toLowerCase());
  }

  /** Why a program that declares the claims so far could not declare this one too; undefined where it can. */
  refusal(claim: AdoptedClaim): Refusal | undefined {
    for (const { object, line } of claim.documents ?? []) {
      const reason = objectProblem(object);
      if (reason !== undefined) return { cause: 'value', reason, line };
    }
    const { object, path, line } = claim;
    const checks: readonly (readonly [LeftOutCause, () => string | undefined])[] = [
      ['value', () => objectProblem(object)],
      ['name', () => this.nameReason(claim)],
      ['foreign', () => this.ownerReason(path)],
      ['name', () => this.placeReason(claim)],
      ['same-object', () => this.objectReason(claim)],
    ];
    for (const [cause, check] of checks) {
      const reason = check();
      if (reason !== undefined) return { cause, reason, line };
    }
    return this.ruleRefusal(claim);
  }

  private nameReason({ category, name, template, file }: AdoptedClaim): string | undefined {
    const first = foldersOf(category).find((folder) => {
      const known = this.folders.get(folder.toLowerCase());
      return known !== undefined && known !== folder;
    });
    if (first !== undefined) {
      const other = this.folders.get(first.toLowerCase()) ?? '';
      return `the category '${first}' and '${other}' are one folder where letter case does not count`;
    }
    return (
      said('the category', category, categoryProblem(category)) ??
      (file === undefined ? undefined : said('the file', file, claimFileProblem(file))) ??
      said(file === undefined ? 'the folder name' : 'the name', name, claimFolderProblem(name)) ??
      said('the template', template, templateProblem(template))
    );
  }

  private ownerReason(path: string): string | undefined {
    const owner = this.foreign.get(path);
    return owner === undefined ? undefined : `it belongs to project '${owner}'`;
  }

  private placeReason(claim: AdoptedClaim): string | undefined {
    const place = this.places.get(constructPathOf(claim).toLowerCase());
    if (place !== undefined) return `${constructPathOf(claim)} is already ${place.path}`;
    const file = this.files.get(claim.path.toLowerCase());
    if (file === undefined || file.path === claim.path) return undefined;
    return `its name differs from ${file.path} in letter case only`;
  }

  private objectReason(claim: AdoptedClaim): string | undefined {
    const keys = objectKeys(claim);
    if (new Set(keys).size < keys.length) return 'it holds the same object twice';
    const same = keys.map((key) => this.objects.get(key)).find((other) => other !== undefined);
    if (same !== undefined && same.category !== claim.category && this.areTwo(claim, same)) return undefined;
    return same === undefined
      ? undefined
      : `it is the same object in the cluster as ${same.path}:${same.line}`;
  }

  /** What is wrong with a further document of the file is told at that document. */
  private ruleRefusal(claim: AdoptedClaim): Refusal | undefined {
    if (this.rules.length === 0) return undefined;
    const issue = judgeAlone(claimModelOf(claim), this.rules).find(({ severity }) => severity !== 'warning');
    if (issue === undefined) return undefined;
    const [inDocument = '', index] = FURTHER.exec(issue.field ?? '') ?? [];
    const further = index === undefined ? undefined : claim.documents?.[Number(index)];
    if (further === undefined) return { cause: 'refused', reason: issue.message, line: claim.line };
    return { cause: 'refused', reason: issue.message.replace(inDocument, ''), line: further.line };
  }
}

function said(
  what: string,
  name: string,
  problem: { readonly reason: string } | undefined,
): string | undefined {
  return problem === undefined ? undefined : `${what} '${name}' ${problem.reason}`;
}

/** A folder and those around it. */
function foldersOf(category: string): string[] {
  const parts = category.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** Its objects were checked: each has an identity. */
function objectKeys({ object, documents = [] }: AdoptedClaim): string[] {
  return [object, ...documents.map((document) => document.object)]
    .flatMap((each) => identityOfValue(each) ?? [])
    .map(clusterKey);
}
