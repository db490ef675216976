import type { Issue } from '../../../core/issue';
import { identityKey, isOtherObject, type ObjectIdentity } from '../../../core/object-identity';
import type { Change } from '../../../core/plan';
import { isClaimFile } from '../../../harvester/claim-files/role-of-file';
import { registryKey } from '../../../core/registry-entry';
import type { AppliedChange, BuildComparison } from '../../../harvester/applied/compare-builds';
import type { BuildProblem } from '../../../harvester/applied/build-tree';
import { isIn } from '../../../harvester/applied/tree-paths';

const VERBS = { enters: 'comes into', leaves: 'goes from', changes: 'changes in' } as const;

/** Where an object of a claim was built, and where it is. */
interface Passage {
  from?: string;
  to?: string;
  /** What went from there. */
  left?: AppliedChange;
  /** Some build has it afterwards. */
  isApplied?: true;
}

/** Holds what a plan does to the builds of a target against what it says. */
export class AppliedVerdict {
  readonly issues: Issue[] = [];
  private readonly changes: Map<string, Change>;
  /** Claims by their files, before and after. */
  private readonly byFile = new Map<string, string[]>();
  /** Claims by the objects that their changes take out. */
  private readonly leaving = new Map<string, string>();
  private readonly passages = new Map<string, Passage>();
  /** Folders of which it is known what they give a cluster, and those of which it is not. */
  private readonly told: string[] = [];
  private readonly untold: string[] = [];

  constructor(changes: readonly Change[]) {
    this.changes = new Map(changes.map((change) => [registryKey(change), change]));
    for (const [claim, change] of this.changes) {
      const { path, files } = change;
      for (const object of goingObjects(change)) this.leaving.set(identityKey(object), claim);
      for (const file of new Set([path, ...files])) {
        const claims = this.byFile.get(file);
        if (claims === undefined) this.byFile.set(file, [claim]);
        else claims.push(claim);
      }
    }
  }

  /**
   * Notes what a plan does to what one entry point gives the cluster.
   *
   * @param isNew - there is no such folder yet
   */
  add(comparison: BuildComparison, isNew: () => boolean): void {
    const { entryPoint, before, after, changes } = comparison;
    const [standing] = before.length > 0 && isNew() ? [] : before;
    const [broken] = after;
    if (standing !== undefined) {
      this.untold.push(entryPoint.path);
      this.warnOfFolder(entryPoint.path, standing, broken === undefined);
      return;
    }
    this.told.push(entryPoint.path);
    if (broken === undefined) for (const change of changes) this.judge(change, entryPoint.path);
    else {
      const { file, line, reason } = broken;
      this.refuse(
        `${folderName(entryPoint.path)} would no longer build: ${file}:${line}: ${reason}`,
        file,
        line,
      );
    }
  }

  /** There is more to follow than any repository has: nothing is let through that was not looked at. */
  giveUp(folder: string): void {
    this.issues.push({
      code: 'applied-set-changed',
      message: `${folderName(folder)} and the folders before it lead to more files than are followed: the effect of the plan on the cluster is not known`,
      value: folder,
      hint: 'Name the folders that are built for a cluster in `gitops.entryPoints`.',
    });
  }

  /** The changes with what is known of them now; to be asked last. */
  result(): Change[] {
    return [...this.changes].map(([claim, change]) => this.completed(claim, change));
  }

  private completed(claim: string, change: Change): Change {
    const { from, to, left, isApplied } = this.passages.get(claim) ?? {};
    if (change.change === 'renamed' && from !== undefined && to !== undefined) {
      return { ...change, between: { from, to } };
    }
    const comes = change.change === 'added' || replacesObject(change);
    const isCovered = (folder: string): boolean => isIn(folder, change.path);
    if (
      change.change === 'renamed' &&
      from !== undefined &&
      left !== undefined &&
      !this.untold.some(isCovered)
    ) {
      this.refuseUntold(left, from);
    }
    if (comes && isApplied !== true && this.told.some(isCovered) && !this.untold.some(isCovered)) {
      this.issues.push({
        code: 'claim-not-applied',
        severity: 'warning',
        message: `no build includes ${change.path}: ${claim} is not applied`,
        construct: claim,
        ...(change.source && { source: change.source }),
        value: change.path,
      });
    }
    return change;
  }

  private judge(applied: AppliedChange, folder: string): void {
    const { change, object } = applied;
    const claim = this.claimOf(applied);
    if (claim === undefined) {
      this.refuseUntold(applied, folder);
      return;
    }
    let passage = this.passages.get(claim);
    if (passage === undefined) this.passages.set(claim, (passage = {}));
    if (change === 'leaves') {
      passage.from ??= folder;
      passage.left ??= applied;
    } else {
      passage.isApplied = true;
    }
    if (change === 'enters') passage.to ??= folder;
    const planned = this.changes.get(claim);
    // Its file stood all the while, and nothing took it into the cluster.
    if (change === 'enters' && planned?.change === 'registry-only') {
      this.changes.set(claim, { ...planned, change: 'added', after: object.declared });
    }
  }

  /** The claim whose change says what happens to an object. */
  private claimOf({ change, object }: AppliedChange): string | undefined {
    const claims = this.byFile.get(object.file) ?? [];
    if (change === 'leaves') {
      // What goes with the file of a claim is told by its file, and a file that moves takes all that is in it along.
      const byFile = claims.find(
        (claim) => !isClaimFile(object.file) || this.changes.get(claim)?.from !== undefined,
      );
      return byFile ?? this.leaving.get(identityKey(object.declared));
    }
    return claims.find((claim) => isAfter(this.changes.get(claim), object.declared)) ?? claims[0];
  }

  /** @param isMended - it builds once the plan is merged */
  private warnOfFolder(folder: string, { file, line, reason }: BuildProblem, isMended: boolean): void {
    const afterwards = isMended ? '; once this is merged it builds, and the cluster gets all of it' : '';
    this.issues.push({
      code: 'applied-set-unknown',
      severity: 'warning',
      message: `${folderName(folder)} does not build now: ${file}:${line}: ${reason}${afterwards}`,
      source: { file, line },
      value: folder,
    });
  }

  private refuseUntold({ change, object }: AppliedChange, folder: string): void {
    const by = object.chain.at(-1) ?? object.file;
    const what = `${nameOf(object.declared)} (${object.file}) ${VERBS[change]} what ${folderName(folder)} gives the cluster`;
    this.refuse(`${what}, and no change of the plan says so`, by, 1);
  }

  private refuse(message: string, file: string, line: number): void {
    this.issues.push({ code: 'applied-set-changed', message, source: { file, line }, value: file });
  }
}

function isAfter(change: Change | undefined, object: ObjectIdentity): boolean {
  return change?.after !== undefined && !isOtherObject(change.after, object);
}

/** The objects that a change takes from where they are. */
function goingObjects({ change, before, deletes = [] }: Change): readonly ObjectIdentity[] {
  const goes = change === 'removed' || change === 'replaced' || change === 'renamed';
  return goes && before !== undefined ? [before, ...deletes] : deletes;
}

/** Whether the claim itself is another object afterwards, and not only what stands beside it in its file. */
function replacesObject({ change, before, after }: Change): boolean {
  return change === 'replaced' && before !== undefined && after !== undefined && isOtherObject(before, after);
}

function folderName(path: string): string {
  return path === '' ? 'the top of the repository' : path;
}

function nameOf({ kind, namespace, name }: ObjectIdentity): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}
