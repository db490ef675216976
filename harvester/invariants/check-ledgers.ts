import { mayBeThere } from '../../core/snapshot';
import type { Problem } from './problem';
import type { RepositoryMap } from './repository-map';
import { uncountedLine } from './uncounted-line';

/** Ledgers: every file that they list is there, is one that is written for its claim, and belongs to one project. */
export function checkLedgers(map: RepositoryMap): Problem[] {
  const problems: Problem[] = [];
  const owners = new Map<string, string>();
  const conflicting = listedTwice(map.ledgers);
  for (const { path: ledger, category, lines } of map.ledgers) {
    for (const { path, construct, number: line } of lines) {
      if (!mayBeThere(map.view.index, path)) {
        const message = `${path} does not exist any more`;
        problems.push({ code: 'ledger-dangling', path: ledger, line, message, repairable: true });
      }
      const other = owners.get(path);
      if (other !== undefined && conflicting.has(path)) {
        const message = `${path} is listed in ${other} too`;
        problems.push({ code: 'ledger-conflict', path: ledger, line, message, repairable: false });
      } else if (map.view.index.entries.has(path) && !conflicting.has(path)) {
        const problem = uncountedLine(map, { path, construct }, category);
        if (problem !== undefined) {
          const message = `${problem}; the line is ignored`;
          problems.push({ code: 'ledger-line-uncounted', path: ledger, line, message, repairable: true });
        }
      }
      owners.set(path, ledger);
    }
  }
  return problems;
}

/**
 * Files that several ledgers list, or one ledger for one claim twice: a person finds out whose they are. Several claims of one ledger may stand
 * in one file.
 */
export function listedTwice(ledgers: RepositoryMap['ledgers']): ReadonlySet<string> {
  const seen = new Map<string, { readonly ledger: string; readonly constructs: Set<string> }>();
  const twice = new Set<string>();
  for (const { path: ledger, lines } of ledgers) {
    for (const { path, construct } of lines) {
      const known = seen.get(path);
      if (known === undefined) seen.set(path, { ledger, constructs: new Set([construct]) });
      else if (known.ledger !== ledger || known.constructs.has(construct)) twice.add(path);
      else known.constructs.add(construct);
    }
  }
  return twice;
}
