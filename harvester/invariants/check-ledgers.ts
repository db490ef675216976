import { mayBeThere } from '../../core/snapshot';
import { ledgerLineProblem } from '../ledger-line';
import type { Problem } from './problem';
import type { RepositoryMap } from './repository-map';

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
      if (other !== undefined) {
        const message = `${path} is listed in ${other} too`;
        problems.push({ code: 'ledger-conflict', path: ledger, line, message, repairable: false });
      } else if (map.view.index.entries.has(path) && !conflicting.has(path)) {
        const problem = ledgerLineProblem({ path, construct }, map.view.root, category);
        if (problem !== undefined) {
          const message = `${problem}; the line does not count`;
          problems.push({ code: 'ledger-line-uncounted', path: ledger, line, message, repairable: true });
        }
      }
      owners.set(path, ledger);
    }
  }
  return problems;
}

/** Files that several lines list: a person finds out whose they are. */
export function listedTwice(ledgers: RepositoryMap['ledgers']): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { lines } of ledgers) {
    for (const { path } of lines) (seen.has(path) ? twice : seen).add(path);
  }
  return twice;
}
