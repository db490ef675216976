import { code, phrase, type Phrase } from './phrase';

/** Where the program stands that declares the claims: which version of which repository. */
export interface ProgramOrigin {
  /** Slug `owner/name`; undefined where no address tells. */
  readonly repository?: string;
  /** Whole object id. */
  readonly commit: string;
  /** Web address of the commit; undefined where the commit is on no server, or on one whose addresses are not known. */
  readonly commitUrl?: string;
  /** Web address that paths of the program's files are relative to, at that commit. */
  readonly sourceUrl?: string;
  /** Files of the program that are not as in the commit, relative to its folder: what stands there is only here. */
  readonly uncommitted: ReadonlySet<string>;
}

/** Hexadecimal digits of a commit as people write it. */
const SHORT = 12;

/** One line for the reader: repository, commit, and whether that is all of the program. */
export function originPhrase({ repository, commit, commitUrl, uncommitted }: ProgramOrigin): Phrase {
  const where = repository === undefined ? '' : phrase`${code(repository)} at `;
  const changed = uncommitted.size === 0 ? '' : ', with changes that are not committed';
  return phrase`Declared by ${where}commit ${code(commit.slice(0, SHORT))}${{ address: commitUrl }}${changed}.`;
}

/** Base of links to a file of the program; undefined where its text at the commit is another one. */
export function sourceUrlOf(
  { sourceUrl, program }: { readonly sourceUrl?: string; readonly program?: ProgramOrigin },
  file: string,
): string | undefined {
  if (program?.uncommitted.has(file) === true) return undefined;
  return sourceUrl ?? program?.sourceUrl;
}
