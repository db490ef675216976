import type { SnapshotIndex } from '../../core/snapshot';
import type { LedgerLine } from '../../harvester/ledger';
import { ledgerLineJudge, type LineJudge } from '../../harvester/ledger-line';
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
  /** The declared claim that wants a flat file. */
  readonly flatClaim: (path: string) => string | undefined;
}

/**
 * Divides our ledger's lines into those that count so far and those that do not: wrong words, a file that another project's
 * ledger names too, a flat file that two claims want. What a file holds is asked later, and only where it matters.
 */
export function divideLines(
  lines: readonly OwnedLine[],
  facts: LineFacts,
): { readonly counted: OwnedLine[]; readonly uncounted: UncountedLine[] } {
  const counted: OwnedLine[] = [];
  const uncounted: UncountedLine[] = [];
  const flats = new Map<string, Set<string>>();
  let category: string | undefined;
  let judge: LineJudge = () => undefined;
  for (const line of lines) {
    if (line.category !== category) {
      category = line.category;
      judge = ledgerLineJudge(facts.root, category);
    }
    const why = judge(line) ?? rivalOf(line, facts);
    if (why !== undefined) uncounted.push({ line, why });
    else {
      counted.push(line);
      if (isFlat(line, facts.root)) {
        flats.set(line.path, (flats.get(line.path) ?? new Set()).add(line.construct));
      }
    }
  }
  if ([...flats.values()].every((constructs) => constructs.size < 2)) return { counted, uncounted };
  const sure: OwnedLine[] = [];
  for (const line of counted) {
    const rivals = flats.get(line.path);
    if (rivals === undefined || rivals.size < 2 || facts.flatClaim(line.path) === line.construct) {
      sure.push(line);
    } else uncounted.push({ line, why: `${JSON.stringify(line.path)} is listed for several claims` });
  }
  return { counted: sure, uncounted };
}

function rivalOf({ path }: OwnedLine, { foreign }: LineFacts): string | undefined {
  const other = foreign.naming(path);
  return other === undefined
    ? undefined
    : `${path} is listed by project '${other.project}' too (${other.ledger})`;
}

/** Directly in its category; the words were judged before. */
function isFlat({ path, category }: OwnedLine, root: string): boolean {
  return path.indexOf('/', root.length + category.length + 2) < 0;
}

/**
 * Of several lines about one file the one that vouches for least: where they name different versions, not even the standing
 * one is known to be ours.
 */
export function leastOf(one: OwnedLine, other: OwnedLine, index: SnapshotIndex): OwnedLine {
  return index.entries.get(one.path)?.objectId === one.objectId ? other : one;
}
