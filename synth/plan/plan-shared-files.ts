import type { JsonObject } from '../../core/claim-model';
import { blobObjectIdOfBytes } from '../../core/git/object-id';
import type { PlannedFile } from '../../core/plan';
import type { ObjectFormat } from '../../core/snapshot';
import { emitYamlBytes } from '../../core/yaml/emit-yaml';
import type { SharedFile } from '../../harvester/shared-files/shared-file';
import type { PlanReader } from './plan-reader';
import { plannedText } from './planned-text';

/** Shared files after the plan; one that is not there and not needed is not among them, nor one that still has to be read. */
export function planSharedFiles(
  files: Iterable<SharedFile>,
  reader: PlanReader,
  format: ObjectFormat,
): PlannedFile[] {
  return [...files].flatMap((file) => planned(file, reader, format) ?? []);
}

function planned(file: SharedFile, reader: PlanReader, format: ObjectFormat): PlannedFile | undefined {
  const { path } = file;
  const entry = reader.entry(path);
  if (entry === undefined) {
    const text = file.edited(undefined);
    return text === undefined ? undefined : plannedText(path, 'create', text, format);
  }
  const unchanged = { path, action: 'unchanged', objectId: entry.objectId } as const;
  // Nearly every list holds our claims alone, and none that go: then it need not even be read.
  if (file.whole !== undefined && isWrittenAs(file.whole(), entry.objectId, format)) return unchanged;
  const text = reader.text(path);
  if (text === undefined) return undefined;
  const edited = file.edited(text) ?? text;
  return edited === text ? unchanged : plannedText(path, 'update', edited, format);
}

function isWrittenAs(value: JsonObject, objectId: string, format: ObjectFormat): boolean {
  return blobObjectIdOfBytes(emitYamlBytes(value), format) === objectId;
}
