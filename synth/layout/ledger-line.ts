import type { LedgerLine } from './ledger';

/** One folder or file name as this tool makes them: no separator, no dot first, nothing that a disk or shell reads otherwise. */
const SEGMENT = /^[A-Za-z0-9][-A-Za-z0-9_.]*$/;
const YAML_EXTENSION = /\.ya?ml$/;
/** Names beside which no claim file may stand, in lower case: they are the folder's own. */
const COMPANIONS: ReadonlySet<string> = new Set(['kustomization', 'catalog-info']);

/**
 * Why a line of a ledger says nothing, judged by its words alone: a ledger is a text that anyone with write access can
 * change, so it speaks for the files that this tool writes for a claim and for no others. Those are the claim file, the
 * kustomization and the catalog-info in the claim's own folder, and the file of a flat claim directly in its category.
 *
 * @param root - folder of the claims
 * @param category - the category that the ledger is about
 * @returns the end of a sentence about the line; undefined when the words are right
 */
export function ledgerLineProblem(
  { path, construct }: Pick<LedgerLine, 'path' | 'construct'>,
  root: string,
  category: string,
): string | undefined {
  const name = construct.slice(category.length + 1);
  if (!SEGMENT.test(category) || construct !== `${category}/${name}` || !SEGMENT.test(name))
    return `${quoted(construct)} is no claim of category ${quoted(category)}`;
  const prefix = `${root}/${category}/`;
  if (!path.startsWith(prefix)) return `${quoted(path)} lies outside of the category`;
  const below = path.slice(prefix.length);
  const slash = below.indexOf('/');
  const file = below.slice(slash + 1);
  if (slash >= 0 && below.slice(0, slash) !== name)
    return `${quoted(path)} lies outside of the folder of ${construct}`;
  if (slash >= 0 && (file === 'kustomization.yaml' || file === 'catalog-info.yaml')) return undefined;
  const stem = file.replace(YAML_EXTENSION, '');
  const isClaimFile = SEGMENT.test(file) && stem !== file && !COMPANIONS.has(stem.toLowerCase());
  return isClaimFile ? undefined : `${quoted(path)} is no file that is written for one claim`;
}

/** Text of a ledger, for messages: in quotes, with whatever is invisible spelled out. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
