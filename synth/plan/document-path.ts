/** Stands in no path of Git: what follows is the name of the claim whose document is meant. */
const MARK = '\0';

/**
 * How a plan in the making calls one claim's part of a file that others have documents in: decided about like a file of its own,
 * and put back into the file in the end.
 */
export function documentPath(file: string, name: string): string {
  return `${file}${MARK}${name}`;
}

/** The file of a document path; any other path as it is. */
export function fileOfDocument(path: string): string {
  const mark = path.indexOf(MARK);
  return mark < 0 ? path : path.slice(0, mark);
}

/** Whether a path is that of a document. */
export function isDocumentPath(path: string): boolean {
  return path.includes(MARK);
}
