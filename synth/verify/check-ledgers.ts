import type { Problem } from './problem';
import type { RepositoryMap } from './repository-map';

/** Ledgers: every file that they list is there, and belongs to one project. */
export function checkLedgers(map: RepositoryMap): Problem[] {
  const problems: Problem[] = [];
  const owners = new Map<string, string>();
  for (const { path: ledger, lines } of map.ledgers) {
    for (const [index, { path }] of lines.entries()) {
      const line = index + 2;
      if (!map.view.index.entries.has(path)) {
        const message = `${path} does not exist any more`;
        problems.push({ code: 'ledger-dangling', path: ledger, line, message, repairable: true });
      }
      const other = owners.get(path);
      if (other !== undefined) {
        const message = `${path} is listed in ${other} too`;
        problems.push({ code: 'ledger-conflict', path: ledger, line, message, repairable: false });
      }
      owners.set(path, ledger);
    }
  }
  return problems;
}
