import { KUSTOMIZATION_FILES } from '../tree/standing-tree';
import { isUnreadable } from './answer';
import type { AppliedSource } from './applied-source';
import type { KustomizationFacts } from './kustomization-facts';
import { pathIn } from './tree-paths';

/** An entry that names a folder or file beside the kustomization, and nothing else. */
const PLAIN_NAME = /^[\w-][\w.-]*$/;

/**
 * Tells which entries of a kustomization need not be followed when a tree is compared with a plan on top of it: those that both list in
 * the same words, that lead to a folder in which the plan changes nothing, and that lead nowhere else from there.
 */
export class UnaffectedFolders {
  /** Kustomizations of which entries were passed over. */
  readonly passed = new Set<string>();
  private readonly shared = new Map<string, ReadonlySet<string>>();
  private readonly known = new Map<string, boolean>();

  constructor(
    private readonly before: AppliedSource,
    private readonly after: AppliedSource,
    private readonly affected: ReadonlySet<string>,
  ) {}

  /** @param file - path of the kustomization that lists the entry */
  has(file: string, folder: string, entry: string): boolean {
    if (!PLAIN_NAME.test(entry) || !this.sharedBy(file).has(entry)) return false;
    const path = pathIn(folder, entry);
    let isUnaffected = this.known.get(path);
    if (isUnaffected === undefined) {
      isUnaffected = !this.affected.has(path) && this.isClosed(path);
      this.known.set(path, isUnaffected);
    }
    if (isUnaffected) this.passed.add(file);
    return isUnaffected;
  }

  /** Whether entries were passed over because they lead to a folder. */
  wasPassed(folder: string): boolean {
    return this.known.get(folder) === true;
  }

  /** The entries that both kustomizations at a path list once. */
  private sharedBy(file: string): ReadonlySet<string> {
    let shared = this.shared.get(file);
    if (shared === undefined) {
      const old = once(this.before.kustomization(file));
      const now = once(this.after.kustomization(file));
      shared = new Set([...old].filter((entry) => now.has(entry)));
      this.shared.set(file, shared);
    }
    return shared;
  }

  /** Whether a folder lists files of its own and does nothing else. */
  private isClosed(folder: string): boolean {
    const { entries } = this.before;
    const names = KUSTOMIZATION_FILES.map((name) => `${folder}/${name}`).filter(
      (path) => entries.get(path) !== undefined,
    );
    const [file, second] = names;
    if (file === undefined || second !== undefined) return false;
    const facts = this.before.kustomization(file);
    if (facts === 'unread' || isUnreadable(facts)) return false;
    if (facts.kind !== 'Kustomization' || facts.signature !== '' || facts.components.length > 0) return false;
    return facts.resources.every(
      ({ value }) =>
        PLAIN_NAME.test(value) && entries.get(`${folder}/${value}`)?.mode.startsWith('100') === true,
    );
  }
}

function once(facts: KustomizationFacts | object | 'unread'): ReadonlySet<string> {
  if (typeof facts === 'string' || !('resources' in facts)) return new Set();
  const found = new Set<string>();
  const twice = new Set<string>();
  for (const { value } of facts.resources) (found.has(value) ? twice : found).add(value);
  for (const value of twice) found.delete(value);
  return found;
}
