import { CLAIM_ROLES } from './claim-files/claim-roles';
import type { LedgerLine } from './ledger';
import { inRoot } from './paths';

/** One folder or file name as this tool makes them: no separator, no dot first, nothing that a disk or shell reads otherwise. */
const SEGMENT = /^[A-Za-z0-9][-A-Za-z0-9_.]*$/;
const YAML_EXTENSION = /\.ya?ml$/;
/** Files that go with the claim file. */
const COMPANIONS = CLAIM_ROLES.flatMap(({ fileName }) => fileName ?? []);
/** Names beside which no claim file may stand, in lower case: they are the folder's own. */
const RESERVED: ReadonlySet<string> = new Set(COMPANIONS.map((file) => stemOf(file).toLowerCase()));

/** Judges the lines of one ledger: gives the end of a sentence about a line that says nothing, undefined where its words are right. */
export type LineJudge = (line: Pick<LedgerLine, 'path' | 'construct'>) => string | undefined;

/**
 * Why lines of a ledger say nothing, judged by their words alone: a ledger is a text that anyone with write access can
 * change, so it speaks for the files that this tool writes for a claim and for no others. Those are a claim file anywhere below
 * the category, and the other files of `claim-files/` in the claim's own folder.
 *
 * @param root - folder of the claims
 * @param category - the category that the ledger is about
 */
export function ledgerLineJudge(root: string, category: string): LineJudge {
  const prefix = `${inRoot(root, category)}/`;
  const isCategory = category.split('/').every((part) => SEGMENT.test(part));
  // The same few file names and, line after line, the same claims: each is looked at once.
  const goodFiles = new Set(COMPANIONS);
  let goodConstruct: string | undefined;
  return ({ path, construct }) => {
    const name = construct.slice(category.length + 1);
    if (construct !== goodConstruct) {
      if (!isCategory || construct !== `${category}/${name}` || !SEGMENT.test(name)) {
        return `${quoted(construct)} is not a claim of category ${quoted(category)}`;
      }
      goodConstruct = construct;
    }
    if (!path.startsWith(prefix)) return `${quoted(path)} lies outside of the category`;
    const slash = path.lastIndexOf('/');
    const file = path.slice(slash + 1);
    if (slash - prefix.length === name.length && path.startsWith(name, prefix.length)) {
      if (goodFiles.has(file)) return undefined;
      if (isClaimFile(file)) {
        goodFiles.add(file);
        return undefined;
      }
    } else if (COMPANIONS.includes(file) && slash >= prefix.length) {
      return `${quoted(path)} lies outside of the folder of ${construct}`;
    } else {
      const folders = slash < prefix.length ? [] : path.slice(prefix.length, slash).split('/');
      if (folders[0]?.toLowerCase() === name.toLowerCase() && folders[0] !== name) {
        return `${quoted(path)} is in the folder of ${construct} only where letter case does not count`;
      }
      const areSafe = folders.every((part) => SEGMENT.test(part));
      if (areSafe && isClaimFile(file)) return undefined;
    }
    return `${quoted(path)} is not a file that is written for one claim`;
  };
}

/** One line judged: see {@link ledgerLineJudge}. */
export function ledgerLineProblem(
  line: Pick<LedgerLine, 'path' | 'construct'>,
  root: string,
  category: string,
): string | undefined {
  return ledgerLineJudge(root, category)(line);
}

function isClaimFile(file: string): boolean {
  const stem = stemOf(file);
  return SEGMENT.test(file) && stem !== file && !RESERVED.has(stem.toLowerCase());
}

function stemOf(file: string): string {
  return file.replace(YAML_EXTENSION, '');
}

/** Text of a ledger, for messages: in quotes, with whatever is invisible spelled out. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
