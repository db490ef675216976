import { identityKey } from '../../../core/object-identity';
import type { TargetReader } from '../../../gitops/git/target-repository';
import type { SnapshotReader } from '../../../gitops/snapshot-reader';
import { isClaimFile } from '../../../harvester/claim-files/role-of-file';
import { ledgerFolder, type LedgerLine, parseLedgerPath, readLedger } from '../../../harvester/ledger';
import { ledgerLineJudge } from '../../../harvester/ledger-line';
import { readView } from '../../../harvester/tree/read-view';
import type { DeclaredClaim } from '../match/declared-claim';
import { declaredClaims } from '../match/read-declared';
import { type LedgerChange, ledgerChanges } from './ledger-changes';
import { isSameSpec } from './same-spec';
import type { TouchedClaim } from './touched-claim';

/** Where claims stand. */
export interface ClaimsPlace {
  readonly base: string;
  /** Folder of the claims. */
  readonly root: string;
  /** `owner/name` of the repository, where it is known. */
  readonly slug?: string;
  /** Folders that are built for a cluster; undefined: what the repository says. */
  readonly entryPoints?: readonly string[];
}

/**
 * The claims that a merge touched: those whose ledger lines differ between the commit and its first parent. None where the commit is not of the base.
 *
 * @param commit - what the base got
 */
export async function readTouchedClaims(
  repository: TargetReader,
  commit: string,
  place: ClaimsPlace,
): Promise<readonly TouchedClaim[]> {
  const { base, root } = place;
  const head = await repository.fetchBase(base);
  if (head === undefined || (await repository.objectInfo(commit))?.type !== 'commit') return [];
  if (!(await repository.isAncestor(commit, head))) return [];
  const [parent] = (await repository.commitInfo(commit)).parents;
  const [before, after] = [await repository.snapshot(parent), await repository.snapshot(commit)];
  const changes = ledgerChanges(...(await differingLines(before, after, root)));
  if (changes.length === 0) return [];
  const now = await declaredAt(after, place);
  const isRemoval = changes.some((change) => change.after.length === 0);
  const old = isRemoval ? await declaredAt(before, place) : new Map<string, DeclaredClaim>();
  const holders = new Map<string, string>();
  for (const { key, built } of now.values()) for (const each of built) holders.set(identityKey(each), key);
  const filesOf = (change: LedgerChange): string[] =>
    [...new Set([...change.before, ...change.after])].filter(isClaimFile);
  const files = changes.flatMap(filesOf);
  const [oldTexts, newTexts] = [await textsOf(before, files), await textsOf(after, files)];
  return changes.map((change) => {
    const paths = filesOf(change);
    const texts = { before: textsAt(oldTexts, paths), after: textsAt(newTexts, paths) };
    return touchedClaim(change, texts, { now, old, holders });
  });
}

/** Texts of files that are there; of those that cannot be read an empty one, which says nothing. */
async function textsOf(
  reader: SnapshotReader,
  files: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const standing = files.filter((path) => reader.index.entries.has(path));
  const { texts } = await reader.readTexts(standing);
  return new Map(standing.map((path) => [path, texts.get(path) ?? '']));
}

function textsAt(texts: ReadonlyMap<string, string>, paths: readonly string[]): string[] {
  return paths.flatMap((path) => texts.get(path) ?? []);
}

/** Claims of both commits by key, and which entry of the later one is about an object. */
interface Declared {
  readonly now: ReadonlyMap<string, DeclaredClaim>;
  readonly old: ReadonlyMap<string, DeclaredClaim>;
  readonly holders: ReadonlyMap<string, string>;
}

/** A claim without a line may have its files all the same: before it was adopted, after it was given up. */
function touchedClaim(
  { construct, before, after }: LedgerChange,
  texts: { readonly before: readonly string[]; readonly after: readonly string[] },
  { now, old, holders }: Declared,
): TouchedClaim {
  const isSpecChanged = !isSameSpec(texts.before, texts.after);
  if (texts.after.length > 0) {
    const declared = now.get(construct) ?? unlisted(construct, after[0] ?? before[0] ?? '');
    return { change: texts.before.length > 0 ? 'changed' : 'created', isSpecChanged, declared };
  }
  const declared = old.get(construct) ?? unlisted(construct, before[0] ?? '');
  const holder = declared.built
    .map((each) => holders.get(identityKey(each)))
    .find((key) => key !== undefined);
  const moved = holder === undefined ? {} : { movedTo: holder };
  return { change: 'removed', isSpecChanged, declared, ...moved };
}

/** A claim that no registry lists. */
function unlisted(construct: string, path: string): DeclaredClaim {
  const name = construct.slice(construct.lastIndexOf('/') + 1);
  return { key: construct, line: 0, template: '', name, namespace: '', path, built: [] };
}

async function declaredAt(
  reader: SnapshotReader,
  { root, slug = reader.repository, entryPoints }: ClaimsPlace,
): Promise<ReadonlyMap<string, DeclaredClaim>> {
  const view = await readView(reader, {
    root,
    ...(slug !== undefined && { slug }),
    ...(entryPoints !== undefined && { entryPoints }),
  });
  return new Map(declaredClaims(view).map((claim) => [claim.key, claim]));
}

/** Lines that say something, of the ledgers that differ. */
async function differingLines(
  before: SnapshotReader,
  after: SnapshotReader,
  root: string,
): Promise<[LedgerLine[], LedgerLine[]]> {
  const idAt = ({ index }: SnapshotReader, path: string): string | undefined =>
    index.entries.get(path)?.objectId;
  const folder = `${ledgerFolder(root)}/`;
  const all = new Set([...before.index.entries.keys(), ...after.index.entries.keys()]);
  const differing = [...all].filter(
    (path) => path.startsWith(folder) && idAt(before, path) !== idAt(after, path),
  );
  return [await linesOf(before, differing, root), await linesOf(after, differing, root)];
}

async function linesOf(
  reader: SnapshotReader,
  paths: readonly string[],
  root: string,
): Promise<LedgerLine[]> {
  const { texts } = await reader.readTexts(paths.filter((path) => reader.index.entries.has(path)));
  const lines: LedgerLine[] = [];
  for (const [path, text] of texts) {
    const category = parseLedgerPath(root, path)?.category;
    if (category === undefined) continue;
    const problem = ledgerLineJudge(root, category);
    lines.push(...readLedger(text).lines.filter((line) => problem(line) === undefined));
  }
  return lines;
}
