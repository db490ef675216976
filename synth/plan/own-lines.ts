import type { SnapshotIndex } from '../../core/snapshot';
import type { LedgerLine } from '../../harvester/ledger';
import { ledgerLineJudge, type LineJudge } from '../../harvester/ledger-line';
import { inRoot } from '../../harvester/paths';
import type { ForeignFiles } from './foreign-files';

/** A ledger line together with where it stands. */
export interface OwnedLine extends LedgerLine {
  readonly category: string;
  /** Line of the ledger, from 1; 0 where the ledger was told by its object id and not read. */
  readonly number: number;
}

/** A line that nothing follows from, and why. */
export interface UncountedLine {
  readonly line: OwnedLine;
  readonly why: string;
}

/** What decides about lines, beside their words. */
export interface LineFacts {
  readonly root: string;
  readonly index: SnapshotIndex;
  readonly foreign: ForeignFiles;
  /** The declared claim that has a path in its own folder. */
  readonly folderClaim: (path: string) => string | undefined;
}

/**
 * Divides our ledger's lines into those that count so far and those that do not: wrong words, a file that another project's
 * ledger names too. What a file holds is asked later, and only where it matters.
 */
export function divideLines(
  lines: readonly OwnedLine[],
  facts: LineFacts,
): { readonly counted: OwnedLine[]; readonly uncounted: UncountedLine[] } {
  const counted: OwnedLine[] = [];
  const uncounted: UncountedLine[] = [];
  let category: string | undefined;
  let judge: LineJudge = () => undefined;
  for (const line of lines) {
    if (line.category !== category) {
      category = line.category;
      judge = ledgerLineJudge(facts.root, category);
    }
    const why = judge(line) ?? rivalOf(line, facts) ?? ownerOf(line, facts);
    if (why !== undefined) uncounted.push({ line, why });
    else counted.push(line);
  }
  return { counted, uncounted };
}

function rivalOf({ path }: OwnedLine, { foreign }: LineFacts): string | undefined {
  const other = foreign.naming(path);
  return other === undefined
    ? undefined
    : `${path} is listed by project '${other.project}' too (${other.ledger})`;
}

/** What stands in the folder of one declared claim is no file of another one. */
function ownerOf(
  { path, construct, category }: OwnedLine,
  { root, folderClaim }: LineFacts,
): string | undefined {
  const isNested = path.includes('/', inRoot(root, category).length + 1);
  if (!isNested || path.startsWith(`${inRoot(root, construct)}/`)) return undefined;
  const owner = folderClaim(path);
  return owner === undefined ? undefined : `${path} is the file of '${owner}', not of '${construct}'`;
}

/**
 * Of several lines about one file the one that vouches for least: where they name different versions, not even the standing
 * one is known to be ours.
 */
export function leastOf(one: OwnedLine, other: OwnedLine, index: SnapshotIndex): OwnedLine {
  return index.entries.get(one.path)?.objectId === one.objectId ? other : one;
}
