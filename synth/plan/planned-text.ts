import { blobObjectId } from '../../core/git/object-id';
import type { PlannedFile } from '../../core/plan';
import type { ObjectFormat } from '../../core/snapshot';

/** A planned file with the id of its new text. */
export function plannedText(
  path: string,
  action: 'create' | 'update',
  content: string,
  format: ObjectFormat,
): PlannedFile {
  return { path, action, content, objectId: blobObjectId(content, format) };
}
