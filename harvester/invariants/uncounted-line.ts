import type { LedgerLine } from '../ledger';
import { ledgerLineProblem } from '../ledger-line';
import { inRoot } from '../paths';
import type { RepositoryMap } from './repository-map';

/** Why a ledger line says nothing: by its words alone, or because the registry gives the folder of the file to another claim. */
export function uncountedLine(
  { view, entryByPath }: Pick<RepositoryMap, 'view' | 'entryByPath'>,
  line: Pick<LedgerLine, 'path' | 'construct'>,
  category: string,
): string | undefined {
  const problem = ledgerLineProblem(line, view.root, category);
  if (problem !== undefined) return problem;
  const { path, construct } = line;
  const folder = path.slice(0, path.lastIndexOf('/'));
  if (folder === inRoot(view.root, construct)) return undefined;
  const owner = entryByPath.get(folder)?.key;
  if (owner === undefined || owner === construct) return undefined;
  return `${JSON.stringify(path)} is in the folder of '${owner}'`;
}
