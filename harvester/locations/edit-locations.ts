import { editStringList } from '../string-list';
import { applySplices, lineStart, nextLine, type Splice } from '../text/splice';
import { LocationCoverage, pathsOfLocation } from './location-coverage';
import { locationDocuments, type LocationDocument } from './location-documents';
import type { LocationTarget } from './location-target';
import { inDocument, isOneList, listIn, readLocations, TARGETS } from './read-locations';
import { isAddress } from './paths-in-url';
import { isGlob } from '../../core/text/path-glob';

/** Catalog files that must be among the locations afterwards, and that must not be named one by one any more. */
export interface LocationEdit {
  /** Paths from the top of the repository. */
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** What the edited file is, and which repository it stands in. */
export interface LocationFile {
  readonly path: string;
  /** `owner/name`, where it is known. */
  readonly slug: string | undefined;
}

/**
 * Adds and removes catalog files and touches no other byte. What a pattern or an address names needs no entry; new entries go to the
 * Location that has most of their like, as addresses where all of it are. When nothing differs the same text comes back.
 *
 * @throws ToolkitError `target-file-unreadable` with file and line
 */
export function editLocations(text: string, change: LocationEdit, file: LocationFile): string {
  const standing = readLocations(text, file.path);
  const gone = new Set(change.remove);
  const isGone = ({ value }: { readonly value: string }): boolean =>
    pathsOfLocation(value, file.slug).some((path) => !isGlob(path) && gone.has(path));
  const kept = standing.filter((target) => !isGone(target));
  const coverage = new LocationCoverage(kept, file.slug);
  const missing = change.add.filter((path) => coverage.targetOf(path) === undefined);
  const write = writerLike(kept, file);
  if (isOneList(text)) {
    const remove = standing.filter(isGone).map(({ value }) => value);
    return editStringList(text, TARGETS, { add: missing.map(write), remove }, file.path);
  }
  if (missing.length === 0 && kept.length === standing.length) return text;
  const documents = locationDocuments(text, file.path);
  const lists = documents.map((document) => listIn(text, document, file.path));
  const home = documents[homeOf(lists, missing, file.slug)];
  let edited = '';
  let end = 0;
  for (const [at, document] of documents.entries()) {
    const remove = (lists[at] ?? []).filter(isGone).map(({ value }) => value);
    const add = document === home ? missing.map(write) : [];
    const losesSingle = document.single !== undefined && isGone(document.single);
    edited +=
      text.slice(end, document.start) + editedDocument(text, document, { add, remove, losesSingle }, file);
    end = document.end;
  }
  return edited + text.slice(end);
}

interface DocumentEdit {
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly losesSingle: boolean;
}

function editedDocument(
  text: string,
  document: LocationDocument,
  edit: DocumentEdit,
  file: LocationFile,
): string {
  const own = text.slice(document.start, document.end);
  const { single, hasList } = document;
  const before =
    edit.losesSingle && single !== undefined ? withoutSingle(own, document, single, hasList) : own;
  if (edit.add.length === 0 && edit.remove.length === 0) return before;
  return inDocument(document, file.path, () => editStringList(before, TARGETS, edit, file.path));
}

/** A Location must keep something: where there is no list beside it, an empty one takes its place. */
function withoutSingle(
  own: string,
  { start: offset }: LocationDocument,
  single: { readonly start: number; readonly end: number },
  hasList: boolean,
): string {
  const start = single.start - offset;
  const end = single.end - offset;
  const splice: Splice = hasList
    ? { start: lineStart(own, start), end: nextLine(own, end), text: '' }
    : { start, end, text: 'targets: []' };
  return applySplices(own, [splice]);
}

/** Which of the lists has most entries beside the new ones: in the same folder of categories, else in this repository. */
function homeOf(
  lists: readonly (readonly { readonly value: string }[])[],
  missing: readonly string[],
  slug: string | undefined,
): number {
  const root = missing[0]?.split('/', 1)[0] ?? '';
  let best = 0;
  let most = -1;
  for (const [at, list] of lists.entries()) {
    const paths = list.map(({ value }) => pathsOfLocation(value, slug)[0]);
    const alike = paths.filter((path) => path?.startsWith(`${root}/`) === true).length;
    const score = alike * (list.length + 1) + paths.filter((path) => path !== undefined).length;
    if (score <= most) continue;
    most = score;
    best = at;
  }
  return best;
}

/** New entries look like the others: where all that lead into this repository are addresses with one beginning, so are they. */
function writerLike(targets: readonly LocationTarget[], { slug }: LocationFile): (path: string) => string {
  const beginnings = new Set<string>();
  for (const { value } of targets) {
    const [path] = pathsOfLocation(value, slug);
    if (path === undefined || isGlob(path)) continue;
    if (!isAddress(value) || !value.endsWith(`/${path}`)) return relativeTarget;
    beginnings.add(value.slice(0, value.length - path.length));
  }
  const [beginning] = beginnings;
  return beginning === undefined || beginnings.size > 1
    ? relativeTarget
    : (path) => `${beginning}${encodeURI(path)}`;
}

/** The folder of the locations is one below the top. */
function relativeTarget(path: string): string {
  return `../${path}`;
}
