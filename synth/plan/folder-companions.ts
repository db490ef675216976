import { KUSTOMIZATION_FILES } from '../../harvester/tree/standing-tree';
import { blobObjectId } from '../../core/git/object-id';
import type { SnapshotIndex } from '../../core/snapshot';
import { newKustomization } from '../../harvester/string-list';
import type { PlanReader } from './plan-reader';
import { withoutTrailing } from '../../core/trim-ends';

/**
 * Files of others in a claim's folder that cannot be parted from the claim: those that its kustomization uses, and a kustomization
 * of theirs that uses the claim. While there are any the claim can neither go nor move: what they say would be lost to the
 * cluster, or the folder could not be built.
 *
 * @param folder - of the claim
 * @param claimFiles - names of our claim files in it: a kustomization that lists one of them and nothing else is not read
 * @param goes - whether a file leaves the folder together with the claim
 */
export function usedByOthers(
  folder: string,
  claimFiles: readonly string[],
  goes: (path: string) => boolean,
  reader: PlanReader,
  { entries, objectFormat }: SnapshotIndex,
): string[] {
  const path = `${folder}/kustomization.yaml`;
  const standing = entries.get(path)?.objectId;
  if (standing === undefined || !reader.isPlainFile(path)) return [];
  const names = namesIn(path, standing);
  const used = new Set<string>();
  for (const name of names) {
    const file = `${folder}/${name}`;
    for (const candidate of [file, ...KUSTOMIZATION_FILES.map((each) => `${file}/${each}`)]) {
      if (candidate !== path && isOthers(candidate)) used.add(candidate);
    }
  }
  if (isOthers(path) && claimFiles.some((file) => names.has(file))) used.add(path);
  return [...used].sort();

  function isOthers(candidate: string): boolean {
    return entries.has(candidate) && !goes(candidate);
  }

  function namesIn(kustomization: string, objectId: string): Set<string> {
    const only = claimFiles.find((file) => blobObjectId(newKustomization([file]), objectFormat) === objectId);
    if (only !== undefined) return new Set([only]);
    const found = new Set<string>();
    for (const text of textsIn(reader.value(kustomization))) {
      // `key=path` is how generators name their files.
      for (const name of [text, text.slice(text.indexOf('=') + 1)]) {
        found.add(withoutTrailing(name.replace(/^(?:\.\/)+/, ''), '/'));
      }
    }
    return found;
  }
}

/** Everything below a folder that does not leave it; looks through the whole target. */
export function remainingIn(
  folder: string,
  goes: (path: string) => boolean,
  { entries }: SnapshotIndex,
): string[] {
  const prefix = `${folder}/`;
  return [...entries.keys()].filter((path) => path.startsWith(prefix) && !goes(path));
}

/** Every text in a value, each part looked at once however often it is referred to. */
function textsIn(value: unknown): Set<string> {
  const texts = new Set<string>();
  const seen = new Set<unknown>();
  const open = [value];
  while (open.length > 0) {
    const part = open.pop();
    if (typeof part === 'string') texts.add(part);
    if (typeof part !== 'object' || part === null || seen.has(part)) continue;
    seen.add(part);
    for (const child of Object.values(part)) open.push(child);
  }
  return texts;
}
