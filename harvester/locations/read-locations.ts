import { ToolkitError } from '../../core/errors/toolkit-error';
import { readStringList, type ListItem } from '../string-list';
import { regularList } from '../text/regular-document';
import { locationDocuments, type LocationDocument } from './location-documents';
import type { LocationTarget } from './location-target';

/** Where a Location has its list. */
export const TARGETS = ['spec', 'targets'] as const;
/** A text without these is one list, whatever else it is. */
const MORE_THAN_A_LIST = /\btarget:|\bpresence:|^---/m;

/**
 * Every target of a file of locations, of whichever of its documents: `spec.target` and `spec.targets`, in the order of the file.
 *
 * @param file - path of the file, for messages
 * @throws ToolkitError `target-file-unreadable` with file and line
 */
export function readLocations(text: string, file: string): LocationTarget[] {
  if (isOneList(text)) return readStringList(text, TARGETS, file);
  return locationDocuments(text, file).flatMap((document) => {
    const { single, isOptional } = document;
    const listed = listIn(text, document, file);
    const targets = single === undefined ? listed : [{ value: single.value, line: single.line }, ...listed];
    return isOptional ? targets.map((target) => ({ ...target, isOptional: true as const })) : targets;
  });
}

/** Whether a text is one document with one list, as these tools write it: nearly every file is, and that is seen at once. */
export function isOneList(text: string): boolean {
  return !MORE_THAN_A_LIST.test(text) && regularList(text, TARGETS) !== undefined;
}

/**
 * What `spec.targets` of one of the documents lists, by lines of the file.
 *
 * @throws ToolkitError `target-file-unreadable`
 */
export function listIn(text: string, document: LocationDocument, file: string): ListItem[] {
  return inDocument(document, file, () =>
    readStringList(text.slice(document.start, document.end), TARGETS, file),
  ).map(({ value, line }) => ({ value, line: line + document.linesAbove }));
}

/** Does something with the text of one document; what is wrong in it is told by the lines of the file. */
export function inDocument<Value>({ linesAbove }: LocationDocument, file: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (!ToolkitError.isToolkitError(error) || typeof error.data['line'] !== 'number') throw error;
    const line = error.data['line'] + linesAbove;
    const problem = error.message.replace(`${file}:${error.data['line']}: `, '');
    throw new ToolkitError(error.code, `${file}:${line}: ${problem}`, {
      data: { file, line },
      issues: [{ code: error.code, message: problem, source: { file, line } }],
    });
  }
}
